"""A report from a selection: its part of the graph is fetched once, chapter follows chapter."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from graph.views.exports.shown import numbered
from graph.views.report.content import Figure, Report, ReportTable, Section, Sentence
from graph.views.report.findings import findings
from graph.views.report.in_doubt import disagreement, missing, proposed
from graph.views.report.in_time import in_time
from graph.views.report.making import Making, listed
from graph.views.report.methods import ABSENCE, EDITION, GAPS, INCLUDED
from graph.views.report.network import in_words, network, network_shown
from graph.views.report.on_record import sheets, together
from graph.views.report.part import part_of
from graph.views.report.who_with_whom import matrices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from graph.reviews import Proposal
    from graph.views.report.background import Background
    from graph.views.report.content import Block
    from graph.views.report.making import Chapter
    from graph.views.report.selection import ReportSelection
    from graph.views.review.marks import Mark

__all__ = ["STEPS", "compose"]

STEPS = (
    "Reading what documents say",
    "Drawing the network",
    "Counting who works with whom",
    "Setting out dates",
    "Listing what is on record",
    "Looking for disagreement and gaps",
    "Numbering the sources",
)
"""What is done, in order, as it is told while a report is made."""

_READ: Final = 12
"""Tables with more rows are not read but looked up."""
_LOOKED_UP: Final = {"sheets", "words"}


def compose(  # noqa: PLR0913 - the data, the selection, and four named options
    whole: Background,
    selection: ReportSelection,
    progress: Callable[[str], None] = lambda _: None,
    marks: Mapping[str, Mark] = MappingProxyType({}),
    proposals: Iterable[Proposal] = (),
    *,
    author: str = "",
    day: str = "",
) -> Report:
    """The report on a selection; the same from the same data, whenever it is made.

    Args:
        whole: the graph.
        selection: what the report is about.
        progress: is called with each of `STEPS` as it begins.
        marks: what reviewers noted about gaps, by gap.
        proposals: what they propose to make of statements, and nobody took up yet.
        author: whose report it is, as the title page names them.
        day: the day that stands on it, as in 2026-11-28.

    Raises:
        NothingSelected: nothing is named, a thing is not on record, or it is a person.
    """
    steps = iter(STEPS)
    progress(next(steps))
    made = Making(
        whole=whole,
        selection=selection,
        part=part_of(whole, selection),
        marks=marks,
        proposals=tuple(proposals),
    )
    progress(next(steps))
    drawn = network_shown(made)
    chapters: list[Chapter | None] = [findings(made), network(made, drawn)]
    progress(next(steps))
    chapters.append(matrices(made))
    progress(next(steps))
    chapters.append(in_time(made))
    progress(next(steps))
    chapters += [together(made), sheets(made)]
    progress(next(steps))
    chapters += [disagreement(made), proposed(made), missing(made), in_words(made, drawn)]
    kept = [chapter for chapter in chapters if chapter is not None]
    progress(next(steps))
    draft = Report(
        title=made.title,
        selection=selection,
        things=made.part.selected,
        edition=whole.edition,
        head=tuple(_head(made)),
        sections=tuple(_parted(chapter.section for chapter in kept)),
        queries=tuple(query for chapter in kept for query in chapter.queries),
        sources=(),
        network=drawn,
        author=author,
        day=day,
    )
    cited = {one.document for one in draft.references}
    return replace(draft, sources=numbered(whole.engine, cited))


def _parted(sections: Iterable[Section]) -> Iterator[Section]:
    """The sections to read, then, as annexes, the tables that are too long to be read.

    Of a long table that no figure shows, the first rows stay where they were.
    """
    annexes: list[Section] = []
    for section in sections:
        body: list[Block] = []
        long: list[Block] = []
        drawn = {block.table for block in section.blocks if isinstance(block, Figure)}
        for block in section.blocks:
            if not isinstance(block, ReportTable) or (
                len(block.rows) <= _READ and section.key not in _LOOKED_UP
            ):
                body.append(block)
                continue
            long.append(block)
            if block.key not in drawn and section.key not in _LOOKED_UP:
                body.append(_beginning(block))
        if body:
            yield replace(section, blocks=tuple(body))
        if long:
            key = section.key if not body else f"{section.key}-whole"
            annexes.append(Section(key, section.title, tuple(long), annex=True))
    yield from annexes


def _beginning(table: ReportTable) -> ReportTable:
    """The first rows of a table, which says where the others are."""
    told = table.about.text.rstrip(".")
    return replace(
        table,
        key=f"{table.key}-first",
        short=f"{table.short}, first",
        title=f"{table.title}: the first {_READ}",
        about=replace(
            table.about,
            text=f"{told}; the first {_READ} of {len(table.rows)} rows, all of them are annexed.",
        ),
        rows=table.rows[:_READ],
    )


def _head(made: Making) -> Iterator[Sentence]:
    """What the report is about, from which data, and what its silence means."""
    labels = listed(name.label for name in made.part.selected)
    about = f"What public documents say about {labels}."
    if made.selection.network is not None:
        about += " The network is drawn as a reader left it, filters included."
    yield Sentence(about, how=INCLUDED)
    if made.names.told_language:
        yield Sentence(made.names.told_language, how=INCLUDED)
    yield Sentence(made.whole.edition.sentence, how=EDITION)
    yield Sentence(
        f"Limits: {listed(made.whole.bases)}; of most pages only the beginning was read, so lists "
        "may go on where the reading stopped.",
        how=GAPS,
    )
    yield Sentence(
        "What is absent here is not on record; it does not mean that it did not happen.",
        how=ABSENCE,
    )
