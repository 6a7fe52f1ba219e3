"""A way through a text that becomes a question: what is put together so far, and what waits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rdflib.namespace import DCTERMS

from graph.views.asking.built_question import WordsValue
from graph.views.asking.draft_question import (
    PROJECT,
    DraftQuestion,
    Link,
    NotPutTogether,
    families,
    thing_value,
)
from graph.views.asking.relations import SpokenTie
from graph.views.asking.tying import ASIDE, PRESENT, WordsBetween, tie_to_name
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import Relations

__all__ = ["ITSELF", "NAMED", "WORDS_IN", "TextWalk"]

ITSELF: Final = SpokenTie((), is_inward=False)
"""How a thing is tied to itself: "except Georgia"."""
NAMED: Final = SpokenTie((), is_inward=False)
"""How a thing is tied to words that its name holds."""
WORDS_IN: Final = SpokenTie(
    (str(DCTERMS.title), str(CBRN.hasTopic), str(CBRN.hazard)), is_inward=False
)
"""How a project is tied to words that it is about."""

_COVER: Final = {"cover"}


class TextWalk:
    """One way through a text, from its first piece to its last.

    Attributes:
        finder: what found the pieces.
        wording: the words of the text's language.
        known: the relations of the record.
        pieces: the text, piece by piece.
        drafts: the kinds told so far, each with what is said of it.
        head: the kind that is asked for, where it is not the first one.
        between: the words since the last name, kind or year.
        unsaid: words that no tie accounts for.
        spent: places of words that were taken out of their order.
        dated: when something was done that is said of the last kind.
        last: what a list of names goes on with.
        shared: the last tie that leads through projects which no word tells.
        all_shared: all such ties.
        waiting: names before the kind that they are tied to.
        said_of_waiting: what is said of their tie.
        words_before: words before a kind: "emergency response projects", "review workshops".
        all_words_before: the same of all kinds told so far.
        is_of_partners: whether the countries told next are those of the Initiative's regions.
        is_of_running: whether the year told next is one in which projects ran.
        is_counted: whether it is asked how many there are.
        is_open: whether a part of it could as well be meant in another way.
    """

    def __init__(
        self, finder: Namer, known: Relations, pieces: Sequence[Piece], head: str | None
    ) -> None:
        """Begin with the kind that a question word asks for, if it does."""
        self.finder = finder
        self.wording = finder.wording
        self.known = known
        self.pieces = pieces
        self.drafts = [DraftQuestion(head)] if head else []
        self.head: DraftQuestion | None = None
        self.between = WordsBetween(finder.wording, [])
        self.unsaid: set[str] = set()
        self.spent: set[int] = set()
        self.dated: Link | None = None
        self.last: tuple[DraftQuestion, Link] | None = None
        self.shared: Link | None = None
        self.all_shared: list[Link] = []
        self.waiting: list[Piece] = []
        self.said_of_waiting: set[str] = set()
        self.words_before: list[WordsValue] = []
        self.all_words_before: list[WordsValue] = []
        self.is_of_partners = self.is_of_running = False
        self.is_counted = self.is_open = False

    def spend(self, accounted: Iterable[str]) -> None:
        """Go on behind a tie: what it does not account for is left unsaid."""
        self.unsaid |= self.between.meant - {*accounted} - ASIDE
        self.between.said = []

    def nearest(self, is_wanted: Callable[[str], bool]) -> DraftQuestion | None:
        """The kind told last that is one of some."""
        return next((one for one in reversed(self.drafts) if is_wanted(one.kind)), None)

    def words_from(self, at: int, end: int) -> WordsValue:
        """The pieces from one place to another as words that titles and topics are to hold."""
        told = " ".join(one.told for one in self.pieces[at:end])
        return WordsValue(told.removeprefix("the "))

    def tied(
        self, among: Sequence[DraftQuestion], piece: Piece, said: set[str]
    ) -> tuple[Link, DraftQuestion]:
        """The tie of the nearest kind that has one to a name, and that kind."""
        nearest = among[-1:] if self.between.is_close else among
        if self.between.is_presence and all(map(self.known.is_meeting, families(piece.things))):
            # "countries of the region that were at the kick-off": the countries were there
            there = [
                one
                for one in among
                for tie in self.known.ties(one.kind, "Meeting", PRESENT)
                if str(CBRN.attendedBy) in tie.relations
            ]
            nearest = there or nearest
        if said == _COVER and any(one.kind == PROJECT for one in nearest):
            # "projects of Italian bodies that cover Kenya": bodies cover none
            nearest = [one for one in nearest if not self.known.is_of(one.kind, "Organisation")]
        for draft in reversed(nearest):
            for family in sorted(families(piece.things)):
                found = tie_to_name(self.known, draft.kind, family, self.between, said)
                if found is None:
                    continue
                link, is_open = found
                self.is_open |= is_open
                within = link.innermost
                owner = link.between or draft
                # A topic whose words the names and titles of others hold, too, is those words.
                if piece.is_part and owner.kind == PROJECT:
                    within.tie = replace(WORDS_IN, said=within.tie.said)
                    within.value = WordsValue(piece.told)
                else:
                    within.value = thing_value(piece)
                if link.between and link.between.kind == PROJECT:
                    self.drafts.append(link.between)
                    self.shared = link
                    self.all_shared.append(link)
                return link, draft
        raise NotPutTogether
