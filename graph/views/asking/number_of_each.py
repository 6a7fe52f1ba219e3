"""How many each of those found have, asked behind an "and": "and in how many projects".

Each of them is then told with its number, the most first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import BuiltQuestion
from graph.views.asking.composing import Composed
from graph.views.asking.interpretation import built_interpretation

if TYPE_CHECKING:
    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.naming import Namer
    from graph.views.record.names import Names

__all__ = ["is_ranked", "numbers_asked", "with_numbers"]

_HOW_MANY: Final = re.compile(
    r"^\s*(?P<first>.+?),?\s+and\s+(?:(?:at|for|in|of|to)\s+)?how\s+many\b"
    r"(?:\s+of\s+(?:them|these|those))?(?P<kind>(?:\s+(?!each\b)[\w-]+){0,3}?)"
    r"(?:\s+(?:of\s+)?each)?\s*[?.]*\s*$",
    re.IGNORECASE,
)


def numbers_asked(finder: Namer, text: str) -> tuple[str, str, str]:
    """What a text asks for first, and of which kind it then asks how many each has.

    Args:
        finder: what finds kinds.
        text: the text.

    Returns:
        Both, and the kind as it is written; these two empty where the kind is not told again, and
        all where a text does not ask so.
    """
    found = _HOW_MANY.match(text)
    pieces = [*finder.pieces(found["kind"])] if found and found["kind"].strip() else []
    if not found or len(pieces) > 1 or any(one.sort != "kind" for one in pieces):
        return "", "", ""
    return found["first"], pieces[0].value if pieces else "", found["kind"].strip()


def is_ranked(reading: Interpretation) -> bool:
    """Whether a reading was put together and tells each thing with a number."""
    return reading.built is not None and any(one.is_ranked for one in reading.built.conditions)


def with_numbers(reading: Interpretation, kind: str, names: Names) -> Interpretation | None:
    """A reading whose things are told with how many each has of what they are tied to.

    Args:
        reading: what was put together.
        kind: the kind that is counted; "" where it is the one that they are tied to.
        names: what things are called.

    Returns:
        The reading; None where they are not tied to that kind, or to several.
    """
    built = reading.built
    ties = [
        at
        for at, one in enumerate(built.conditions if built else ())
        if isinstance(one.value, BuiltQuestion)
        and kind in {"", one.value.kind}
        and not (one.is_absent or one.is_shown or one.is_ranked)
    ]
    if built is None or len(ties) != 1:
        return None
    conditions = list(built.conditions)
    conditions[ties[0]] = replace(conditions[ties[0]], is_ranked=True)
    counted = replace(built, conditions=tuple(conditions))
    told = Composed(question=counted, unsaid=frozenset(), is_open=False, worded=())
    return built_interpretation(told, names)
