"""A text in plain words put together to a question: a kind of thing, and all that is said of it.

A card answers what was thought of before. What people ask joins what no card joins: "Dutch
organisations in projects led by UNICRI since 2015". So each name, kind and year of a text is tied
to the kind before it that the record can tie it to, by the relation that the words between them
say. Where a word says none of it, the question is not taken: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from rdflib.namespace import DCTERMS

from graph.views.asking.amounts import COMPARED, MONTHS, TIMES, count_said, euros_said, years_said
from graph.views.asking.built_question import TextValue, ThingValue, WordsValue
from graph.views.asking.draft_question import (
    PROJECT,
    DraftQuestion,
    Link,
    NotPutTogether,
    families,
    thing_value,
)
from graph.views.asking.looking_ahead import (
    place_said,
    said_of_name,
    title_words_before,
    title_words_end,
)
from graph.views.asking.relations import SpokenTie
from graph.views.asking.tying import (
    ABOUT,
    ASIDE,
    HELD,
    TURNS,
    WordsBetween,
    tie_to_dated,
    tie_to_kind,
    tie_to_name,
)
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from graph.views.asking.built_question import BuiltQuestion
    from graph.views.asking.naming import Namer
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import Relations

__all__ = ["Composed", "composed", "held"]

_WHO: Final = ("Organisation", "Person")
_WHO_CAME: Final = ("Actor",)  # countries come to meetings too
_FROM: Final = ("base", "represent")
_OF_WORDS: Final = frozenset({"topic", "address", "concern", "deal", "focus"})
_PLACED: Final = frozenset({"hold", "host", "happen"})
_WORDS_IN: Final = SpokenTie(
    (str(DCTERMS.title), str(CBRN.hasTopic), str(CBRN.hazard)), is_inward=False
)
_EXCEPT: Final = frozenset({"except", "apart", "other", "excluding", "besides"})
_SELF: Final = SpokenTie((), is_inward=False)
_BUDGET: Final = SpokenTie((str(CBRN.budget),), is_inward=False)
_PLACE: Final = SpokenTie((str(CBRN.place),), is_inward=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A question that a text was put together to.

    Attributes:
        question: the question.
        unsaid: the words that it does not account for.
        is_open: whether a part of it could as well be meant in another way.
        words: the words that titles and topics are to hold.
        words_before: those of them that stand before "projects", which may say something else.
    """

    question: BuiltQuestion
    unsaid: frozenset[str]
    is_open: bool
    words: tuple[WordsValue, ...]
    words_before: tuple[WordsValue, ...] = ()


def composed(finder: Namer, known: Relations, pieces: Sequence[Piece]) -> Iterator[Composed]:
    """Each question that a text can be put together to; none where a name has no tie.

    Args:
        finder: what found the pieces.
        known: the relations of the record.
        pieces: the text, piece by piece.
    """
    kept = [one for one in pieces if not one.is_initiative]
    first = next((at for at, one in enumerate(kept) if one.sort == "kind"), len(kept))
    asks_for = finder.wording.asks_for(one.value for one in kept[:first] if one.sort == "word")
    heads: list[str | None] = [None]
    if asks_for == "who":
        said = finder.wording.meant(one.value for one in kept if one.sort == "word")
        who = _WHO_CAME if "attend" in said else _WHO
        heads = [*who, *([None] if first < len(kept) else [])]
    for head in heads:
        try:
            yield _Composer(finder, known, kept, head).composed()
        except NotPutTogether:
            continue


def held(words: WordsValue) -> BuiltQuestion:
    """The question which projects are about some words."""
    return DraftQuestion(PROJECT, [Link(_WORDS_IN, words)]).finished


