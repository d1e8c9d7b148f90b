"""The sentences of a briefing: fixed words in templates, filled with numbers."""

import numbers
import re
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from tally.analysis import Aspect, Direction, Verdict
from tally.analysis.claims import ClaimVerdict, Mistake, Unjudged
from tally.analysis.rivals import Agreement, Kinship, Way
from tally.analysis.robustness import Confidence
from tally.analysis.series import Limit, Refusal, StepVerdict
from tally.errors import TallyError
from tally.evidence.numbers import Counted, Number
from tally.records import Voice, Where
from tally.records.claims import Scale
from tally.records.figures import Basis, Hindrance, Seen
from tally.records.wordings import Kind
from tally.text import Bound, join_names, template_folder, words
from tally.windows import Window, WindowText, long_day

COMPILED = Path(__file__).parent.parent / "templates" / "__pycache__"
DAY_AND_MONTH = re.compile(r"\b(\d{1,2}) (?=[A-Z])")


class WordingError(TallyError, ValueError):
    """A template would print a value that has no evidence."""


class Compiled(FileSystemBytecodeCache):
    """Compiled templates, beside the templates like Python's compiled modules; an unreadable one is compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load a template's code if it was compiled before."""
        with suppress(OSError, EOFError, UnpicklingError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a template's code if a file can be written."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class Templates(Environment):
    """Jinja's environment, whose templates have one plain dictionary of global names, in which it looks faster."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the global names of a template: those of all, unless it has names of its own."""
        return super().make_globals(d) if d else self.globals


COMPARED = (  # enumerations that templates use
    Agreement, Aspect, Basis, Bound, ClaimVerdict, Confidence, Direction, Hindrance, Kind, Kinship, Limit, Mistake,
    Refusal, Scale, Seen, StepVerdict, Unjudged, Verdict, Voice, Way, Where,
)  # fmt: skip


@cache
def compiled(kind: str) -> Compiled | None:
    """Return the cache of templates that escape what they print ("html") or do not ("text"), if one is possible."""
    with suppress(OSError):
        COMPILED.mkdir(exist_ok=True)
        return Compiled(str(COMPILED), f"{kind}_%s.cache")
    return None


def sentence_environment(write: Callable[[Number], str], *, html: bool) -> Environment:
    """
    Create the environment in which all sentences and pages are rendered.

    Parameters
    ----------
    write : callable
        Converts a number to what is printed: a control that opens its evidence, or its bare text.
    html : bool
        Whether to escape what is printed.

    Notes
    -----
    A bare int or float raises an error when it is printed (Jinja's `finalize`), and so does a name that does not
    exist. The filter `as_given` marks words that were copied unchanged, including their digits.
    """

    def finalize(value: object) -> object:
        if isinstance(value, Number):
            return write(value)
        if isinstance(value, Window | WindowText):
            return Markup('<span class="window">{}</span>').format(_together(str(value))) if html else str(value)
        if isinstance(value, date):
            day = Markup('<time datetime="{}">{}</time>').format(value.isoformat(), _together(long_day(value)))
            return day if html else long_day(value)
        if value is None or isinstance(value, (bool, numbers.Number)):
            msg = f"A template prints a bare {type(value).__name__} ({value!r}): give it evidence, as a Number."
            raise WordingError(msg)
        return value

    environment = Templates(
        bytecode_cache=compiled("html" if html else "text"),
        loader=PackageLoader("tally", template_folder()),
        autoescape=html,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {kind.__name__: kind for kind in COMPARED}
    environment.tests["single"] = lambda number: number.text == "1"
    environment.tests["ranged"] = lambda number: isinstance(number.evidence, Counted) and number.evidence.figure.span
    environment.filters |= {
        "in_a_row": join_names,
        "placed": with_article,
        "articled": words.articled,
        "capitalised": capitalised,
    }
    environment.filters["as_given"] = Markup('<span class="note-text">{}</span>').format if html else str
    return environment


def with_article(place: str) -> str:
    """Return the name of a place as it follows “in”: “the Gulf of Guinea”, but “Guinea”."""
    return words.placed(place)


def load_sentences() -> dict[str, Callable[..., str]]:
    """Load the macros of all files of sentences, by their names; they are kept for the next call."""
    return _sentences_in(template_folder())


@cache
def _sentences_in(folder: str) -> dict[str, Callable[..., str]]:  # noqa: ARG001 - another language, other sentences
    """Load the macros of the sentences in the language's folder of templates."""
    environment = sentence_environment(str, html=False)
    files = [name for name in environment.list_templates() if name.startswith("sentences/")]
    modules = [environment.get_template(name).module for name in files]
    return {name: macro for module in modules for name, macro in vars(module).items() if callable(macro)}


def capitalised(text: str) -> str:
    """Return a text with a capital first letter; the days of a window stay the days of a window."""
    return type(text)(text[:1].upper() + text[1:])


def sentence_text(sentence: str, *about: object) -> str:
    """
    Render one of the briefing's sentences as plain text, for a notebook.

    Parameters
    ----------
    sentence : str
        The name of a macro in one of the files in `sentences`, such as `finding`, `verdict` or `tipping`.
    *about : object
        The arguments of the macro: `ChangeNumbers`, and for some sentences `RobustnessNumbers` or a `BoundTable`.
    """
    return str(load_sentences()[sentence](*about))


def _together(days: str) -> str:
    """Join a day and its month by a no-break space."""
    return DAY_AND_MONTH.sub("\\1\u00a0", days)
