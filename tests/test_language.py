"""The code, the notebooks and the documentation speak plain English."""

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
PAGES = ROOT / "src" / "tally" / "text" / "english.py"  # the words of pages, as are the templates
PROSE = (
    *ROOT.glob("*.md"),
    *(path for path in (ROOT / "docs").glob("*.md") if path.name != "findings.md"),
    *(ROOT / "src").rglob("*.md"),
    ROOT / "data" / "README.md",
)  # fmt: skip; findings.md quotes the sentences of before
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
# A function's docstring starts with one of these verbs. A property's may also be a noun phrase.
VERBS = {
    "Add", "Align", "Append", "Apply", "Ask", "Assign", "Build", "Cache", "Cancel", "Change", "Check", "Choose",
    "Clean", "Clear", "Close", "Collect", "Combine", "Compare", "Compile", "Compose", "Compute", "Connect", "Convert",
    "Copy", "Correct", "Count", "Create", "Cut", "Delete", "Derive", "Describe", "Detect", "Divide", "Download",
    "Draw", "Embed", "Encode", "End", "Ensure", "Escape", "Estimate", "Evaluate", "Examine", "Exclude", "Execute",
    "Expand", "Export", "Extend", "Extract", "Fetch", "Fill", "Filter", "Find", "Finish", "Fit", "Fold", "Fork",
    "Format", "Group", "Handle", "Hash", "Hide", "Ignore", "Import", "Indent", "Initialise", "Insert", "Install",
    "Join", "Kill", "Limit", "Link", "List", "Load", "Lock", "Log", "Mark", "Match", "Measure", "Merge", "Move",
    "Name", "Normalise", "Number", "Omit", "Open", "Order", "Pack", "Parse", "Place", "Plot", "Prefetch", "Prefix",
    "Prepare", "Print", "Propose", "Publish", "Query", "Raise", "Read", "Receive", "Recognise", "Record", "Reduce",
    "Register", "Reject", "Release", "Remove", "Rename", "Render", "Repeat", "Replace", "Report", "Request",
    "Require", "Reset", "Resolve", "Restore", "Restrict", "Return", "Reverse", "Rewrite", "Round", "Run", "Save",
    "Scale", "Search", "Select", "Send", "Serve", "Set", "Shorten", "Show", "Shut", "Sign", "Simplify", "Skip",
    "Solve", "Sort", "Split", "Start", "Stop", "Store", "Strip", "Submit", "Suggest", "Sum", "Summarise", "Supersede",
    "Test", "Trace", "Translate", "Trim", "Undo", "Unpack", "Update", "Use", "Validate", "Verify", "Wait", "Warn",
    "Watch", "Widen", "Wrap", "Write", "Yield", "Zip",
}  # fmt: skip
NO_NOUNS = {
    "Gives", "How", "Its", "Says", "Tells", "These", "Those", "What", "Where", "Whether", "Which", "Who", "Why",
}  # fmt: skip
# Names that say nothing of what they hold.
NAMELESS = {
    "asked", "given", "had", "kept", "made", "one", "ones", "said", "told", "wrong",
}  # fmt: skip
# Phrases that a newspaper would not print, each with plainer words.
DIALECT = {
    r"on file(?! name)": "in the data",
    r"anew": "again",
    r"lest": "so that … not",
    r"(?<!there )(?:is|are|was|were) no (?!longer|more|less|better|worse|wider|later|earlier|fewer|other)": "is not a",
    r"(?:hold|holds|held|holding)\b[^.:;]{0,40} against": "check against, compare with",
    r"(?:put|set|putting|setting) right": "correct",
    r"stands|stood|stand (?:in(?! for)|there|among|beside)": "is",
    r"(?:is|are|was|were|be|put|told|tell|reads?|looks?|said|say|written|worded|called) otherwise": "differently",
    r"whoever|whosoever": "anyone who, the person who",
    r"said of": "about",
    r"count of none|none to all": "zero",
    r"(?:bear|bears|bore|bearing) on": "concern, be relevant to",
    r"speaks? (?:of|against|for)": "mention",
    r"told by": "read in, written by",
    r"in the end": "finally",
    r"forgiv(?:e|es|en|ing)": "ignore",
    r"bec(?:ame|omes?) of": "happened to",
    r"(?:is|are|be|was|were) had": "obtained",
    r"but for": "except",
    r"in vain": "for nothing",
    r"of want|for want of": "without",
    r"amiss|hither(?:to)?|whence|thence|whereby|wherein|herein|hereby|thereby|thereof|albeit|unto": "a current word",
    r"lies? (?:in|beside|there|under)": "is in",
    r"borne? out": "corroborated",
    r"take down|took down": "record",
    r"make(?:s)? sure": "ensure, check",
    r"by the look of it": "probably",
}
PHRASES = {re.compile(rf"\b(?:{old})\b".replace(" ", r"\s"), re.IGNORECASE): new for old, new in DIALECT.items()}


