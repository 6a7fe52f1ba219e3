"""A question that is still being put together: kinds of things, and what they are tied to."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.views.asking.built_question import BuiltQuestion, Condition, ThingValue, WordsValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.views.asking.built_question import Amount, ConditionValue
    from graph.views.asking.pieces import Piece
    from graph.views.asking.relations import SpokenTie
    from graph.views.record.names import Name

__all__ = [
    "BETWEEN",
    "PROJECT",
    "DraftQuestion",
    "Link",
    "NotPutTogether",
    "families",
    "thing_value",
]

PROJECT: Final = "Project"
"""What countries and organisations share where they have no line of their own."""
BETWEEN: Final = (PROJECT, "Region", "Country")
"""The kinds through which things are tied that have no line: a secretariat serves a region, a body
is based in a country of one."""
_TOGETHER: Final = frozenset({"Topic", "Region"})


class NotPutTogether(Exception):
    """A piece of a text has no tie to any kind before it."""


@dataclass(slots=True)
class Link:
    """A tie of what is looked for to a value, or to another question that is still open.

    ``may_be_shown`` says that it is asked for beside the rest: "with the participating countries".
    """

    tie: SpokenTie
    value: ConditionValue | DraftQuestion = None
    _: KW_ONLY
    is_absent: bool = False
    is_ranked: bool = False
    number: Amount | None = None
    may_be_shown: bool = False

    @property
    def between(self) -> DraftQuestion | None:
        """The question in between, where it leads to one."""
        return self.value if isinstance(self.value, DraftQuestion) else None

    @property
    def is_shown(self) -> bool:
        """Whether it is only told where on record: what it leads to has nothing said of it."""
        return self.may_be_shown and not (self.between and self.between.links)

    @property
    def finds_what_has_none(self) -> bool:
        """Whether what no document says anything of is found by it, too."""
        return self.is_absent or bool(self.number and self.number.sign in {"<", "<="})

    @property
    def innermost(self) -> Link:
        """The link that holds the value: this one, or the last one of the question in between."""
        return self.between.links[-1] if self.between and self.between.links else self


@dataclass(slots=True)
class DraftQuestion:
    """A kind that a text names, with what has been said of it so far."""

    kind: str
    links: list[Link] = field(default_factory=list)

    def __iter__(self) -> Iterator[Link]:
        """Yield its links and those of the questions that they lead to."""
        for one in self.links:
            yield one
            yield from one.between or ()

    @property
    def finished(self) -> BuiltQuestion:
        """The question as it can be asked."""
        return BuiltQuestion(
            self.kind,
            tuple(
                Condition(
                    relations=one.tie.relations,
                    is_inward=one.tie.is_inward,
                    value=one.value.finished if isinstance(one.value, DraftQuestion) else one.value,
                    is_absent=one.is_absent,
                    is_ranked=one.is_ranked,
                    number=one.number,
                    is_shown=one.is_shown,
                )
                for one in self.links
            ),
        )

    @property
    def worded(self) -> Iterator[BuiltQuestion]:
        """For each of the words that it asks for in names, titles and topics: what holds them."""
        for one in self.links:
            if isinstance(one.value, WordsValue):
                yield DraftQuestion(self.kind, [replace(one, is_absent=False)]).finished
            yield from one.between.worded if one.between else ()


def thing_value(piece: Piece) -> ThingValue:
    """What a name means: of several things only topics and parts of the world are meant together.

    Raises:
        NotPutTogether: the name is that of several things, of which one is meant.
    """
    is_each = piece.is_either or families(piece.things) <= _TOGETHER
    if len(piece.things) > 1 and not is_each:
        raise NotPutTogether
    return ThingValue(tuple(one.iri for one in piece.things))


def families(things: Iterable[Name]) -> set[str]:
    """The families that things are of."""
    return {one.family for one in things}
