"""The first chapter: the report in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rdflib import DCTERMS

from graph.plurals import counted
from graph.store.text.parameters import Parametrised
from graph.views.record.appearance import APPEARANCES
from graph.views.record.evidence import worded
from graph.views.record.publishers import independent
from graph.views.report.content import Query, Section, Sentence, cited
from graph.views.report.making import Chapter, listed
from graph.views.report.methods import COUNTED, REACHING, RESTING, TYPE
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.views.record.evidence import Evidence
    from graph.views.record.names import Name
    from graph.views.report.making import Making

__all__ = ["brief"]

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


def brief(made: Making) -> Chapter:
    """What it is, what is on record in numbers, and on what that rests."""
    part = made.part
    several = len(part.selected) > 1
    told = [
        sentence
        for name in part.selected
        for sentence in _about(made, name, f"{name.label}: " if several else "")
    ]
    near = [name.iri for name in part.near if name.iri not in part.beyond]
    chosen = [name.iri for name in part.selected]
    query = _NEAR.readable(about=chosen, thing=chosen)
    beyond = _beyond(made)
    return Chapter(
        Section(
            "brief", "In brief", (*told, _numbers(made), *beyond, *_newest(made), _resting(made))
        ),
        (Query("near", "What has a line to it", query, len(near)),),
    )


def _about(made: Making, name: Name, start: str) -> Iterator[Sentence]:
    """What a thing is, and the values that a reader asks for first."""
    kind = name.kind or "thing"
    if not kind[:2].isupper():  # an EU body keeps its capitals
        kind = f"{kind[0].lower()}{kind[1:]}"
    article = "an" if kind[0] in "aeioE" else "a"
    yield Sentence(f"{name.label} is {article} {kind}.", how=TYPE)
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
        words = made.names[predicate].label
        told = listed(map(_dated, shown, shown.values()))
        text = f"{start}{words if start else words.capitalize()}: {told}"
        yield Sentence(
            f"{text}{'; documents disagree' if against else ''}.", references=cited(said)
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
    dates = sorted(one.issued for one in documents.values() if one.issued)
    text = (
        f"What is said of it rests on {counted(len(documents), 'document')} of "
        f"{counted(len(publishers), 'independent publisher')}"
    )
    if dates:
        text += f", the oldest of {worded(dates[0])} and the newest of {worded(dates[-1])}"
    undated = len(documents) - len(dates)
    if undated:
        text += f"; {undated} of them bear{'s' if undated == 1 else ''} no date"
    part = sum(one.in_part for one in said)
    text += f". {part:,} of its {counted(len(said), 'statement')} rest on places of which only the "
    text += "beginning was read"
    return Sentence(f"{text}.", how=RESTING)
