"""What of a text its first reading does not tell, although each word of it has a meaning.

What is looked for is listed in ``not_told.toml``, with the readings that do not tell it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from babel import Locale

from graph.store.text.head_and_end import head_and_end
from graph.views.asking.general_cards import OF_DATES_ALONE
from graph.views.asking.interpretation import BUILT
from graph.views.asking.page_ways import Page
from graph.views.asking.written_forms import written_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from graph.views.asking.interpretation import Interpretation
    from graph.views.asking.pieces import Piece

__all__ = ["CONDITIONS", "not_told"]

_BODIES: Final = re.compile(
    r"funder|(?:co)?lead|host|organi[sz](?:ation|er)|participant|partner|party|publisher|with|withWhom|body|value"
)
"""What columns of answers that tell who did something are called."""
_ON_COUNTRY: Final = frozenset(
    {
        "documents-of-organisation-on-thing",
        "documents-on-thing",
        "documents-on-thing-before",
        "documents-on-thing-in-year",
        "documents-since",
    }
)
_ONE_NOT_NAMED: Final = re.compile(r"^\s*what\s+\w+\s+(?:the|this|that|an?)\s", re.IGNORECASE)
_IN_ONE_PROJECT: Final = "who-is-in-project"
_UNION: Final = "organisation/eu"
_NUMBER_OF_THEM: Final = frozenset({"how-many", "list-of-kind"})
"""How many meetings there are is not how many came to them."""
_BUDGETS: Final = frozenset({"largest-budgets", "largest-budgets-in-place", "smallest-budgets"})
"""Cards that tell what projects cost, and not who pays."""
_TELLING_PARTS: Final = frozenset(
    {"role-in-initiative", "role-in-project", "role-in-three-projects", "role-in-two-projects"}
)
_OF_NO_SAYING: Final = frozenset({BUILT, "projects-of-organisation"})
_LIST: Final = "list-of-kind"
_BETWEEN: Final = frozenset({"things-with-both", "things-with-line"})
_OF_BODY: Final = frozenset({"projects-funded-by", "projects-led-by", "projects-of-organisation"})
_WHOLE: Final = "projects-of-whole-region"
_OF_ASKER: Final = re.compile(r"\b(?:I|I['\u2019]d|we|you)\b")
_MEMBERSHIP: Final = "membership-of-country"
_IN_PROJECTS_THERE: Final = frozenset({"organisations-in-country-projects", "projects-of-country"})
_PARTNERS: Final = "who-worked-with"
_LEADS_AND_PARTNERS: Final = "both-lead-and-partner"
_SPREAD: Final = "spread-over-countries"
_SPEAKING: Final = "public-roles"
_SAID_OF_TWO: Final = "said-of-two"
_EQUIPMENT: Final = "equipment-of"
_COMPARED: Final = "things-compared"
_TOGETHER: Final = "cooperation-of-two"
_SEATS: Final = frozenset({"seat-of-organisation", "seat-of-secretariat"})


@cache
def _in_language() -> re.Pattern[str]:
    """What tells in which language documents are: "documents in French" are not on France."""
    names = "|".join(re.escape(one) for one in Locale("en").languages.values())
    return re.compile(rf"\bin\s+(?:{names})\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Read:
    """A text and its first reading, with the things that it names."""

    text: str
    first: Interpretation
    things: tuple[Piece, ...]

    @property
    def is_of_country(self) -> bool:
        """Whether a country is named."""
        return any(one.family == "Country" for piece in self.things for one in piece.things)

    @property
    def tells_of_bodies(self) -> bool:
        """Whether an answer tells of what it lists who did it."""
        if self.first.built:
            return any(one.is_shown for one in self.first.built.conditions)
        if isinstance(self.first.target, Page):
            return True
        return any(map(_BODIES.fullmatch, head_and_end(self.first.target.sparql).columns))

    @property
    def kind(self) -> str:
        """The kind that a question asks for which was put together; nothing for any other."""
        return self.first.built.kind if self.first.built else ""

    @property
    def denied(self) -> tuple[bool, ...]:
        """Of each condition of a question that was put together whether it denies something."""
        built = self.first.built
        return tuple(one.is_absent for one in built.conditions) if built else ()


CONDITIONS: Final[Mapping[str, Callable[[_Read], bool]]] = {
    "any": lambda _: True,
    "bodies in projects of a country": lambda read: read.first.key in _IN_PROJECTS_THERE,
    "budgets": lambda read: read.first.key in _BUDGETS,
    "card or page": lambda read: read.first.built is None,
    "cooperation of two": lambda read: read.first.key == _TOGETHER,
    "dates alone": lambda read: read.first.key in OF_DATES_ALONE,
    "equipment of somebody": lambda read: read.first.key == _EQUIPMENT,
    "leads and partners": lambda read: read.first.key == _LEADS_AND_PARTNERS,
    "list of a kind": lambda read: read.first.key == _LIST,
    "lists those without something": lambda read: (
        read.kind in {"Actor", "Organisation", "Person"} and all(read.denied)
    ),
    "membership": lambda read: read.first.key == _MEMBERSHIP,
    "no country or region named": lambda read: (
        not any(
            one.family in {"Country", "Region"} for piece in read.things for one in piece.things
        )
    ),
    "no part and nothing denied": lambda read: (
        not any(read.denied) and read.first.key not in _TELLING_PARTS
    ),
    "no thing named": lambda read: not read.things,
    "not in brief": lambda read: not read.first.key.endswith("-in-brief"),
    "nothing of the asker": lambda read: not _OF_ASKER.search(read.text),
    "number or list of a kind": lambda read: read.first.key in _NUMBER_OF_THEM,
    "partners": lambda read: read.first.key == _PARTNERS,
    "projects of a body": lambda read: read.first.key in _OF_BODY,
    "projects of a whole region": lambda read: read.first.key == _WHOLE,
    "put together": lambda read: read.first.built is not None,
    "put together, of no persons": lambda read: (
        read.first.built is not None and read.kind not in {"Person", "Actor"}
    ),
    "says what nobody said": lambda read: (
        read.first.key in _OF_NO_SAYING
        or (not read.things and bool(_ONE_NOT_NAMED.search(read.text)))
    ),
    "seat of a body": lambda read: read.first.key in _SEATS,
    "spread, or put together of what is so": lambda read: (
        read.first.key == _SPREAD or (read.first.built is not None and not any(read.denied))
    ),
    "tells of no bodies": lambda read: not read.tells_of_bodies,
    "the Union itself": lambda read: _UNION in read.first.values.values(),
    "things compared": lambda read: read.first.key == _COMPARED,
    "what is said of a country and another": lambda read: (
        read.is_of_country and read.first.key == _SAID_OF_TWO
    ),
    "what lies between a country and another": lambda read: (
        read.is_of_country and read.first.key in _BETWEEN
    ),
    "who is in a project": lambda read: read.first.key == _IN_ONE_PROJECT,
    "who speaks for whom": lambda read: read.first.key == _SPEAKING,
}
"""For which readings something stays untold, by the names that ``not_told.toml`` gives to them."""


def not_told(pieces: Sequence[Piece], first: Interpretation, text: str) -> tuple[str, ...]:
    """What of a text its first reading does not tell, although each word of it has a meaning.

    Args:
        pieces: the text, piece by piece.
        first: the reading.
        text: the text as it was typed.
    """
    read = _Read(text, first, tuple(one for one in pieces if one.sort == "thing"))
    ways = [way for way, so in written_forms("not_told.toml", "english") if CONDITIONS[so](read)]
    if read.is_of_country and first.key in _ON_COUNTRY:
        ways.append(_in_language())
    found = (way.search(text) for way in ways)
    told = (
        next(filter(None, one.groups()), one[0]).strip() if one.re.groups else one[0].strip()
        for one in found
        if one
    )
    return tuple(dict.fromkeys(told))
