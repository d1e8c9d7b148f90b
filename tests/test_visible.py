"""Only what a reader of a web page can see is its text."""

from contextlib import suppress

import pytest

from limits import linear
from tally.documents.reading import ExtractError, extract_text
from tally.locking import FoundQuotation
from tally.locking.search import find_quotation

FILLER = "<p>The envoy briefed the Council on Wednesday about the worsening situation of civilians in the country.</p>"


def read(body, head=""):
    page = f"<!doctype html><html lang=en><head><title>News</title>{head}</head><body><article>{FILLER}{body}{FILLER}"
    return extract_text(f"{page}</article></body></html>".encode(), "text/html; charset=utf-8")


def found(quotation, body, head=""):
    return isinstance(find_quotation(quotation, read(body, head)), FoundQuotation)


HIDDEN = [
    "<p hidden>{}</p>", '<p hidden="">{}</p>', "<p HIDDEN=hidden>{}</p>", "<div hidden><p>So <b>{}</b></p></div>",
    '<p style="display:none">{}</p>', '<p style="color:red; DISPLAY : none !important;">{}</p>',
    '<p style="display:/* x */none">{}</p>', '<p style="visibility:hidden">{}</p>',
    '<p style="visibility: collapse">{}</p>',
    '<div style="visibility:hidden"><p>{}</p></div>', '<p style="opacity:0">{}</p>', '<p style="font-size:0px">{}</p>',
    '<p style="content-visibility:hidden">{}</p>', '<p style="text-indent:-9999px">{}</p>',
    '<p style="position:absolute;clip:rect(0,0,0,0)">{}</p>', "<noscript><p>{}</p></noscript>",
    "<template><p>{}</p></template>", "<!-- {} -->", "<script>var x = '{}'</script>", "<p><del>{}</del></p>",
    "<p><s>{}</s></p>",
    "<p><strike>{}</strike></p>", '<p style="text-decoration: line-through red">{}</p>', "<dialog><p>{}</p></dialog>",
    '<input type=hidden value="{}">', '<p title="{}">x</p>', '<img alt="x" data-caption="{}">', "<iframe>{}</iframe>",
    "<object>{}</object>", "<video>{}</video>", "<datalist><option>{}</option></datalist>",
    "<svg><desc>{}</desc></svg>",
]  # fmt: skip


@pytest.mark.parametrize("body", HIDDEN)
def test_what_is_hidden_is_not_there(body):
    """Text that the page hides, strikes out or only keeps for programs is not found; the text around it is."""
    assert not found("counted 999 attacks", body.replace("{}", "We counted 999 attacks this year."))
    assert found("We counted 334 attacks", body.replace("{}", "999") + "<p>We counted 334 attacks this year.</p>")