def place(path: Path, line: int, text: str) -> str:
    """Return an offence with its file and line."""
    return f"{path.relative_to(ROOT)}:{line} {text}"


def functions(tree: ast.AST) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str, bool]]:
    """Yield each function that has a docstring, with its docstring and whether it is a property."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and (text := ast.get_docstring(node)):
            marks = [ast.unparse(mark) for mark in node.decorator_list]
            yield node, text, any("property" in mark for mark in marks)


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the variables of a module, and the parameters of its private functions and lambdas."""
    fields = {
        id(node)
        for outer in ast.walk(tree)
        if isinstance(outer, ast.ClassDef)
        for field in outer.body
        if isinstance(field, ast.Assign | ast.AnnAssign)
        for node in ast.walk(field)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and id(node) not in fields:
            yield node.lineno, node.id
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            yield node.lineno, node.name
        elif isinstance(node, ast.Lambda) or (isinstance(node, ast.FunctionDef) and node.name.startswith("_")):
            yield from (
                (argument.lineno, argument.arg) for argument in ast.walk(node.args) if isinstance(argument, ast.arg)
            )


def strings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the docstrings, messages and other strings of a module; values within a string are a pair of braces."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts:
            yield node.lineno, node.value


def comments(code: str) -> Iterator[tuple[int, str]]:
    """Yield the comments of a module; those on adjoining lines are one."""
    text, start, last = "", 0, 0
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            line = token.start[0]
            if text and line != last + 1:
                yield start, text
                text = ""
            start, text = (start, f"{text}\n{token.string[1:]}") if text else (line, token.string[1:])
            last = line
    if text:
        yield start, text


def texts() -> Iterator[tuple[Path, int, str]]:
    """Yield everything that is written for readers of the code and of the documentation."""
    for path in MODULES:
        if path != PAGES:
            code = path.read_text(encoding="utf-8")
            for line, text in (*strings(ast.parse(code)), *comments(code)):
                yield path, line, re.sub(r" *\n *", "\n", text)
    for path in PROSE:
        yield path, 1, path.read_text(encoding="utf-8")
    for path in NOTEBOOKS:
        for number, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], start=1):
            text = "".join(cell["source"])
            for _, part in comments(text) if cell["cell_type"] == "code" and "%" not in text else [(1, text)]:
                yield path, number, part


def test_docstrings_start_with_a_standard_verb():
    """A list of functions says what each returns, checks, writes or adds."""
    offences = [
        place(path, node.lineno, f"{node.name}: {text.splitlines()[0]}")
        for path in MODULES
        for node, text, noun in functions(ast.parse(path.read_text(encoding="utf-8")))
        for word in [re.split(r"\W", text, maxsplit=1)[0]]
        if (word in NO_NOUNS if noun else word not in VERBS)
    ]

    assert not offences, f"{len(offences)} docstrings\n" + "\n".join(offences)


def test_variables_are_nouns():
    """A name says what the value is, not that somebody said, made or took it."""
    offences = [
        place(path, line, name)
        for path in MODULES
        for line, name in names(ast.parse(path.read_text(encoding="utf-8")))
        if name in NAMELESS
    ]

    assert not offences, f"{len(offences)} names\n" + "\n".join(offences)


def test_no_phrase_of_a_dialect():
    """Docstrings, comments, messages and documentation use the words of a careful newspaper."""
    offences = [
        place(path, line + text[: found.start()].count("\n"), f"{' '.join(found.group().split())} → {plainer}")
        for path, line, text in texts()
        for phrase, plainer in PHRASES.items()
        for found in phrase.finditer(text)
    ]

    assert not offences, f"{len(offences)} phrases\n" + "\n".join(offences)
