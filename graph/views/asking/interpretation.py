"""One way to understand a text: what is asked, in words, and where its answer is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.store import Question
from graph.views.asking.built_address import encoded
from graph.views.asking.built_query import Patterns, answering
from graph.views.asking.page_ways import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.views.asking.built_question import BuiltQuestion
    from graph.views.asking.composing import Composed
    from graph.views.asking.phrasings import Phrasing
    from graph.views.record.names import Names

__all__ = ["ASK", "BUILT", "Interpretation", "built_interpretation", "interpretation"]

ASK: Final = "ask"
"""The page of answers; names alone lead elsewhere."""
BUILT: Final = "built"
"""What the target of a question that was put together is called, in the place of a card's key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """One way to understand a text.

    Attributes:
        question: what is asked, in words, filled in.
        target: the card, or the page, that answers.
        values: what its parameters are; of a page those of its address.
        page: the page of the app to go to.
        address: the parameters of the page's address.
        score: how much of the way to ask was said, from 0 to 1.
        counted: the column of the answer whose different things are asked for by their number;
            nothing where no number is.
        built: the question that was put together; None where a card or a page answers.
        asks_more: whether each way to ask it says something that the text does not: what asks for
            budgets is not meant by "projects led by any organisation".
    """

    question: str
    target: Question | Page
    values: Mapping[str, str]
    page: str
    address: Mapping[str, str]
    score: float
    counted: str = ""
    built: BuiltQuestion | None = None
    asks_more: bool = False

    @property
    def key(self) -> str:
        """The name of the card or page."""
        return self.target.key


def built_interpretation(composed: Composed, names: Names) -> Interpretation:
    """A question that was put together, as what it asks for."""
    asked = composed.question.in_words(names)
    target = Question(
        key=BUILT,
        question=asked,
        group="analyst",
        parameters=(),
        view="table",
        note=None,
        sparql=answering(composed.question),
    )
    patterns = Patterns(composed.question)
    return Interpretation(
        question=asked,
        target=target,
        values={},
        page=ASK,
        address={"build": encoded(composed.question)},
        score=0.5 if composed.is_open else 1.0,
        counted="" if patterns.ranked else patterns.thing.removeprefix("?"),
        built=composed.question,
    )


def interpretation(
    way: Phrasing,
    values: Mapping[str, str],
    names: Names,
    labels: Mapping[str, str],
    score: float,
) -> Interpretation:
    """A way to ask with its slots filled, as what it asks for."""
    told = {}
    for name, value in values.items():
        thing = names.find(value)
        told[name] = thing.label if thing else labels.get(value, value)
    if isinstance(way.target, Page):
        address = {
            key: re.sub(r"\{(\w+)\}", lambda found: values[found[1]], value)
            for key, value in way.target.parameters.items()
        }
        question = re.sub(r"\{(\w+)\}", lambda found: told[found[1]], way.target.question)
        return Interpretation(
            question=question,
            target=way.target,
            values=dict(values),
            page=way.target.page,
            address=address,
            score=score,
        )
    address = {"question": way.target.key, **values}
    return Interpretation(
        question=way.target.asked(told),
        target=way.target,
        values=dict(values),
        page=ASK,
        address=address,
        score=score,
    )
