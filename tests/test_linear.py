"""No pattern takes more than its share of time for a longer text, whatever the text."""

import ast
import importlib
import pkgutil
import re
import time
from functools import cache
from re import _constants as sre
from re import _parser as parser

import pytest

import tally
import warm_kernels
from conftest import ROOT
from limits import linear

MANY, SLOW = 5_000, 0.006  # how often a part is repeated, and the seconds that a linear pattern does not need for that
SIGNS = [
    *map(chr, range(32, 127)),
    "\n",
    "\t",
    "é",
    "\u0661",
    "¹",
    "“",
    "–",
    "\u00a0",
    "\u00ad",
    "三",
    "\u0301",
    "\u0627",
    "億",
]
REFUSED = "\0x"  # what no pattern takes, except those that take anything
USE = re.compile(r"\b([A-Z][A-Z_]*)(?:\[\w+\])?\.(sub|subn|match|search|fullmatch|split|findall|finditer)\b")
CALLS = {"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"}
# Patterns that are built from what a function is given, each with the limit of that.
LOCAL = {
    "warm_kernels.folders": "a name of a file",
    "tally.build.notebooks": "paths of this machine, as literals",
    "tally.documents.reading.web.markup": "one literal for each name",
    "tally.page.dated_from": "words of the language, without repeats",
    "tally.records.schemas": "a section of a file of the project",
    "tally.records.claims.numerals": "a lookahead of three digits",
    "tally.records.wordings.hedges": "the words of a rule, which may follow each other",
    "tally.project.extras": "a file of the project",
    "tally.records.tables.columns": "the form of a column, which is in the list of forms",
    "tally.text.typography": "a quotation: test_passages.py",
    "tally.windows.forms": "the forms of windows, which are in the list of forms",
}


# Patterns that are slow for texts that they never get.
LIMITED = {
    "tally.evidence.folding.FOLDED": "Tally's own page, which closes what it opens",
    "tally.page.frame.stylesheet.COMMENT": "Tally's own style sheets",
    "tally.page.snapshot.PICTURE": "Tally's own page",
    "tally.page.snapshot.MADE": "Tally's own page",
    "tally.page.frame.shorter.RAW": "Tally's own page, which closes what it opens",
    "tally.page.frame.shorter.CARD": "Tally's own page",
    "tally.text.english.ORGANISATION": "names of at most LONGEST_NAME characters",
    "tally.text.numerals.ANY_WORD_BEFORE": "thirty characters",
}