@pytest.mark.parametrize(
    "body",
    [
        "<details><summary>More</summary><p>{}</p></details>", '<p aria-hidden="true">{}</p>', "<p><ins>{}</ins></p>",
        '<p style="display:block">{}</p>', '<p hidden="until-found">{}</p>', "<dialog open><p>{}</p></dialog>",
        '<div style="visibility:hidden"><p style="visibility:visible">{}</p></div>', '<p style="opacity:0.9">{}</p>',
        '<p hidden style="display:block">{}</p>', "<table><tr><td>{}</td></tr></table>", "<blockquote>{}</blockquote>",
    ],
)  # fmt: skip
def test_what_can_be_seen_is_there(body):
    """A closed `details` can be opened, `aria-hidden` is for screen readers, and a style may show what is hidden."""
    assert found("counted 334 attacks", body.replace("{}", "We counted 334 attacks this year."))


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        (".x { display: none }", False), ("#y{visibility:hidden}", False),
        ("article p.x, h1 { display:none !important }", False),
        ("div.z > p { DISPLAY:NONE }", False), ("@media screen { .x { display:none } }", False),
        (".x{opacity:0}", False),
        (".x{display:none} #y{display:block}", True), ("#y{display:block} .x{display:none}", True),
        (".x{display:none!important} #y{display:block}", False), ("@media print { .x { display:none } }", True),
        ("@media (max-width: 600px) { .x { display:none } }", True), (".x:hover{display:none}", True),
        (".x::before{display:none}", True), (".other{display:none}", True), ("body{visibility:hidden}", True),
        ("}} .x {display", True), (".x{display:none} .x{display:block}", True), ("[data-a='1']{display:none}", False),
    ],
)  # fmt: skip
def test_the_page_s_own_style_sheet(style, seen):
    """Rules of the page's `<style>` hide as in a browser, by their weight; those for print and states do not."""
    body = "<div class=z><p class=x id=y data-a=1>We counted 334 attacks this year.</p></div>"

    assert seen is found("counted 334 attacks", body, f"<style>{style}</style>")


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>12</sup>", "<sup>[12]</sup>", '<sup><a href="#fn12">12</a></sup>', "<sup> 12 </sup>", "<sup>(12)</sup>",
        "<sup>1,2</sup>",
        '<a href="#_ftn12" class="footnote-ref">12</a>', '<span style="vertical-align: super">12</span>',
        "<sup>a</sup>", "<sup>*</sup>",
        '<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1<span>]</span></a></sup>',
        "<sub>1</sub>", "¹²", "[12]",
        '<a role="doc-noteref" href="#n12">12</a>',
    ],
)  # fmt: skip
def test_a_footnote_mark_is_set_apart(mark):
    """However a page raises its marks, the number before one stays what it is."""
    body = f"<p>The group carried out 334{mark} attacks in 2021{mark}, the report says.</p>"

    assert found("carried out 334 attacks in 2021", body)
    assert not found("33412 attacks", body)
    assert not found("3341 attacks", body)


def test_what_is_raised_and_no_mark_stays():
    """Ordinals keep their letters, and a linked number is a number."""
    assert found("the 19th of May", "<p>It was the 19<sup>th</sup> of May.</p>")
    assert found("le 1er mai", "<p>C’était le 1<sup>er</sup> mai.</p>")
    assert found("counted 334 attacks", '<p>We counted <a href="/all">334</a> attacks.</p>')
    assert found("counted 334 attacks", '<p>We counted <span class="reference">334</span> attacks.</p>')


@pytest.mark.parametrize(
    ("body", "absent"),
    [
        ("<p>We counted 1<br>334 attacks.</p>", "334 attacks"),
        ("<p>We counted 1<wbr>334 attacks.</p>", "334 attacks"),
        ("<p>We counted 1&nbsp;334 attacks.</p>", "334 attacks"),
        ("<p>We counted 1<b>334</b> attacks.</p>", "334 attacks"),
        ("<p>We counted 1&#8203;334 attacks.</p>", "334 attacks"),
        ("<p>We counted 1<span> </span>334 attacks</p>", "334 attacks"),
        ("<table><tr><td>60</td><td>334</td></tr></table>", "60 334"),
        ("<table><tr><td>60</td><td>334</td></tr></table>", "60334"),
        ("<ul><li>60</li><li>334 attacks</li></ul>", "60334 attacks"),
    ],
)  # fmt: skip
def test_numbers_across_elements(body, absent):
    """A number may run through elements, and cells and items never make one."""
    assert not found(absent, body)


@pytest.mark.parametrize(
    "pad",
    ["<html ", "<p hidden>", '<p style="display:none">', "<sup>1", "1<br>334", "<b>", "<!--", "<a href='#fn1'>1</a>"],
)
def test_twice_the_page_takes_twice_the_time(pad):
    """No page, however odd, takes more than its length in time, or it is refused."""

    def run(times):
        with suppress(ExtractError):
            read(pad * times, "<style>.x p b{display:none}</style>")

    assert linear(run, 400, 1600, slack=0.2)
