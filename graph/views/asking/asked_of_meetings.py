"""What is asked of a place or a project and said of the meetings there, or of it.

"Who was in Almaty in June 2021" is who attended the meeting there, and "which trainings did P55
organise" asks for the trainings of Project 55.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.views.asking.named_kinds import with_named_kinds

if TYPE_CHECKING:
    from graph.views.asking.naming import Namer

__all__ = ["as_asked_of_meetings"]

_KIND: Final = (
    r"(?:round[\s-]+tables?|RTMs?|meetings?|trainings?|exercises?|drills?|workshops?|conferences?"
    r"|seminars?|webinars?|courses?)"
)
_END: Final = r"(?=\s*[?.!]*\s*$)"
_TOWN: Final = r"((?-i:[A-Z])[\w\u2019'-]+(?:\s(?-i:[A-Z])\w+)?)"
_WHEN: Final = r"((?:\s+(?:in|of|on|during))?(?:\s+[a-z]+)?\s+(?:19|20)\d\d)?"
_IN_TOWN: Final = (
    (
        re.compile(
            rf"^\s*who\s+(?:all\s+)?(?:was|were|has\s+been|came)\s+(?:present\s+)?(?:in|at|to)\s+{_TOWN}{_WHEN}{_END}",
            re.IGNORECASE,
        ),
        "who attended the meeting in {0}{1}",
    ),
    (
        re.compile(
            rf"^\s*what\s+(?:(?:did\s+)?they\s+discuss(?:ed)?|(?:was|were|got)\s+(?:discussed|on\s+the\s+agenda|debated|talked\s+about))"
            rf"\s+(?:in|at)\s+{_TOWN}{_WHEN}{_END}",
            re.IGNORECASE,
        ),
        "what was discussed at the meeting in {0}{1}",
    ),
    (
        re.compile(
            rf"^\s*((?:which|what|how\s+many)\s+(?:\w+\s+){{0,2}}(?:projects|plans|topics))\s+(?:was|were|got)\s+discussed"
            rf"\s+(?:in|at)\s+{_TOWN}{_WHEN}{_END}",
            re.IGNORECASE,
        ),
        "{0} were discussed at meetings in {1}{2}",
    ),
    (
        re.compile(
            rf"^\s*((?:which|what|how\s+many)\s+{_KIND}|{_KIND})\s+(?:had|got)\s+{_TOWN}{_WHEN}{_END}",
            re.IGNORECASE,
        ),
        "{0} were held in {1}{2}",
    ),
)
"""What is asked of a town: it stands for the meetings there."""
_CAME: Final = re.compile(
    r"^\s*((?:(?:which|what|how\s+many)\s+)?(?:[a-z]+\s+)?"
    r"(?:countr(?:y|ies)|organi[sz]ations?|bodies|agenc(?:y|ies)|ministr(?:y|ies)))"
    r"\s+(?:(?:that|which|who)\s+)?(?:(?:has|have)\s+)?(?:been|came|come|gone|travell?ed|went)\s+to"
    rf"\s+{_TOWN}{_WHEN}{_END}",
    re.IGNORECASE,
)
"""Who came to a place: to what was held there, and not into projects."""
_BY_PROJECT: Final = re.compile(
    rf"^\s*((?:(?:which|what|how\s+many)\s+)?{_KIND})\s+(?:(?:did|does|has|have)\s+(?:the\s+)?)?(.+?)\s+"
    r"(?:organi[sz]ed?|held|hold|run|ran|had|have|did|do|give|gave|given|host(?:ed)?|conduct(?:ed)?|made|make)"
    r"((?:\s+(?:in|since|before|after|between)\s[^?;]*?)?)\s*[?.!]*\s*$",
    re.IGNORECASE,
)
"""What a project is said to organise: bodies do, and the meetings are of the project."""
_HAD: Final = re.compile(
    r"^\s*(?:did|does|has)\s+(.+?)\s+(?:(?:ever\s+)?(?:have|had|hold|held|organi[sz]ed?))\s+(?:any|an?)\s+"
    r"([\w\s-]+?)\s*[?.!]*\s*$",
    re.IGNORECASE,
)
"""Whether a project had a meeting called so: "did P60 have a steering committee"."""


def as_asked_of_meetings(finder: Namer, text: str) -> str:
    """A text that asks of a place or a project, as it is asked of the meetings there or of it."""
    for way, meant in _IN_TOWN:
        found = way.match(text)
        parts = [one or "" for one in found.groups()] if found else []
        place = [*finder.pieces(parts[0])] if parts else []
        is_country = [[one.family for one in each.things] for each in place] == [["Country"]]
        if parts and is_country and meant.startswith("who"):
            return meant.replace("the meeting", "meetings").format(*parts)
        held = next(
            (met for one in parts if (met := finder.held_at(finder.wording.folded(one)))), ()
        )
        if held:
            is_of_several = len(held) > 1 and meant.startswith("who") and not parts[-1]
            asked = meant.replace("the meeting", "meetings") if is_of_several else meant
            return asked.format(*parts)
    if came := _CAME.match(text):
        told = [[one.family for one in each.things] for each in finder.pieces(came[2])]
        if told == [["Country"]] or finder.held_at(finder.wording.folded(came[2])):
            return f"{came[1]} attended meetings in {came[2]}{came[3] or ''}"
    by_project = _BY_PROJECT.match(text)
    named = [*finder.pieces(by_project[2])] if by_project else []
    if by_project and [[one.family for one in each.things] for each in named] == [["Project"]]:
        return f"{by_project[1]} of {by_project[2]}{by_project[3]}"
    had = _HAD.match(text)
    named = [*finder.pieces(had[1])] if had else []
    called = with_named_kinds(finder.pieces(had[2]), finder.wording) if had else []
    is_meeting = [one.sort for one in called] == ["kind"] and finder.is_meeting(called[0].value)
    if (
        had
        and is_meeting
        and [[one.family for one in each.things] for each in named] == [["Project"]]
    ):
        return f"was there a {had[2]} of {had[1]}"
    return text
