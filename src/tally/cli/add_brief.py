"""The command `tally add brief`: a brief on two counts, or on a series."""

import argparse

from tally.project import Project, note, say

QUERY = {  # options of a series that is counted, which are parameters of the brief
    "dataset": ("", "data set from which a series is counted, in periods from --first to --last"),
    "first": ("", "first day of a counted series"),
    "last": ("", "its last day"),
    "step": ("", "length of its periods: year, quarter, month, week or day"),
    "unit": ("events", "what is counted: events (the default) or deaths"),
    "actor": ("", "id of the actor, from actors.csv (default: anybody)"),
    "role": ("any", "the actor’s part: any (the default), by or against"),
    "place": ("", "id of the place, from places.csv (default: anywhere)"),
    "by": ("", "table and small charts by place: country, admin1 (provinces) or admin2 (default: none)"),
    "boundaries": ("", "name of a file in boundaries/ of the case, for a map of these places"),
}


def add_brief_command(kinds: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to the parser."""
    brief = kinds.add_parser("brief", help="write a brief that builds at once")
    brief.add_argument("name", metavar="NAME", help="lower-case words joined by hyphens")
    brief.add_argument("--question", help="the question that the page answers")
    brief.add_argument("--earlier", help="id of a figure")
    brief.add_argument("--later", help="id of a figure")
    brief.add_argument(
        "--series", nargs="+", default=[], metavar="ID",
        help="ids of the figures of a series, three or more; or one, to find those that belong with it",
    )  # fmt: skip
    for name, (default, words) in QUERY.items():
        brief.add_argument(f"--{name}", default=default, help=words)
    brief.add_argument("--as-of", default="", help="last day that a count “so far” is assumed to cover")
    brief.add_argument("--level", type=float, default=0.95, help="level of the interval (default: 0.95)")
    brief.add_argument("--milestones", default="", help="ids of dated events to show, comma between them, or all")
    brief.add_argument("--date", default="", help="day of the edition (default: the day of the data)")
    brief.add_argument("--correction", default="", help="notice of a correction, figures in it named as {un-2020}")
    brief.add_argument("--author", default="", help="who signs the page (default: the authors of the case)")
    brief.add_argument("--replace", action="store_true", help="replace a brief of that name")
    brief.add_argument("--case", help="the case, a folder under data/ (default: the first example)")
    brief.set_defaults(run=_add_brief, edits=True)


def _add_brief(project: Project, options: argparse.Namespace) -> int:
    """Write a brief."""
    from tally.adding import ask_in_words, write_brief
    from tally.briefs import make_brief, offer_places

    common = {
        "brief": options.name, "case": options.case, "level": options.level, "date": options.date,
        "milestones": [name.strip() for name in options.milestones.split(",") if name.strip()],
        "correction": options.correction, "author": options.author,
    }  # fmt: skip
    if options.series or options.dataset:
        brief = make_brief(**common, **_series(project, options))
    else:
        if missing := [f"--{name}" for name in ("earlier", "later") if not getattr(options, name)]:
            options.parser.error(
                f"the following arguments are required: {', '.join(missing)} (or, for a series: --series, or --dataset)"
            )
        question = options.question or ask_in_words(project, options.case, options.earlier)
        pair = {"earlier": options.earlier, "later": options.later, "as_of": options.as_of}
        brief = make_brief(**common, **pair, question=question)
    path = write_brief(project, brief, replace=options.replace)
    for line in offer_places(project, brief):
        note(line)
    note(f"Build it with: make report BRIEF={options.name}")
    say(path, breaks=False)
    return 0


def _series(project: Project, options: argparse.Namespace) -> dict[str, object]:
    """Return the parameters of a brief on a series; say what its figures lack."""
    from tally.adding import ask_in_words
    from tally.briefs import suggest_series
    from tally.records import load_dossier

    if mixed := [f"--{name.replace('_', '-')}" for name in ("earlier", "later", "as_of") if getattr(options, name)]:
        options.parser.error(f"{', '.join(mixed)}: only for two counts, not for a series")
    query = {name: getattr(options, name) for name in QUERY}
    query["boundaries"] = query["boundaries"].removesuffix(".geojson")
    if options.dataset:
        if options.series:
            options.parser.error("--series: a series is made of figures, or counted with --dataset")
        return query | {"question": options.question or ask_in_words(project, options.case, dataset=options.dataset)}
    suggestion = suggest_series(
        load_dossier(project, options.case), [part for name in options.series for part in name.split(",") if part]
    )
    note(f"The series: {', '.join(suggestion.ids)}.")
    for line in suggestion.remarks:
        note(line)
    question = options.question or ask_in_words(project, options.case, suggestion.ids[0])
    return query | {"series": [*suggestion.ids], "question": question}