def modules():
    """Import every module of the project."""
    for package in (tally, warm_kernels):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns_in(value, depth=0):
    """Go through the patterns in a value and in what it holds."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for inner in (*value.keys(), *value.values()):
            yield from patterns_in(inner, depth + 1)
    elif depth < 4 and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from patterns_in(inner, depth + 1)


def calls(nodes):
    """Go through the calls of `re` in some code: what is called, and with which pattern."""
    for node in nodes:
        if (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS
            and isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        ):  # fmt: skip
            yield node.func.attr, node.args[0]


@cache
def collected():
    """List all patterns, each with where it is, and whether it is only ever matched from one place."""
    used, nodes = {}, {}
    for path in (ROOT / "src").rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        every = list(ast.walk(ast.parse(source)))
        nodes[module] = [node for node in every if isinstance(node, ast.Call)]
        owners = {
            name: node.module
            for node in every
            if isinstance(node, ast.ImportFrom)
            for name in (alias.name for alias in node.names)
        }
        for name, method in USE.findall(source):
            used.setdefault((owners.get(name, module), name), set()).add(method)
    found = {}
    for module in modules():
        for name, value in vars(module).items():
            uses = used.get((module.__name__, name), set())
            anchored = bool(uses) and uses <= {"match", "fullmatch"}
            for pattern in patterns_in(value):
                found.setdefault((pattern, anchored), f"{module.__name__}.{name}")
            if isinstance(value, tuple) and name in ("FORMS", "SPOKEN"):
                for form in value:
                    found[re.compile(form[0], re.I | re.A), True] = f"{module.__name__}.{name}"
        for method, argument in calls(nodes[module.__name__]):
            try:
                value = eval(compile(ast.Expression(argument), "", "eval"), dict(vars(module)))
            except NameError:
                assert module.__name__ in LOCAL, f"{module.__name__}: {ast.unparse(argument)}"
                continue
            pattern = value if isinstance(value, re.Pattern) else re.compile(value)
            if method != "compile":
                found.setdefault(
                    (pattern, method in ("match", "fullmatch")), f"{module.__name__}: {ast.unparse(argument)}"
                )
    return [(where, pattern, anchored) for (pattern, anchored), where in found.items()]


def sample(items):
    """Write a short text that parsed parts of a pattern take, as far as that is easy."""
    return "".join(map(one, items))


def one(item):
    """Write a short text that one part takes."""
    kind, value = item
    if kind is sre.LITERAL:
        return chr(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return sample(value[2]) * max(value[0], 1)
    if kind is sre.SUBPATTERN:
        return sample(value[3])
    if kind is sre.ATOMIC_GROUP:
        return sample(value)
    if kind is sre.BRANCH:
        return sample(value[1][0])
    if kind in (sre.IN, sre.ANY, sre.NOT_LITERAL, sre.CATEGORY):
        taken = re.compile(written(item), re.DOTALL)
        return next((sign for sign in SIGNS if taken.fullmatch(sign)), "x")
    return ""


def written(item):
    """Write a part that takes one sign as a pattern."""
    kind, value = item
    if kind is sre.ANY:
        return "."
    if kind is sre.NOT_LITERAL:
        return f"[^{re.escape(chr(value))}]"
    classes = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    parts = []
    for inner, content in [(kind, value)] if kind is sre.CATEGORY else value:
        if inner is sre.NEGATE:
            parts.append("^")
        elif inner is sre.LITERAL:
            parts.append(re.escape(chr(content)))
        elif inner is sre.RANGE:
            parts.append("-".join(re.escape(chr(end)) for end in content))
        else:
            named = classes[str(content).rpartition("_")[2]]
            parts.append(named.upper() if "NOT" in str(content) else named)
    return f"[{''.join(parts)}]"


def repeats(items, before=""):
    """Go through the parts that repeat without a limit: a text for what comes before, and one for what repeats."""
    for item in items:
        kind, value = item
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            if value[1] > 50:
                yield before, sample(value[2])
            yield from repeats(value[2], before)
        elif kind is sre.SUBPATTERN:
            yield from repeats(value[3], before)
        elif kind is sre.ATOMIC_GROUP:
            yield from repeats(value, before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from repeats(value[1], before)
        before += one(item)


def hostile(pattern):
    """Write texts that a pattern nearly matches, each as a part that is repeated, and what is before and after it."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(text, pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags)
    whole = sample(parsed)
    yield from {("", whole, ""), ("", whole[:-1] or "x", REFUSED), ("", whole[:1] or "x", REFUSED)}
    for before, part in set(repeats(parsed)):
        part = part or "x"
        yield from (
            (before, part, REFUSED),
            ("", part, REFUSED),
            ("", before + part, REFUSED),
            ("", before or part, ""),
        )


def slow(pattern, anchored):
    """List the texts for which a pattern takes more than its share of time."""
    wide = isinstance(pattern.pattern, str)
    look = pattern.match if anchored else lambda text: pattern.sub("" if wide else b"", text)
    found = []
    for before, part, after in sorted(set(hostile(pattern))):

        def run(times, before=before, part=part, after=after):
            text = before + part * times + after
            look(text if wide else text.encode("latin-1", "replace"))

        for times in (MANY // 8, MANY // 4, MANY // 2, MANY):
            if cpu(run, times) > SLOW:
                if not linear(run, times // 4, times, slack=SLOW / 4):
                    found.append((before, part, after))
                break
    return found


def cpu(run, size):
    """Measure the processor time of a run."""
    started = time.process_time()
    run(size)
    return time.process_time() - started


def test_no_pattern_takes_more_than_its_share_of_time():
    """However a text nearly matches: the parts of each pattern, repeated, and then something that it refuses."""
    found = {
        where: texts
        for where, pattern, anchored in collected()
        if where not in LIMITED and (texts := slow(pattern, anchored))
    }

    assert not found
    assert LIMITED.keys() <= {where for where, _, _ in collected()}


@pytest.mark.parametrize("pattern", [r"\s+$", r"<a.*?</a>", r"\d+,", r"(\w+)\s+x", rb"\(.*\)$"])
def test_a_pattern_that_takes_longer_is_found(pattern):
    """Also one that looks harmless."""
    assert slow(re.compile(pattern), anchored=False)
