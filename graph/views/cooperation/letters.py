"""Letters: to each publisher the questions of the gap list that it could answer, ready to send."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.plurals import counted
from graph.views.cooperation.gap_kinds import TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.views.cooperation.gaps import Gap

__all__ = ["Letter", "letters"]

_OPENING: Final = """\
To: {publisher}
Subject: {questions} on the public record of the EU CBRN Centres of Excellence

Dear colleagues,

We keep a record of what public documents say about cooperation in the EU CBRN Centres of
Excellence Initiative. You published more than anybody else on what is asked below. Each line says
what no document that we read states, or what documents state differently; it does not say that
something did not happen. Could you tell us where it is published, or that it is not?
"""
_CLOSING: Final = """
An address of a public document is enough as an answer to a line. Please send nothing that is not
public.

With kind regards
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to one publisher, with the gaps that it asks about, those that unlock most first."""

    publisher: str
    gaps: tuple[Gap, ...]

    @property
    def text(self) -> str:
        """The letter as plain text."""
        told = [
            _OPENING.format(
                publisher=self.publisher, questions=counted(len(self.gaps), "question").capitalize()
            )
        ]
        number = 0
        for question, title in TITLES.items():
            asked = [gap for gap in self.gaps if gap.question == question]
            if asked:
                told.append(f"\n{title}\n")
            for gap in asked:
                number += 1
                told.append(f"{number}. {gap.sentence}\n")
        return "".join([*told, _CLOSING])


def letters(gaps: Iterable[Gap]) -> list[Letter]:
    """A letter for each publisher that would know best, the one with most questions first."""
    by_publisher: dict[str, list[Gap]] = defaultdict(list)
    for gap in gaps:
        if gap.who:
            by_publisher[gap.who[0]].append(gap)
    found = [
        Letter(publisher, tuple(sorted(those, key=lambda gap: (-gap.worth.number, gap.key))))
        for publisher, those in by_publisher.items()
    ]
    return sorted(found, key=lambda letter: (-len(letter.gaps), letter.publisher))
