"""The small record of the intake's tests, and ways to bring things to it and take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.building.release import build
from graph.intake.apply import apply
from graph.intake.record import Record
from graph.intake.signature import Signature
from graph.intake.worker import look_at
from graph.journal import last_number
from graph.keeping.plan import carry_out
from graph.keeping.undo import undo
from tests.intake.conftest import state, world
from tests.intake.sheets import workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["ANN", "built", "tables", "take_back", "world"]

ANN = Signature("Ann Bell", "to see it")


def tables(world: Path) -> dict[str, str]:
    """Every table with its digest.

    The journal, which only grows, is left out, and what a killed program had not decided yet.
    """
    return {
        name: digest
        for name, digest in state(world).items()
        if "/journal/" not in name and "/." not in name
    }


def built(world: Path) -> str:
    """The file that the tables make; it has no error."""
    release = build(world)
    assert not release.fatal, release.findings
    return release.text


def take_back(world: Path, number: int) -> int:
    """Takes an entry of the journal back; the number of the entry that does."""
    record = Record.load(world)
    return carry_out(undo(record, number, ANN), record).number


@pytest.fixture
def bring(world: Path, tmp_path: Path) -> Callable[..., int]:
    """Brings sheets of rows as a workbook and takes them in; the number of the entry, 0 if none."""

    def taken(**sheets: Sequence[Sequence[object]]) -> int:
        file = tmp_path / f"book-{last_number(world / 'data')}.xlsx"
        file.write_bytes(workbook(sheets))
        record = Record.load(world)
        proposal = look_at(file, record).proposal
        assert not proposal.fatal, proposal.findings
        entry = apply(proposal, record, ANN)
        return entry.number if entry else 0

    return taken
