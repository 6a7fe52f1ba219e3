"""The part that those who are asked for do not play: "except the host", "without leading"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import ThingValue
from graph.views.asking.draft_question import Link, families
from graph.views.asking.tying import ASIDE

if TYPE_CHECKING:
    from graph.views.asking.text_walk import TextWalk

__all__ = ["leave_out_last_part"]

_PARTS: Final = frozenset(
    {"attend", "fund", "hold", "host", "implement", "lead", "organise", "partner", "speak"}
)
_PERSON: Final = "Person"


def leave_out_last_part(walk: TextWalk) -> None:
    """Shut out who is tied to the last name by what the last words say: "but not lead it".

    Nothing is left out where the last words say another thing, or none.
    """
    said, denied = walk.between.meant - ASIDE, walk.between.is_not
    if not denied or walk.last is None or not said - {"not"} or said - {"not"} - _PARTS:
        return
    draft, link = walk.last
    within = link.innermost
    owner = link.between or draft
    value = within.value
    # "Who was there except the speakers" does not ask for persons only.
    is_guessed = owner.kind == _PERSON and all(one.value != _PERSON for one in walk.pieces)
    if link.is_absent or is_guessed or not isinstance(value, ThingValue):
        return
    family = min(families(map(walk.known.name, value.iris)))
    ties = walk.known.ties(owner.kind, family, said - {"not"})
    if ties and not said - {"not"} - ties[0].said:
        owner.links.append(Link(ties[0], value, is_absent=True))
        walk.between.said = []
