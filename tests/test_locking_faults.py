"""What a document says is locked, and what it does not say is not: from a file to the lock, by commands."""

import json
from pathlib import Path

import pytest

from tally.records import load_dossier
from tally.records.figures import Seen
from tally.records.quotations import mark_count

FAULTS = Path(__file__).parent / "faults"
CASES = [
    ("footnote-glued/sup-footnote.html", 334, "334 attacks in 2021", True),
    ("footnote-glued/sup-footnote.html", 33412, "33412 attacks in 2021", False),
    ("footnote-glued/sup-footnote.html", 60, "60 attacks in 2020", True),
    ("footnote-glued/pdf-sup.pdf", 334, "334 attacks in 2021", True),
    ("footnote-glued/pdf-sup.pdf", 33412, "33412 attacks in 2021", False),
    ("number-cut-from-longer/grouped.html", 334, "334 attacks", False),
    ("number-cut-from-longer/grouped.html", 1334, "1 334 attacks", True),
    ("number-cut-from-longer/grouped.html", 60, "about 60", False),
    ("number-cut-from-longer/grouped.html", 60000, "about 60 000", True),
    ("number-cut-from-longer/grouped.html", 60, "060", False),
    ("number-cut-from-longer/grouped.html", 1060, "counted 1’060", True),
    ("digits-of-other-scripts/arabic.html", 334, "شنت ٣٣٤ هجوماً", True),
    ("digits-of-other-scripts/persian-yeh.html", 334, "۳۳۴ حمله ثبت شده است", True),
    ("digits-of-other-scripts/fullwidth-cjk.html", 334, "３３４件の攻撃", True),
    ("digits-of-other-scripts/fullwidth-cjk.html", 34, "３４件の攻撃", False),
    ("hyphen-and-digit-at-line-end/pdf-hyphen-digit.pdf", 334, "By mid-2021 there were 334 attacks", True),
    ("hyphen-and-digit-at-line-end/pdf-hyphen-digit.pdf", 2020, "in the period 2020-2021 rose", True),
    ("hyphen-and-digit-at-line-end/pdf-hyphen-digit.pdf", 10, "A 10-month-old group", True),
    ("hyphen-and-digit-at-line-end/pdf-hyphen-digit.pdf", 1334, "1,334 in all", True),
    ("hyphen-and-digit-at-line-end/pdf-hyphen-digit.pdf", 334, "334 in all", False),
    ("un-running-heads/pdf-un-header-footer.pdf", 152, "recorded 152 attacks by the group in 16 provinces", True),
    *(
        (f"saved-page-containers/{name}", 334, "so far this year – 334 attacks", True)
        for name in ("page.html.gz", "story.mhtml", "story64.mhtml", "story.warc", "story.warc.gz")
    ),
    ("hidden-text/details-hidden.html", 334, "counted 334 attacks this year", True),
    ("hidden-text/details-hidden.html", 999, "counted 999 attacks this year", False),
    ("hidden-text/details-hidden.html", 888, "counted 888 attacks this year", False),
    ("hidden-text/details-hidden.html", 777, "777 attacks this year", False),
    ("hidden-text/details-hidden.html", 555, "says 555 attacks this year", False),
    ("arabic-pdf/arabic.pdf", 334, "334 هجوما في عام 2021", True),
    *((f"words-beside/{name}.txt", 334, "recorded 334 attacks in 2021", True)
      for name in ("dash", "at", "signs", "hidden")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "quotation", "there"), CASES)
def test_a_document_from_file_to_lock(copied, command, name, value, quotation, there):
    """A source and a figure are added, and the quotation is locked exactly if a reader of the document finds it."""
    file = str(FAULTS / name)
    run = command(
        "add", "source", file, "--issued", "2022-02", "--id", "doc", "--title", "A document", "--author", "The envoy"
    )
    assert 0 == run.returncode, run.stderr
    run = command(
        "add", "figure", "--source", "doc", "--value", str(value), "--quotation", quotation, "--id", "new",
        "--group", "Islamic State Khorasan (ISIL-KP)", "--place", "Afghanistan", "--window", "2021",
        "--basis", "recorded", "--counter", "United Nations",
    )  # fmt: skip
    if not there and run.returncode:
        return  # the quotation does not bear the number, such as “060” for 60
    assert 0 == run.returncode, run.stderr
    run = command("lock", "doc", "--file", file)

    assert (0 if there else 1) == run.returncode, run.stdout
    assert (name.startswith("hidden") and value in (999, 888, 555)) is ("readers do not see them" in run.stdout)
    assert (Seen.LOCKED if there else Seen.TRANSCRIBED) is load_dossier(copied)["new"].seen
    if there:
        lock = load_dossier(copied).locks["new"]
        assert any(bears for _, bears in mark_count(lock.exact, value))
        assert 0 == command("check").returncode


def test_number_words_up_to_one_hundred():
    """Each number from 0 to 100 is read from its words in four languages, Belgian and Swiss French among them."""
    for locale, words in json.loads((FAULTS / "number-words.json").read_text(encoding="utf-8")).items():
        for value, name in enumerate(words):
            for language in (locale[:2], ""):
                for written in (name, name.capitalize()):
                    pieces = mark_count(f"({written}, 1999)", value, language)
                    assert [written] == [piece for piece, bears in pieces if bears], (locale, value, written)
