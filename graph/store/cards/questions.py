"""Question cards: questions in plain words, each with a query that answers it.

Their files are read by `graph.store.cards.card_files`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import pyoxigraph

from graph.errors import QueryError
from graph.languages import ENGLISH
from graph.texts import catalogued, gettext
from graph.vocabulary import CBRN, PREFIXES, thing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store.engines.engine import Engine
    from graph.store.replies.answers import Answer
    from graph.store.replies.limits import Term

__all__ = ["GROUPS", "PLACEHOLDER", "VALUES", "CardGroup", "Parameter", "Question", "View", "ask"]

CardGroup: TypeAlias = Literal["analyst", "staff", "reviewer"]
View: TypeAlias = Literal["table", "network", "bar", "line", "timeline", "map"]

GROUPS: Final[tuple[CardGroup, ...]] = ("analyst", "staff", "reviewer")

# A year can be counted from another one than the words do: "since {since-1}".
PLACEHOLDER: Final = re.compile(r"\{(\w*)(?:[+-]1)?\}")
"""What stands in a sentence for a parameter."""
# How a value of each type is written, as a pattern and in words.
VALUES: Final[Mapping[str, tuple[str, str]]] = {
    "boolean": ("true|false", catalogued("true or false")),
    "date": (r"\d{4}-\d\d-\d\d", catalogued("a day, such as 2021-12-14")),
    "decimal": (r"[+-]?\d+(\.\d+)?", catalogued("a number, such as 2.5")),
    "gYear": (r"\d{4}", catalogued("a year, such as 2021")),
    "gYearMonth": (r"\d{4}-(0[1-9]|1[0-2])", catalogued("a month, such as 2021-12")),
    "integer": (r"[+-]?\d+", catalogued("a whole number, such as 62")),
    "string": (r"[\s\S]*", catalogued("any text")),
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader chooses before asking: a thing of a class, or a value of a type."""

    name: str
    type_iri: str
    kind: Literal["thing", "kind", "value"]
    default: str | None

    def bind(self, value: str) -> Term:
        """Return the term for what the reader chose: ``country/KAZ``, an IRI, a kind, or a value.

        Raises:
            QueryError: the sentence names the parameter and says how its value is written.
        """
        if self.kind == "thing":
            try:
                return pyoxigraph.NamedNode(value if "://" in value else str(thing(value)))
            except ValueError as error:
                message = gettext(
                    "'{value}' does not name a thing for '{name}': {error}",
                    value=value,
                    name=self.name,
                    error=error,
                )
                raise QueryError(message) from error
        if self.kind == "kind":
            if not value[:1].isupper() or value not in CBRN.__annotations__:
                message = gettext(
                    "'{value}' is no kind for '{name}': write a class, such as Meeting.",
                    value=value,
                    name=self.name,
                )
                raise QueryError(message)
            return pyoxigraph.NamedNode(PREFIXES["cbrn"] + value)
        pattern, words = VALUES[self.type_iri.rpartition("#")[2]]
        if not re.fullmatch(pattern, value, re.ASCII) or not self._is_on_the_calendar(value):
            message = gettext(
                "'{value}' is no value for '{name}': write {words}.",
                value=value,
                name=self.name,
                words=gettext(words),
            )
            raise QueryError(message)
        return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(self.type_iri))

    def _is_on_the_calendar(self, value: str) -> bool:
        if not self.type_iri.endswith("#date"):
            return True
        try:
            datetime.date.fromisoformat(value)
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One card: the question in words, what it needs to know, how to show it, and the query."""

    key: str
    question: str
    group: CardGroup
    parameters: tuple[Parameter, ...]
    view: View
    note: str | None
    sparql: str
    also: tuple[str, ...] = ()
    language: str = ENGLISH
    """The tag of the language in which it is asked."""
    abroad: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """By the tag of each other language the question in it, then other ways to ask it."""

    def __hash__(self) -> int:
        """By its key alone: what is kept for all cards is looked up by them many times a letter."""
        return hash(self.key)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All ways to ask it, in every language."""
        return *self._own, *(one for _, told in self.abroad for one in told)

    def in_language(self, tag: str) -> Question:
        """The card with its question in a language; as it is where that is not on record."""
        asked = dict(self.abroad).get(tag)
        if not asked:
            return self
        others = (*(one for one in self.abroad if one[0] != tag), (self.language, self._own))
        return replace(self, question=asked[0], also=asked[1:], language=tag, abroad=others)

    def asked_in(self, tag: str) -> tuple[str, ...]:
        """The question in a language, then other ways to ask it; nothing where there is none."""
        return self._own if tag == self.language else dict(self.abroad).get(tag, ())

    @property
    def _own(self) -> tuple[str, ...]:
        return self.question, *self.also

    def bind(self, values: Mapping[str, str]) -> Mapping[str, Term]:
        """Return the terms to bind, by parameter; what is not given keeps the card's own value.

        Raises:
            QueryError: a value is wrong or missing, or there is no such parameter.
        """
        unknown = values.keys() - {parameter.name for parameter in self.parameters}
        if unknown:
            message = f"The question '{self.key}' does not ask for '{min(unknown)}'."
            raise QueryError(message)
        chosen = {p: values.get(p.name, p.default) for p in self.parameters}
        missing = [parameter.name for parameter, value in chosen.items() if value is None]
        if missing:
            message = f"The question '{self.key}' needs a value for '{missing[0]}'."
            raise QueryError(message)
        return {p.name: p.bind(value) for p, value in chosen.items() if value is not None}

    def asked(self, labels: Mapping[str, str]) -> str:
        """Return the question with what the reader chose, by parameter, or an ellipsis."""
        return PLACEHOLDER.sub(lambda found: labels.get(found[1], "…"), self.question)


def ask(engine: Engine, question: Question, values: Mapping[str, str]) -> Answer:
    """Return the answer to a card; parameters that are not given keep the card's own values.

    Raises:
        QueryError: a value is wrong or missing.
    """
    return engine.query(question.sparql, question.bind(values))
