"""The first chapter: numbered findings that can be read alone, each with what it rests on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS, SKOS

from graph.dates import PartialDate
from graph.plurals import counted, plural
from graph.store.text.parameters import Parametrised
from graph.views.record.appearance import APPEARANCES
from graph.views.record.in_words import worded
from graph.views.record.lifetimes import lifetimes, ran_in
from graph.views.record.names import plain
from graph.views.record.publishers import independent
from graph.views.report.content import Query, Section, Sentence, cited
from graph.views.report.in_doubt import differences, found_gaps
from graph.views.report.making import Chapter, listed
from graph.views.report.methods import (
    COUNTED,
    DATED,
    DISAGREEING,
    GAPS,
    MATRIX,
    REACHING,
    RESTING,
    TYPE,
)
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name
    from graph.views.report.content import Reference
    from graph.views.report.making import Making

__all__ = ["findings"]

_FIRST: Final = 3
"""So many of a ranking stand in a sentence."""
_SEVERAL: Final = 2
_TITLE: Final = str(DCTERMS.title)
# What a reader wants to know first, in this order, as far as it is on record.
_TOLD: Final = (
    _TITLE,
    *(
        str(CBRN[name])
        for name in (
            "startDate",
            "endDate",
            "status",
            "budget",
            "place",
            "inRegion",
            "coversRegion",
            "ledBy",
            "fundedBy",
            "hostCountry",
            "partOf",
        )
    ),
)
_NEAR: Final = Parametrised("""\
SELECT DISTINCT ?thing
WHERE {
  VALUES ?about { }
  {
    ?statement rdf:subject ?about ; rdf:predicate ?line ; rdf:object ?thing .
    ?about ?line ?thing .
  }
  UNION
  {
    ?statement rdf:object ?about ; rdf:predicate ?line ; rdf:subject ?thing .
    ?thing ?line ?about .
  }
  ?thing a cbrn:Thing .
  MINUS { VALUES ?thing { } }
}
""")


def findings(made: Making) -> Chapter:
    """What it is and when it was, who with whom, on what documents differ, what is missing."""
    part = made.part
    near = [name.iri for name in part.near if name.iri not in part.beyond]
    chosen = [name.iri for name in part.selected]
    query = _NEAR.readable(about=chosen, thing=chosen)
    return Chapter(
        Section(
            "findings",
            "Findings",
            (
                *(sentence for name in part.selected for sentence in _about(made, name)),
                _numbers(made),
                *_beyond(made),
                *_in_time(made),
                *_reached(made),
                *_present(made),
                *_newest(made),
                _differing(made),
                *_open(made),
                _resting(made),
            ),
        ),
        (Query("near", "What has a line to it", query, len(near)),),
    )


def _about(made: Making, name: Name) -> Iterator[Sentence]:
    """What a thing is, and the values that a reader asks for first, as one finding."""
    kind = name.kind or "thing"
    if not kind[:2].isupper():  # an EU body keeps its capitals
        kind = f"{kind[0].lower()}{kind[1:]}"
    article = "an" if kind[0] in "aeioE" else "a"
    told: list[str] = []
    places: list[Reference] = []
    for predicate in _TOLD:
        said = made.part.standing(name.iri, predicate)
        if not said:
            continue
        shown: dict[str, dict[str, None]] = {}
        for one in said:
            shown.setdefault(_value(made, one), {}).update({one.period: None} if one.period else {})
        against = any(
            one.dissent
            for one in made.part.said[name.iri]
            if (one.subject, one.predicate, one.review) == (name.iri, predicate, str(CBRN.Disputed))
        )
        words = f"{made.names[predicate].label}: {listed(map(_dated, shown, shown.values()))}"
        told.append(f"{words} (documents differ)" if against else words)
        places += cited(said)
    if not told and made.part.near:  # what kind of thing it is alone is no finding
        return
    text = f"{name.label} is {article} {kind}"
    yield Sentence(
        f"{text}; {'; '.join(told)}." if told else f"{text}.",
        references=tuple(dict.fromkeys(places)),
        how=None if told else TYPE,
    )


def _in_time(made: Making) -> Iterator[Sentence]:
    """How many of the projects ran in the year of the newest document, and how many may have."""
    projects = made.part.of("Project")
    year = made.whole.edition.newest[:4]
    if len(projects) < _SEVERAL or not year:
        return
    times = lifetimes(made.engine, [name.iri for name in projects])
    when = PartialDate.parse(year)
    ran: Counter[str] = Counter(ran_in(one, when, when) for one in times.values())
    yield Sentence(
        f"Of {counted(len(projects), 'project')}, {ran['ran'] or 'none'} ran in {year} by the "
        f"dates on record; {listed(_other_times(ran))}.",
        how=DATED,
    )


def _other_times(ran: Mapping[str, int]) -> Iterator[str]:
    """How many of the others may have run, are over or to come, and have no date."""
    words = (
        ("may have run", "may have, as no end on record settles it", ""),
        ("did not run", "lies before or after it", "lie before or after it"),
        ("not on record", "has no date on record", "have no date on record"),
    )
    told = [
        f"{ran[sort]} {plural(ran[sort], one, more or one)}"
        for sort, one, more in words
        if ran.get(sort)
    ]
    yield from told or ["no other is on record"]


def _reached(made: Making) -> Iterator[Sentence]:
    """The countries that most of the projects cover or have on board."""
    projects = {name.iri for name in made.part.of("Project")}
    if len(projects) < _SEVERAL:
        return
    found = made.whole.covered.only(projects)
    totals = (found.counts > 0).sum(axis=0)
    own = set(made.part.selected)  # that its own projects cover a country goes without saying
    ranked = sorted(
        (
            (int(total), name)
            for total, name in zip(totals, found.columns, strict=True)
            if total and name not in own
        ),
        key=lambda each: (-each[0], plain(each[1].label)),
    )[:_FIRST]
    known = int((found.counts > 0).any(axis=1).sum())
    if ranked:
        told = listed(f"{name.label} ({total})" for total, name in ranked)
        yield Sentence(
            f"For {known} of these {counted(len(projects), 'project')} countries are on record, "
            f"most often {told}.",
            how=MATRIX,
        )


def _present(made: Making) -> Iterator[Sentence]:
    """How many of the meetings have a country that took part on record."""
    meetings = made.part.of("Meeting")
    if meetings:
        family = made.names
        known = sum(
            any(
                one.is_link and one.asserted and family[one.value].family == "Country"
                and one.subject == name.iri and one.predicate != str(CBRN.hostCountry)
                for one in made.part.said[name.iri]
            )
            for name in meetings
        )  # fmt: skip
        others = len(meetings) - known
        silent = (
            f"; of the other{f' {others}' if others > 1 else ''} it is not on record who was there"
            if others
            else ""
        )
        yield Sentence(
            f"For {known} of {counted(len(meetings), 'meeting')} on record, documents name "
            f"countries that took part{silent}.",
            how=COUNTED,
        )


def _differing(made: Making) -> Sentence:
    """On how many matters documents differ, and how."""
    counts: Counter[str] = Counter(one.sort for one in differences(made))
    words = (
        ("value", "single value", "single values"),
        ("list", "list", "lists"),
        ("slip", "matter of print", "matters of print"),
    )
    told = [counted(counts[sort], one, more) for sort, one, more in words if counts[sort]]
    return Sentence(
        f"Documents differ on {listed(told)}; all of them are kept, and told below."
        if told
        else "No difference between documents is on record, as far as they were read.",
        how=DISAGREEING,
    )


def _open(made: Making) -> Iterator[Sentence]:
    """What is not on record and would settle most, and what reviewers propose."""
    found = sorted(found_gaps(made), key=lambda gap: -gap.worth.number)
    # On what documents differ stands above; a line about many things, few of which are those of
    # the report, is told in the list only.
    own = [
        gap
        for gap in found
        if gap.question != "documents-that-disagree"
        and 2 * sum(name.iri in made.part.scope for name in gap.things) > len(gap.things)
    ]
    for gap in own[:_FIRST]:
        worth = f"to know it would settle up to {gap.worth.words}"
        yield Sentence(f"{gap.sentence.rstrip('.')}; {worth}.", how=GAPS)
    if others := len(found) - len(own[:_FIRST]):
        yield Sentence(
            f"The gap list has {counted(others, 'more line')} about it, below.", how=GAPS
        )


def _value(made: Making, one: Evidence) -> str:
    value = made.names[one.value].label if one.is_link else worded(one.value)
    return f"“{value}”" if one.predicate == _TITLE else value


def _dated(value: str, periods: Iterable[str]) -> str:
    """A value with the times for which documents give it, where they name any."""
    told = "; ".join(periods)
    return f"{value} ({told})" if told else value


def _numbers(made: Making) -> Sentence:
    """How many things of each kind have a line to those of the report."""
    near = made.part.near
    found = []
    for look in APPEARANCES:
        number = sum(
            1 for name in near if name.family == look.kind and name.iri not in made.part.beyond
        )
        if number:
            found.append(counted(number, look.singular, look.plural))
    what = listed(found) or "nothing else"
    return Sentence(f"On record with a line to {made.title}: {what}.", how=COUNTED)


def _beyond(made: Making) -> Iterator[Sentence]:
    """The projects that reach a region only by the countries that they cover."""
    if made.part.beyond:
        labels = [name.label for name in made.part.near if name.iri in made.part.beyond]
        yield Sentence(
            f"Beside these, {counted(len(labels), 'project covers', 'projects cover')} two or more "
            f"of its partner countries without naming the region: {listed(labels)}.",
            how=REACHING,
        )


def _newest(made: Making) -> Iterator[Sentence]:
    """The newest meeting, with the places that date it."""
    dated = [
        (said[0].value, name, said)
        for name in made.part.of("Meeting")
        if name in made.part.near and (said := made.part.standing(name.iri, str(CBRN.startDate)))
    ]
    if dated:
        date, name, said = max(dated, key=lambda each: (each[0], each[1].iri))
        yield Sentence(
            f"The newest meeting on record with a line to it is {name.label}, of {worded(date)}.",
            references=cited(said),
        )


def _resting(made: Making) -> Sentence:
    """On how many documents all of this rests, and of when they are."""
    said = [one for name in made.part.selected for one in made.part.said[name.iri]]
    documents = {one.document: one for one in said}
    publishers = independent(one.publisher for one in said)
    # A list of codes is no news of the field, however new it is.
    speaking = {one.document for one in said if one.predicate != str(SKOS.notation)}
    dates = sorted(one.issued for iri, one in documents.items() if one.issued and iri in speaking)
    text = (
        f"What is said of it rests on {counted(len(documents), 'document')} of "
        f"{counted(len(publishers), 'independent publisher')}"
    )
    if dates:
        text += f", the oldest of {worded(dates[0])} and the newest of {worded(dates[-1])}"
    undated = sum(not one.issued for one in documents.values())
    if undated:
        text += f"; {undated} of them bear{'s' if undated == 1 else ''} no date"
    part = sum(one.in_part for one in said)
    text += f". {part:,} of its {counted(len(said), 'statement')} rest on places of which only the "
    text += "beginning was read"
    return Sentence(f"{text}.", how=RESTING)
