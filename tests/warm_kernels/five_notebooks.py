"""Run five notebooks in warm kernels, each of which prints its number: a process of the test of many kernels."""

import sys

if __name__ == "__main__":
    sys.modules["rfc3987_syntax"] = None  # an optional checker that takes a second to import
    import papermill
    from nbformat.v4 import new_code_cell, new_notebook

    server, folder, part = sys.argv[1:]
    for number in range(5 * int(part), 5 * int(part) + 5):
        node = new_notebook(cells=[new_code_cell(f"print({number})", id="a")])
        papermill.execute_notebook(
            node, f"{folder}/{number}.ipynb", engine_name="warm", kernel_name="python3", language="python",
            server=server, progress_bar=False,
        )  # fmt: skip
