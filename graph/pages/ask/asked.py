"""What was asked, for what is said and taken away beside its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from graph.store import Question
    from graph.views.answers.showing import View
    from graph.views.asking.built_question import BuiltQuestion

__all__ = ["Asked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as its answer needs to know it.

    Attributes:
        name: what the answer is called in file names and in the keys of the page.
        sparql: the query as text that gives this answer again, parameters filled in.
        view: how the answer is shown where the address says nothing.
        hidden: columns to leave out, such as a question's own parameters.
        title: the question in words; nothing where only the query knows it.
        card: the card that asks it, with its values; nothing where it is no card.
        built: the question that was put together; nothing where it was not.
    """

    name: str
    sparql: str
    view: View = "table"
    hidden: Collection[str] = ()
    title: str = ""
    card: tuple[Question, Mapping[str, str]] | None = None
    built: BuiltQuestion | None = None
