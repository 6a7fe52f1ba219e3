"""Topics of the ontology that a text lists, or that the title of a project names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.folding import words as plain_words
from graph.reading.mentions import Mention, MentionKind
from graph.vocabulary import THINGS

if TYPE_CHECKING:
    from pathlib import Path

    from graph.reading.known import KnownThings
    from graph.reading.survey import Survey

__all__ = ["Topic", "listed_topics", "topics", "topics_of"]

_LABELS: Final = frozenset(
    {
        "http://www.w3.org/2000/01/rdf-schema#label",
        "http://www.w3.org/2004/02/skos/core#altLabel",
    }
)
_ITEM: Final = re.compile(r"^[ \t]*[•●▪◦·*–-][ \t]*(?P<item>\S[^\n]{2,80}?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by its key, with its names as plain words."""

    key: str
    names: frozenset[str]


@lru_cache(maxsize=4)
def topics(ontology: Path) -> tuple[Topic, ...]:
    """The topics and hazards that ``topics.ttl`` in a folder declares."""
    names: dict[str, set[str]] = {}
    for quad in parse(path=str(ontology / "topics.ttl"), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
            continue
        key = quad.subject.value.removeprefix(str(THINGS))
        if key.startswith("topic/") and quad.predicate.value in _LABELS:
            names.setdefault(key, set()).add(plain_words(quad.object.value))
    return tuple(Topic(key, frozenset(told)) for key, told in sorted(names.items()))


def topics_of(known: KnownThings) -> tuple[Topic, ...]:
    """The topics that tables of the record add to those of the ontology."""
    names: dict[str, set[str]] = {}
    for one in known.names:
        if one.key.startswith("topic/"):
            names.setdefault(one.key, set()).add(plain_words(one.text))
    return tuple(Topic(key, frozenset(told)) for key, told in sorted(names.items()))


def listed_topics(survey: Survey, known: tuple[Topic, ...]) -> None:
    """Puts each item of a list that is the name of a topic among the mentions."""
    by_name = {name: topic.key for topic in known for name in topic.names}
    for found in _ITEM.finditer(survey.text):
        key = by_name.get(plain_words(found["item"]))
        if key is not None and survey.mentions.free(*found.span("item")):
            start, end = found.span("item")
            survey.mentions.add(
                Mention(start=start, end=end, kind=MentionKind.TOPIC, key=key, text=found["item"])
            )
