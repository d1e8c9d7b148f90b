"""Citations are whole, and nothing in a record becomes markup."""

import json
from dataclasses import replace

from tally.records.bibliography import credit_line, format_citations, source_chain


def test_full_citation(dossier):
    """Author, year, title, outlet, day, address and day of access are all there."""
    source = dossier.sources["salaam-times-2024-08-20"]
    address = "https://afghanistan.asia-news.com/en_GB/articles/cnmi_st/features/2024/08/20/feature-01"

    assert (
        "Omar (2024) ‘ISIS-K committed 62 deadly attacks in Afghanistan over 3 years’, <i>Salaam Times</i>, 20 August. "
        f'Available at: <a href="{address}">{address}</a> (Accessed: 22 November 2026).'
    ) == str(format_citations([source])[source.id])


def test_every_source_can_be_cited(dossier):
    """No record is too odd for the style."""
    citations = format_citations(dossier.sources.values())

    assert set(dossier.sources) == set(citations)
    assert all(len(citation) > 20 for citation in citations.values())


def test_hostile_title_stays_text(dossier):
    """A title with a script in it is printed, not run."""
    source = dossier.sources["zdf-2021-08"]
    record = json.loads(source.record) | {"title": "<script>alert(1)</script> & <b>x</b>"}
    citation = str(format_citations([replace(source, record=json.dumps(record))])[source.id])

    assert "<script>" not in citation
    assert "&lt;script&gt;" in citation


def test_chain_runs_from_the_speaker_to_the_page(dossier):
    """A count that came through Reuters shows Reuters."""
    links = source_chain(dossier.sources["wion-2021-11"], dossier.sources)

    assert ["un-lyons-2021-11-17", "reuters-lyons-2021-11-17", "wion-2021-11"] == [link.id for link in links]


def test_credit_names_who_spoke_once(dossier):
    """Whoever is quoted by several pages is named once, with where each was read."""
    names = ["daily-excelsior-2022-02-04", "itic-2022-summary", "times-of-india-2021-09-08"]

    assert (
        "UN Secretary-General (report), in Daily Excelsior, 2022, in Times of India, 2021; Meir Amit ITIC, 2023"
        == credit_line(names, dossier.sources)
    )


def test_credit_names_speaker_and_reader(dossier):
    """The line inside a picture says whose count it is and where it was read, once each."""
    names = ["seed-every-province-2021-11", "seed-every-province-2021-11", "itic-2022-summary"]

    assert (
        "Deborah Lyons (UN Special Representative for Afghanistan), in Frances Martel, 2021; Meir Amit ITIC, 2023"
        == credit_line(names, dossier.sources)
    )
