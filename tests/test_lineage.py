"""Repeats are one count; counters of one raw material are not independent."""

from tally.analysis import compare, competing_counts, find_origins, shared_material, trace_document
from tally.records.figures import Pair


def counted(dossier):
    return find_origins(
        competing_counts(dossier.figures, compare(dossier.figures, Pair("un-2020", "un-2021-so-far"))), dossier.sources
    )


def test_one_speech_is_one_source(dossier):
    """Twenty documents carry or pass on what one speech said."""
    first = dossier.sources["un-lyons-2021-11-17"]
    figures = dossier.figures[dossier.figures["repeats"].isin(["un-2020", "un-2021-so-far"])]
    tree = trace_document(first, dossier.sources, figures, dossier.statements)
    ids = [document.id for document in tree.documents]

    assert 20 == len(ids) == len(set(ids))
    assert "seed-every-province-2021-11" in ids
    assert "un-lyons-2021-11-17" not in ids


def test_a_document_that_only_passes_on_keeps_its_place(dossier):
    """Reuters was not seen, but stands between the speech and who copied it."""
    tree = trace_document(dossier.sources["un-lyons-2021-11-17"], dossier.sources, dossier.figures, dossier.statements)
    reuters = next(branch for branch in tree.branches if branch.source.id == "reuters-lyons-2021-11-17")

    assert () == reuters.figures
    assert "wion-2021-11" in [branch.source.id for branch in reuters.branches]


def test_offices_of_one_origin_are_one(dossier):
    """The United Nations and its mission are one origin."""
    un = next(origin for origin in counted(dossier) if origin.name == "UN")

    assert {"UNAMA", "United Nations"} <= set(un.counters)
    assert un.raw is None


def test_counters_of_claims_share_their_raw_material(dossier):
    """ITIC, Jihad Analytics, ExTrac and IESS all count the group's own claims."""
    (claims,) = shared_material(counted(dossier))

    assert "is-claims" == claims.raw.id
    assert {"ExTrac (inferred)", "IESS", "ITIC", "Jihad Analytics"} == set(claims.counters)
