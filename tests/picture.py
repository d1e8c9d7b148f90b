"""Take the picture of the start page: `python tests/picture.py`, then `make notebooks`."""

import io
import tempfile
from pathlib import Path

from PIL import Image, PngImagePlugin
from playwright.sync_api import sync_playwright

from chromium import find
from conftest import copy_project
from limits import MILLISECONDS
from tally.explorer import Explorer
from tally.explorer.picture import PICTURE, fingerprint
from test_lab import FINDING, IDLE, open_notebook, run_all, running_lab

WIDTH, HEIGHT, COLOURS = 1280, 1400, 16


def take():
    """Run the start page in JupyterLab, and store what a reader sees first, with a mark of what it shows."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy, own = copy_project(Path(folder, "project")), Path(folder, "jupyter")
        own.mkdir()
        page = Explorer(copy)
        with running_lab(copy, own) as address:
            browser = playwright.chromium.launch(executable_path=find())
            view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            view.set_default_timeout(MILLISECONDS)
            open_notebook(view, address, "explore")
            run_all(view)
            view.wait_for_selector(FINDING)
            view.wait_for_selector(IDLE)
            desk = view.locator(".tally-explorer")
            desk.evaluate("desk => desk.scrollIntoView()")
            view.evaluate("document.fonts.ready")
            chart = view.locator(".tally figure svg:visible").first.bounding_box()
            height = chart["y"] + chart["height"] - desk.bounding_box()["y"]
            raw = desk.screenshot()
            browser.close()
    image = Image.open(io.BytesIO(raw)).convert("RGB")
    image = image.crop((0, 0, image.width, min(image.height, int(height))))
    image = image.quantize(COLOURS, dither=Image.Dither.NONE)
    note = PngImagePlugin.PngInfo()
    note.add_text("Tally", fingerprint(page._above, page._screen.value))
    image.save(PICTURE, optimize=True, pnginfo=note)
    print(f"{PICTURE}: {PICTURE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    take()
