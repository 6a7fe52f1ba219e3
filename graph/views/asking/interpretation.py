"""One way to understand a text: what is asked, in words, and where its answer is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.views.asking.phrasings import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Question
    from graph.views.asking.phrasings import Phrasing
    from graph.views.record.names import Names

__all__ = ["Interpretation", "interpretation"]


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
    """

    question: str
    target: Question | Page
    values: Mapping[str, str]
    page: str
    address: Mapping[str, str]
    score: float
    counted: str = ""

    @property
    def key(self) -> str:
        """The name of the card or page."""
        return self.target.key


def interpretation(
    way: Phrasing,
    values: Mapping[str, str],
    names: Names,
    labels: Mapping[str, str],
    score: float,
) -> Interpretation:
    """A way to ask with its slots filled, as what it asks for."""
    told = {}
    for slot in way.slots:
        value = values[slot.name]
        thing = names.find(value)
        told[slot.name] = thing.label if thing else labels.get(value, value)
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
        page="ask",
        address=address,
        score=score,
    )
