"""Several questions in one text, "where was it and who attended", and what need not be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.folding import words
from graph.languages import ENGLISH
from graph.views.asking.series import at_an_end, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Question
    from graph.views.asking.naming import Namer
    from graph.views.record.names import NamedGraph

__all__ = ["several_questions", "without_documents"]

_ASKING: Final = r"\s+(?=(?:(?:in|for|with|until|since)\s+)?(?:which|what|who|where|when|how)\b)"
_NEXT: Final = re.compile(rf",?\s+and{_ASKING}", re.IGNORECASE)
"""What stands before a second question in a text."""
_LISTED: Final = re.compile(rf"(?:,?\s+and|,){_ASKING}", re.IGNORECASE)
"""The same in a list of questions; but "projects about waste, in which countries" is one."""
_WHO_SAYS_SO: Final = re.compile(
    r"[,;]?\s*\b(?:and\s+)?(?:(?:which|what)\s+(?:documents?|sources?)\s+(?:says?|shows?)\s+(?:so|it|this)"
    r"|according\s+to\s+(?:which|what)\s+(?:documents?|sources?)"
    r"|with\s+(?:the\s+|their\s+)?(?:sources?|documents))\s*[?.]*\s*$",
    re.IGNORECASE,
)
"""What asks only for what each answer has: "and which documents say so"."""
_IT: Final = re.compile(r"\bit\b", re.IGNORECASE)


def without_documents(text: str) -> str:
    """A text without the end that asks for documents only, which each answer has."""
    return _WHO_SAYS_SO.sub("", text)


def several_questions(
    finder: Namer, kg: NamedGraph, questions: Mapping[str, Question], text: str, *, is_sure: bool
) -> tuple[str, ...]:
    """The questions of a text that asks more than one; nothing where it asks one.

    Args:
        finder: what finds names.
        kg: the graph, opened.
        questions: the cards, by their keys.
        text: what somebody typed.
        is_sure: whether the whole is understood; then what follows may say more of the first.
    """
    first, *others = (_NEXT if is_sure else _LISTED).split(text)
    if not others or finder.wording.language != ENGLISH:
        return ()
    if not all(finder.wording.meant(words(one).split()) for one in others):
        return ()  # "and who says so"
    told = finder.pieces(first)
    if not is_sure:
        told, _ = numbered(kg, questions, told, finder.wording)
        told = at_an_end(kg, questions, told, finder.wording) or told
    named = [name for one in told for name in one.things]
    if len(named) == 1:
        others = [_of_it(finder, one, named[0].label, is_sure=is_sure) for one in others]
    return first, *others


def _of_it(finder: Namer, text: str, label: str, *, is_sure: bool) -> str:
    """A second question with what the first names: "and who attended", "and who hosted it"."""
    if is_sure or _IT.search(text):
        return _IT.sub(label, text)
    has_own = any(one.sort in {"thing", "kind"} for one in finder.pieces(text))
    return text if has_own else f"{text.rstrip('?. ')} {label}"
