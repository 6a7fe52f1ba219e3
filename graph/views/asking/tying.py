"""Which relation ties a kind to what a text names behind it, as the words between say it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.amounts import TIMES
from graph.views.asking.draft_question import BETWEEN, PROJECT, DraftQuestion, Link
from graph.views.asking.quantities import ONLY
from graph.views.asking.relations import SpokenTie

if TYPE_CHECKING:
    from graph.views.asking.relations import Relations
    from graph.views.asking.wording import Wording

__all__ = [
    "ABOUT",
    "ASIDE",
    "HELD",
    "PRESENT",
    "TURNS",
    "WordsBetween",
    "tie_to_dated",
    "tie_to_kind",
    "tie_to_name",
]

ABOUT: Final = frozenset({"on", "about", "regarding", "concerning", "against"})
"""Behind these stands what something is about."""
ASIDE: Final = frozenset({"share", "exist", "known", "record"})
"""Words that say nothing where a question is put together."""
HELD: Final = frozenset({"in", "at"})
"""Behind these stands where something was."""
TURNS: Final = frozenset({"not", "most", "howmany", ONLY})
"""Words that turn a tie and do not tell which it is."""
_PERSON: Final = "Person"
_SERVES: Final = "RegionalSecretariat"
PRESENT: Final = {"attend"}
"""What is meant where somebody was at a meeting."""
_HELD_WORDS: Final = frozenset({"hold", "host", "happen", "organise", "run"})
_RUNNING: Final = frozenset({"carry", "implement", "lead", "ledby", "organise", "run"})
_LEADING: Final = frozenset({"lead", "ledby", "run"})
_PLACES: Final = frozenset({"Country", "Region"})
_CLOSE: Final = frozenset({"of", "about", "regarding", "concerning"})
_HELPING: Final = frozenset({"did", "do", "does", "has", "have", "had", "is", "are", "was", "were"})
_PREPOSITIONS: Final = ABOUT | HELD | {"of", "for", "from", "by", "with", "to", "and", "both", "or"}
_BODIES: Final = frozenset({"Organisation", "Person"})
# Relations that differ only in the part that is played: none of them is meant rather than another.
_ALIKE: Final = (
    {"hasPartner", "implementedWith", "involves", "ledBy"},
    {"hasTopic", "hazard"},
)


@dataclass(slots=True)
class WordsBetween:
    """The folded words of a text since the last name, kind or year."""

    wording: Wording
    said: list[str]

    @property
    def meant(self) -> set[str]:
        """The words that say something, in the forms that stand for them."""
        return {*self.wording.meant(self.said)}

    @property
    def verbs(self) -> set[str]:
        """What they say of a tie."""
        return self.meant - TURNS - ASIDE

    @property
    def is_either(self) -> bool:
        """Whether one of the ties that they say is enough: "lead or implement"."""
        at = self.said.index("or") if "or" in self.said else 0
        sides = (self.wording.meant(one) for one in (self.said[:at], self.said[at + 1 :]))
        return all({*one} - TURNS - ASIDE for one in sides)

    @property
    def is_not(self) -> bool:
        """Whether they shut out."""
        return "not" in self.meant

    @property
    def is_of_head(self) -> bool:
        """Whether they say a second thing of what is looked for: "do not", "but no"."""
        told = self.said[self.said[:1] == ["and"] :]
        return self.is_not and (not told or told[0] in _HELPING or told[0] == "no")

    @property
    def is_place(self) -> bool:
        """Whether a place follows."""
        return bool({*self.said[-2:]} & HELD)

    @property
    def is_presence(self) -> bool:
        """Whether they say no more than that somebody was at what follows."""
        return not self.verbs and self.is_place

    @property
    def is_close(self) -> bool:
        """Whether what follows is said of what stands just before: "meetings of P53"."""
        return not self.said or self.said[0] in _CLOSE

    @property
    def has_subject_behind(self) -> bool:
        """Whether one follows of whom it is told behind what they did: "did Georgia attend"."""
        last = {*self.said[-2:]}
        return bool(last & _HELPING) or not last & _PREPOSITIONS

    def without_helping(self) -> list[str]:
        """The words without "did" and its like."""
        return [one for one in self.said if one not in _HELPING]


def tie_to_name(
    known: Relations, kind: str, family: str, between: WordsBetween, said: set[str]
) -> tuple[Link, bool] | None:
    """The tie of a kind to a thing of a family, through a project where there is no other.

    Args:
        known: the relations of the record.
        kind: the kind, by its local name.
        family: the family of the thing.
        between: the words between the two.
        said: what is said of the tie.

    Returns:
        The tie without its value, and whether another one may as well be meant; None for no tie.
    """
    if between.is_presence and known.is_meeting(family) and known.ties(kind, family, PRESENT):
        said = PRESENT  # "organisations that were at the kick-off"
    wanted = said
    is_place = between.is_place and known.is_meeting(kind) and family == "Country"
    if is_place and said <= _HELD_WORDS:
        wanted = {"hold"}
    # "Members of the EU" are not those that have a focal point there, nor do bodies in a region
    # serve it.
    is_body = known.is_of(kind, "Organisation") and kind != _SERVES
    is_vague = not wanted and (
        (kind == "Country" and known.is_of(family, "Organisation"))
        or (is_body and family == "Region")
    )
    if is_body and family == "Region" and between.said[-1:] == ["from"]:
        wanted = said = {"base"}
    # "Meetings with UNICRI" are those that it hosted, too.
    is_any = not wanted and known.is_meeting(kind) and known.is_of(family, "Organisation")
    direct = (
        []
        if is_vague
        else known.ties(kind, family, wanted, every=is_any, is_either=between.is_either)
    )
    if is_place:
        direct = [replace(one, said=one.said | said & _HELD_WORDS) for one in direct]
    is_of = between.said[:1] == ["of"] or (not between.said and family == PROJECT)
    is_mostly_said = is_of or bool({*between.said[-2:]} & ABOUT)
    if not direct and not wanted and not is_vague and is_mostly_said:
        direct = known.ties(kind, family, (), every=True)
    is_of_person = (kind == _PERSON and known.is_meeting(family)) or (
        family == _PERSON and known.is_meeting(kind)
    )
    if is_of_person and said == PRESENT:  # who spoke was there
        direct = [known.whole_presence(one, kind, family) for one in direct]
    if len(direct) == 1 or (direct and kind != family):
        # Who is not based in a country may work there all the same.
        is_other = between.is_not and kind in _BODIES and family != PROJECT
        # A meeting of a country is one that was held there or that it came to: both are told.
        is_whole = len(direct) == 1 and known.is_meeting(kind) and not between.is_not
        # What has no line of any sort has none of any of them: "meetings without UNICRI".
        is_told = is_whole or _is_one_idea(direct[0]) or between.is_not
        is_open = is_other or not is_told
        return Link(direct[0]), not wanted and is_open
    if direct or PROJECT in {kind, family} or (kind == family and not said):
        return None
    if known.is_of(family, "Organisation") and _is_led_itself(kind, said, is_body=is_body):
        return None
    is_open = not said and not {*between.said[-2:]} & ABOUT
    for through in BETWEEN if said else (PROJECT,):
        is_act = known.is_of(family, "Organisation") or (
            kind == "Person" and known.is_meeting(family)
        )
        if through == "Country" and is_act:
            continue  # who speaks for a body, or hosts, does not speak for the country of it
        first = known.ties(kind, through, said) or known.ties(kind, through, ())
        second = known.ties(through, family, said) or known.ties(through, family, ())
        if first and second and not said - first[0].said - second[0].said:
            draft = DraftQuestion(through, [Link(second[0])])
            return Link(replace(first[0], said=frozenset(said)), draft), is_open
    return None


def _is_led_itself(kind: str, said: set[str], *, is_body: bool) -> bool:
    """Whether somebody is said to run a body or a place, which is not to run its projects."""
    return bool((is_body and said & _RUNNING) or (kind in _PLACES and said & _LEADING))


def tie_to_kind(
    known: Relations, kind: str, other: str, said: set[str], *, is_either: bool = False
) -> tuple[SpokenTie, bool] | None:
    """The tie of a kind to things of another kind, and whether another one may be meant.

    Args:
        known: the relations of the record.
        kind: the kind, by its local name.
        other: the other kind.
        said: what is said of the tie.
        is_either: whether one of the words is enough.
    """
    # What is meant where nothing is said: "countries that have organisations in a project".
    is_based = not said and kind == "Country" and known.is_of(other, "Organisation")
    ties = known.ties(kind, other, {"base"} if is_based else said, is_either=is_either)
    if not ties and not said:  # "projects with no round table": what else is between the two
        ties = known.ties(kind, other, (), every=True)
        return (ties[0], True) if ties else None
    if kind == _PERSON and known.is_meeting(other) and said == PRESENT:
        ties = [known.whole_presence(one, kind, other) for one in ties]  # who spoke was there
    if len(ties) == 1 or (ties and kind != other):
        return ties[0], not said and not (len(ties) == 1 and _is_one_idea(ties[0]))
    return None


def tie_to_dated(
    known: Relations, kind: str, other: str, said: set[str]
) -> tuple[SpokenTie, SpokenTie] | None:
    """The tie to things of a kind to which something was done: "countries that adopted a plan".

    Returns:
        The tie, and that of those things to the date when it was done.
    """
    dated = known.dates(other, said)
    ties = known.ties(kind, other, ())
    if not dated or not dated.said >= said - TIMES or not said or not ties:
        return None
    return replace(ties[0], said=dated.said), dated


def _is_one_idea(tie: SpokenTie) -> bool:
    """Whether the relations of a tie differ only in the part that is played."""
    local = {one.rpartition("#")[2] for one in tie.relations}
    return len(local) == 1 or any(local <= one for one in _ALIKE)
