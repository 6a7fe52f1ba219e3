"""How each review question becomes lines of the gap list: a title and sentences.

A sentence says what is on record and what is not; none says that somebody failed to do something.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.views.record.disagreement import spelled_alike
from graph.views.record.in_words import worded
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.views.record.lifetimes import Lifetime
    from graph.views.record.names import Names

__all__ = ["KINDS", "TITLES", "GapContext", "GapKind", "GapRow", "ranges"]

GapRow = dict[str, str]
"""A row of a card's answer; "" where a cell is empty."""


@dataclass(frozen=True, slots=True)
class GapContext:
    """What a sentence is told from: the names, and what is on record of the time of projects."""

    names: Names
    times: Mapping[str, Lifetime]

    def label(self, iri: str) -> str:
        """What people call a thing or a document."""
        return self.names[iri].label


@dataclass(frozen=True, slots=True, kw_only=True)
class GapKind:
    """How the rows of one card become gaps.

    Rows with the same cells under ``together`` make one line. ``things`` are the columns with the
    things that the line is about, ``properties`` those whose statements are its evidence (all where
    empty), and ``key`` the columns that tell a row from others.
    """

    title: str
    things: tuple[str, ...]
    properties: tuple[str, ...]
    sentence: Callable[[Sequence[GapRow], GapContext], str]
    key: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def ranges(numbers: Sequence[int]) -> str:
    """Whole numbers as people list them: "1-6, 8 and 10"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return _listed(
        [str(run[0]) if len(run) == 1 else f"{run[0]}\N{EN DASH}{run[-1]}" for run in runs]
    )


_NAMED: Final = 10
"""So many things are named in one line of the list; the others are counted."""


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _series(rows: Sequence[GapRow], seen: GapContext) -> str:
    first = rows[0]
    last = int(first["last"])
    held = last - len(rows)
    what = "round table" if len(rows) == 1 else "round tables"
    verb = "is" if len(rows) == 1 else "are"
    return (
        f"{seen.label(first['region'])}: of the {last} round tables up to the highest number on "
        f"record, {held} {'is' if held == 1 else 'are'} on record; {what} "
        f"{ranges([int(row['number']) for row in rows])} {verb} not."
    )


def _present(rows: Sequence[GapRow], seen: GapContext) -> str:
    row = rows[0]
    lists, held = int(row["lists"]), int(row["roundTables"])
    last = (
        f"the last list that names it is of {worded(row['lastSeen'])}"
        if row["lastSeen"]
        else "no other list of a round table there names it either"
    )
    named = "the one list" if lists == 1 else f"any of the {lists} lists"
    return (
        f"{seen.label(row['country'])} is not named in {named} of those present that "
        f"{'is' if lists == 1 else 'are'} on record for the "
        f"{_count(held, 'round table', 'round tables')} of {seen.label(row['region'])} in the two "
        f"years to {worded(row['newest'])}; {last}."
    )


_MISSING: Final = {
    "lead": "who leads it",
    "start": "when it started",
    "end": "when it ended or is to end",
    "country": "which countries it covers",
}


def _incomplete(rows: Sequence[GapRow], seen: GapContext) -> str:
    project = rows[0]["project"]
    missing = [row["missing"] for row in rows]
    told = _listed([words for key, words in _MISSING.items() if key in missing])
    time = seen.times.get(project)
    closed = ""
    if "end" in missing and time is not None and time.closed is not None:
        closed = f" It is {time.closed.state} {time.closed.words}."
    return f"{seen.label(project)}: {told} {_is(missing)} not on record.{closed}"


def _is(told: Sequence[str]) -> str:
    return "is" if len(told) == 1 else "are"


def _topics(rows: Sequence[GapRow], seen: GapContext) -> str:
    plans = _listed(sorted(seen.label(row["plan"]) for row in rows))
    if rows[0]["topic"]:
        have, where = ("has", "its") if len(rows) == 1 else ("have", "their")
        return (
            f"{plans} {have} the topic {seen.label(rows[0]['topic'])} on record, and no project on "
            f"record in {where} region or country has it."
        )
    if len(rows) == 1:
        return f"{plans}: its topics are not on record, so no project can be set against them."
    named = sorted(seen.label(row["plan"]) for row in rows)
    more = len(named) - _NAMED
    told = _listed([*named[:_NAMED], f"{more} others"] if more > 1 else named)
    return (
        f"The topics of {len(rows)} action plans are not on record, so no project can be set "
        f"against them: {told}."
    )


def _post(rows: Sequence[GapRow], seen: GapContext) -> str:
    row = rows[0]
    if row["asOf"]:
        told = f"the last one is on record for {worded(row['asOf'])}"
    elif row["named"] != "0":
        told = "a page without a date names one, so it is not clear of when that is"
    else:
        told = "no document on record names anybody for this post"
    return f"{seen.label(row['post'])}: no current {row['role']} on record; {told}."


def _over(rows: Sequence[GapRow], seen: GapContext) -> str:
    row = rows[0]
    return (
        f"{seen.label(row['project'])} ended ({worded(row['ended'])}); no meeting at that time or "
        "later that discussed it, and no project that follows on from it, is on record."
    )


def _outside(rows: Sequence[GapRow], seen: GapContext) -> str:
    countries = _listed(sorted(seen.label(row["country"]) for row in rows))
    return (
        f"{seen.label(rows[0]['project'])} covers {countries}; none of the regions that it covers, "
        f"on record, has {'it' if len(rows) == 1 else 'them'} as partner country."
    )


def _alike(rows: Sequence[GapRow], seen: GapContext) -> str:
    row = rows[0]
    return (
        f"{seen.label(row['one'])} and {seen.label(row['other'])} ran at the same time, on record, "
        f"and share {_count(int(row['countries']), 'country', 'countries')} and "
        f"{_count(int(row['topics']), 'topic', 'topics')}."
    )


def _alone(rows: Sequence[GapRow], seen: GapContext) -> str:
    document = seen.label(rows[0]["onlyDocument"])
    many = sum(int(row["statements"]) for row in rows)
    things = _listed(sorted(seen.label(row["thing"]) for row in rows))
    told = "the one statement" if many == 1 else f"all {many} statements"
    of = "it" if len(rows) == 1 else "them"
    return f"{things}: {told} about {of} {_rests(many)} on one document, {document}."


def _rests(many: int) -> str:
    return "rests" if many == 1 else "rest"


def _dissent(rows: Sequence[GapRow], seen: GapContext) -> str:
    def shown(cell: str) -> str:
        return seen.label(cell) if cell.startswith(str(THINGS)) else worded(cell)

    first = rows[0]
    said: dict[str, dict[str, None]] = {}
    for row in rows:
        for value, document in (("disputed", "disputedIn"), ("value", "document")):
            if row[value]:
                said.setdefault(shown(row[value]), {})[seen.label(row[document])] = None
    told = "; ".join(f"{_listed(list(by))} {_says(by)} {value}" for value, by in said.items())
    sources = {document for by in said.values() for document in by}
    alone = ""
    if len(said) == 1:
        alone = " A reader disputes it; no other value is on record."
    elif len(sources) == 1:
        alone = " It is one document that gives both."
    elif spelled_alike(said):
        alone = " They differ in spelling only."
    when = _when(first["from"], first["until"])
    head = f"{seen.label(first['thing'])}, {seen.label(first['about'])}"
    return f"{head}{f' ({when})' if when else ''}: {told}.{alone}"


def _says(by: Mapping[str, None]) -> str:
    return "says" if len(by) == 1 else "say"


def _when(since: str, until: str) -> str:
    """The time for which values are given."""
    if since and since == until:
        return f"as of {worded(since)}"
    return ", ".join(
        f"{word} {worded(day)}" for word, day in (("from", since), ("until", until)) if day
    )


KINDS: Final[Mapping[str, GapKind]] = {
    "missing-round-tables": GapKind(
        title="Numbers of a series that are not on record",
        things=("region",),
        properties=("ordinal", "startDate"),
        sentence=_series,
        key=("region", "number"),
        together=("region",),
    ),
    "countries-not-at-round-tables": GapKind(
        title="Not named in recent lists on record",
        things=("country",),
        properties=("inRegion", "attendedBy", "involves"),
        sentence=_present,
        key=("country", "region"),
    ),
    "incomplete-projects": GapKind(
        title="Dates, lead or countries of a project not on record",
        things=("project",),
        properties=(),
        sentence=_incomplete,
        key=("project", "missing"),
        together=("project",),
    ),
    "projects-without-later-meeting": GapKind(
        title="No later meeting or project on record",
        things=("project",),
        properties=("endDate", "status", "discussed"),
        sentence=_over,
    ),
    "countries-outside-regions": GapKind(
        title="Countries outside the regions of a project, on record",
        things=("project", "country"),
        properties=("coversCountry", "coversRegion", "inRegion"),
        sentence=_outside,
        key=("project", "country"),
        together=("project",),
    ),
    "overlapping-projects": GapKind(
        title="Projects alike and at the same time, on record",
        things=("one", "other"),
        properties=("coversCountry", "hasTopic", "startDate", "endDate"),
        sentence=_alike,
    ),
    "plan-topics-without-project": GapKind(
        title="Topics of a plan without a project on record",
        things=("plan",),
        properties=(),
        sentence=_topics,
        key=("plan", "topic"),
        together=("topic",),
    ),
    "posts-without-holder": GapKind(
        title="No current holder of a post on record",
        things=("post",),
        properties=("worksFor", "represents", "servesRegion"),
        sentence=_post,
        key=("post", "role"),
    ),
    "known-from-one-document": GapKind(
        title="Known from one document on record",
        things=("thing",),
        properties=(),
        sentence=_alone,
        key=("thing",),
        together=("onlyDocument",),
    ),
    "documents-that-disagree": GapKind(
        title="Documents on record that disagree",
        things=("thing",),
        properties=(),
        sentence=_dissent,
        key=("thing", "about", "from", "disputed", "disputedIn", "document"),
        together=("thing", "about", "from"),
    ),
}
"""The kinds of gaps by the card that finds them, in the order in which they are listed."""

TITLES: Final[Mapping[str, str]] = {key: kind.title for key, kind in KINDS.items()}
"""The kinds of gaps: the key of the question that finds them, and a title."""
