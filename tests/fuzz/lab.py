"""The start page in JupyterLab: any choices in its controls, and any words in its fields."""

from hypothesis import strategies as st
from lxml import html as markup

from fuzz.commands import as_json, decoded
from fuzz.pages import HOSTILE, WORDS, spoil
from fuzz.pieces import choose, odd
from fuzz.room import Room
from fuzz.target import FaultError, target
from tally.explorer import Explorer

FOREIGN = {"script", "img", "iframe", "object", "form", "base", "link"}


def choices() -> st.SearchStrategy[bytes]:
    """Draw hostile words in the tables, choices in the controls, and a name and a question."""
    tables = st.dictionaries(choose([*WORDS]), choose(HOSTILE) | odd, max_size=2)
    steps = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 20)), max_size=6)
    return as_json(st.tuples(tables, steps, choose(HOSTILE) | odd | st.just("my-brief"), choose(HOSTILE) | odd))


@target(choices, share=1, examples=0, seconds=10)
def explorer(content: bytes, room: Room) -> None:
    """Each choice shows a comparison, and the brief is written or refused in a sentence."""
    words, steps, name, question = decoded(content, [{}, [], "", ""])
    spoil(room, {str(place): str(text) for place, text in words.items()})
    page = Explorer(room.project)
    for control, option in steps:
        chosen = page._controls[control % len(page._controls)]
        options = [part[1] if isinstance(part, tuple) else part for part in getattr(chosen, "options", ())]
        if options:
            value = options[option % len(options)]
            chosen.value = (value,) if chosen is page._milestones else value
    page._name.value, page._question.value = str(name), str(question)
    page._keep(page._write)
    for shown in (page._screen.value, page._status.value):
        tree = markup.fromstring(f"<div>{shown}</div>")
        tags = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
        events = {key for element in tree.iter() for key in element.attrib if key.startswith("on")}
        if (tags & FOREIGN) or events:
            message = f"The start page has {sorted((tags & FOREIGN) | events)}"
            raise FaultError(message)