class _Composer:
    """One way through a text, from its first piece to its last."""

    def __init__(
        self, finder: Namer, known: Relations, pieces: Sequence[Piece], head: str | None
    ) -> None:
        self._finder = finder
        self._wording = finder.wording
        self._known = known
        self._pieces = pieces
        self._drafts = [DraftQuestion(head)] if head else []
        self._head: DraftQuestion | None = None  # where it is not the first kind
        self._between = WordsBetween(finder.wording, [])
        self._unsaid: set[str] = set()
        self._spent: set[int] = set()  # places of words that were taken out of their order
        self._dated: Link | None = None  # when something was done that is said of the last kind
        self._last: tuple[DraftQuestion, Link] | None = None  # what a list of names goes on with
        self._waiting: list[Piece] = []  # names before the kind that they are tied to
        self._said_of_waiting: set[str] = set()
        self._words_before: list[WordsValue] = []  # "emergency response projects"
        self._is_counted = self._is_open = False

    def composed(self) -> Composed:
        at = 0
        while at < len(self._pieces):
            at = at + 1 if at in self._spent else self._taken(at)
        links = [link for draft in self._drafts for link in draft.links]
        if not links or self._waiting:
            raise NotPutTogether
        # "Which topics do the projects address": the word behind says it of a tie before.
        behind = frozenset[str]().union(*(self._known.words(one.tie) for one in links))
        self._spend(behind)
        question = self._head or self._drafts[0]
        return Composed(
            question=question.finished,
            unsaid=frozenset(self._unsaid),
            is_open=self._is_open,
            words=question.words,
            words_before=tuple(self._words_before),
        )

    def _taken(self, at: int) -> int:
        """Take the next piece, or several; the place behind."""
        piece = self._pieces[at]
        if piece.sort == "kind":
            return self._kind(at)
        if piece.sort == "year":
            return self._year(at)
        if end := self._words_end(at):
            return self._words(at, end)
        if end := title_words_before(self._pieces, at, self._wording):
            self._words_before.append(self._told(at, end))
            self._is_open |= end == at + 1
            return end
        return self._thing(at) if piece.sort == "thing" else self._word(at)

    def _spend(self, accounted: Iterable[str]) -> None:
        """Go on behind a tie: what it does not account for is left unsaid."""
        self._unsaid |= self._between.meant - {*accounted} - ASIDE
        self._between.said = []

    # Words

    def _word(self, at: int) -> int:
        """Take a word, or a place or an amount of money that begins with it."""
        word = self._pieces[at].value
        if end := self._place(at) or self._euros(at):
            return end
        following = self._pieces[at + 1 : at + 2]
        is_before_kind = bool(following) and following[0].sort == "kind"  # "partner countries"
        if is_before_kind and word in self._wording.always.get(following[0].value, ()):
            return at + 1
        kind = self._wording.roles.get(word)
        if kind and not self._drafts and not is_before_kind:
            self._begin(kind)
        self._between.said.append(word)
        return at + 1

    def _begin(self, kind: str) -> None:
        self._drafts = [DraftQuestion(kind)]
        self._is_counted = "howmany" in self._between.meant
        if not self._waiting:
            self._spend({"howmany"})

    def _place(self, at: int) -> int | None:
        """Take the name of a place that meetings were held at, if one begins here."""
        meeting = self._nearest(self._known.is_meeting) if self._between.is_place else None
        found = place_said(self._finder, self._pieces, at) if meeting else None
        if meeting is None or found is None:
            return None
        link = Link(_PLACE, TextValue(found[0]), is_absent=self._between.is_not)
        meeting.links.append(link)
        self._spend(_PLACED | {"not"})
        self._last = None
        return found[1]

    def _euros(self, at: int) -> int | None:
        """Take the money that a budget is compared with, if it begins here."""
        found = euros_said(self._pieces, at, self._between.said, self._between.meant)
        project = self._nearest(PROJECT.__eq__)
        if not found or not project:
            return None
        project.links.append(Link(_BUDGET, found[0]))
        self._spend({"budget", *self._wording.meant(COMPARED)})
        self._last = None
        return found[1]

    def _nearest(self, is_wanted: Callable[[str], bool]) -> DraftQuestion | None:
        """The kind told last that is one of some."""
        return next((one for one in reversed(self._drafts) if is_wanted(one.kind)), None)

    def _words_end(self, at: int) -> int | None:
        """Where the words end that titles and topics are to hold, if such words begin here."""
        before = {*self._between.said[-1:]} & ABOUT or self._between.meant & _OF_WORDS
        if not before or not self._drafts:
            return None
        if not self._nearest(PROJECT.__eq__) and not self._known.ties(
            self._drafts[-1].kind, PROJECT, ()
        ):
            return None
        return title_words_end(self._pieces, at, self._wording)

    def _words(self, at: int, end: int) -> int:
        said = self._between.verbs
        project = self._nearest(PROJECT.__eq__)
        accounted = said & (_OF_WORDS | {"cover", "work"})
        if project is None:
            project, last = DraftQuestion(PROJECT), self._drafts[-1]
            ties = self._known.ties(last.kind, PROJECT, said - _OF_WORDS)
            tie = (ties or self._known.ties(last.kind, PROJECT, ()))[0]
            last.links.append(Link(tie, project))
            self._drafts.append(project)
            accounted |= tie.said
        link = Link(_WORDS_IN, self._told(at, end), is_absent=self._between.is_not)
        project.links.append(link)
        self._spend({*accounted, "not"})
        self._last = None
        return end

    def _told(self, at: int, end: int) -> WordsValue:
        told = " ".join(one.told for one in self._pieces[at:end])
        return WordsValue(told.removeprefix("the "))

    # Names

    def _thing(self, at: int) -> int:
        piece = self._pieces[at]
        if not self._drafts or self._stands_before_its_kind(at):
            return self._wait(at, set())
        if self._goes_on(piece):
            return at + 1
        if {*self._between.said} & _EXCEPT and self._between.is_not and self._excepted(piece):
            return at + 1
        if self._between.said[-1:] == ["from"] and families(piece.things) == {"Country"}:
            return self._origin(at)
        said, is_of_next_kind, spent = said_of_name(self._pieces, at, self._between)
        self._spent |= spent
        if is_of_next_kind:
            return self._wait(at, said)
        link, draft = self._tied(self._drafts, piece, said)
        link.is_absent = self._between.is_not
        draft.links.append(link)
        self._unsaid |= said - link.tie.said - self._between.meant
        self._spend({*link.tie.said, "not"})
        self._last = draft, link
        return at + 1

    def _stands_before_its_kind(self, at: int) -> bool:
        """Whether a name stands just before a kind: "UNICRI projects"."""
        following = self._pieces[at + 1 : at + 2]
        is_listed = self._between.said[-1:] in (["and"], ["or"])
        return bool(following) and following[0].sort == "kind" and not is_listed

    def _wait(self, at: int, said: set[str]) -> int:
        """Keep a name for the kind behind it."""
        self._waiting.append(self._pieces[at])
        self._said_of_waiting |= said
        self._between.said = self._between.without_helping()
        return at + 1

    def _origin(self, at: int) -> int:
        """Take the country that bodies or persons are from: "partners from Italy in Project 46"."""
        for draft in reversed(self._drafts):
            ties = self._known.ties(draft.kind, "Country", _FROM)
            if ties and not self._known.begins(draft.kind):
                value = thing_value(self._pieces[at])
                link = Link(ties[0], value, is_absent=self._between.is_not)
                draft.links.append(link)
                self._between.said = [one for one in self._between.said[:-1] if one != "not"]
                self._last = draft, link
                return at + 1
        raise NotPutTogether

    def _excepted(self, piece: Piece) -> bool:
        """Whether a name is one that is not meant of those looked for; shuts it out."""
        for family in families(piece.things):
            is_of = partial(self._known.is_of, family=family)
            draft = self._nearest(is_of)
            if draft is None:
                continue
            link = Link(_SELF, thing_value(piece), is_absent=True)
            draft.links.append(link)
            self._spend({"not"})
            self._last = draft, link
            return True
        return False

    def _goes_on(self, piece: Piece) -> bool:
        """Whether a name goes on the list that the name before it is on; takes it."""
        if self._last is None or not {*self._between.said} & {"and", "or", "nor", "but"}:
            return False
        draft, link = self._last
        within = link.innermost
        before = within.value
        if self._between.meant - {"not"} or not isinstance(before, ThingValue):
            return False
        if families(piece.things) != families(map(self._known.name, before.iris)):
            return False
        is_absent = self._between.is_not or link.is_absent
        value = thing_value(piece)
        if "or" in self._between.said and not is_absent:
            within.value = ThingValue((*before.iris, *value.iris))
        elif link.between:  # who works in two countries need not do so in one project
            through = DraftQuestion(PROJECT, [replace(within, value=value)])
            draft.links.append(Link(link.tie, through, is_absent=is_absent))
            self._drafts.append(through)
        else:
            draft.links.append(Link(link.tie, value, is_absent=is_absent))
        self._between.said = []
        return True

    def _tied(
        self, among: Sequence[DraftQuestion], piece: Piece, said: set[str]
    ) -> tuple[Link, DraftQuestion]:
        """The tie of the nearest kind that has one to a name, and that kind."""
        nearest = among[-1:] if self._between.is_close else among
        for draft in reversed(nearest):
            for family in sorted(families(piece.things)):
                found = tie_to_name(self._known, draft.kind, family, self._between, said)
                if found is None:
                    continue
                link, is_open = found
                self._is_open |= is_open
                within = link.innermost
                if piece.is_part:  # a topic whose words other names and titles hold too
                    within.tie = replace(_WORDS_IN, said=within.tie.said)
                    within.value = WordsValue(piece.told)
                else:
                    within.value = thing_value(piece)
                if link.between:
                    self._drafts.append(link.between)
                return link, draft
        raise NotPutTogether

    # Kinds

    def _kind(self, at: int) -> int:
        piece = self._pieces[at]
        if piece.is_loose or piece.value not in self._finder.labels:
            raise NotPutTogether
        if not self._drafts:
            self._begin(piece.value)
        elif self._is_counted and "each" in self._between.meant:
            self._count_for_each(DraftQuestion(piece.value))
        else:
            self._tie_kind(DraftQuestion(piece.value))
        if piece.value == PROJECT and self._words_before:
            self._drafts[-1].links += [Link(_WORDS_IN, one) for one in self._words_before]
        self._last = None
        waiting, self._waiting = self._waiting, []
        said, self._said_of_waiting = self._between.meant | self._said_of_waiting, set()
        said -= ASIDE  # "projects that Georgia and Ukraine share"
        for one in waiting:
            link, owner = self._tied(self._drafts[-1:], one, said)
            owner.links.append(link)
            self._unsaid |= said - link.tie.said - TURNS
        self._between.said = [] if waiting else self._between.said
        return at + 1

    def _tie_kind(self, draft: DraftQuestion) -> None:
        """SpokenTie a kind to the nearest one before it."""
        number, self._between.said = count_said(self._between.said)
        tie, owner = self._tied_to_kind(draft, self._between.verbs)
        link = Link(
            tie,
            draft,
            is_absent=self._between.is_not,
            is_ranked=bool(number) or "most" in self._between.meant,
            number=number,
        )
        owner.links.append(link)
        # "The largest number of projects" is the most of them.
        self._spend({*tie.said, "not", "most", *({"howmany"} if link.is_ranked else ())})
        self._drafts.append(draft)

    def _count_for_each(self, draft: DraftQuestion) -> None:
        """Begin anew with a kind, each of which is told its number of the kind before it."""
        before, self._drafts = self._drafts, [draft]
        tie, _ = self._tied_to_kind(before[0], self._between.verbs - {"each"})
        draft.links.append(Link(tie, before[0], is_ranked=True))
        self._spend({*tie.said, "each", "not", "most"})
        self._drafts = [*before, draft]
        self._head, self._is_counted = draft, False

    def _tied_to_kind(
        self, other: DraftQuestion, said: set[str]
    ) -> tuple[SpokenTie, DraftQuestion]:
        """The tie of the nearest kind that has one to things of another kind, and that kind."""
        is_where = self._pieces[0].value in HELD and self._drafts[0].kind == "Country"
        if is_where and not said and self._known.is_meeting(other.kind):
            said = {"hold"}  # "in which countries were there trainings"
        for draft in reversed(self._drafts):
            if found := tie_to_kind(self._known, draft.kind, other.kind, said):
                self._is_open |= found[1]
                return found[0], draft
        for draft in reversed(self._drafts):
            if dated := tie_to_dated(self._known, draft.kind, other.kind, said):
                self._dated = Link(dated[1])
                other.links.append(self._dated)
                return dated[0], draft
        raise NotPutTogether

    # Years

    def _year(self, at: int) -> int:
        words = self._between.said
        years, end = years_said(self._pieces, at, words, self._between.meant)
        self._between.said = words[:-1] if words[-1:] and words[-1] in MONTHS else words
        said = self._between.meant
        self._last = None
        if self._dated and not said - TIMES:
            self._dated.value, self._dated = years, None
            self._spend(TIMES)
            return end
        # A plan has dates, too, and mostly is not meant beside a meeting.
        event = self._nearest(lambda kind: kind == PROJECT or self._known.is_meeting(kind))
        draft = event or self._nearest(self._known.begins)
        tie = self._known.dates(draft.kind, said) if draft else None
        if draft is None or tie is None:
            raise NotPutTogether
        is_running = draft.kind == PROJECT and not tie.said and years.since == years.until
        self._is_open |= is_running
        draft.links.append(Link(tie, years))
        self._spend({*tie.said, *TIMES})
        return end
