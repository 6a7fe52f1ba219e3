"""Applying is all or nothing: whenever it is killed, the tables are as before or complete."""

from __future__ import annotations

import shutil
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.building.release import build
from graph.building.replacing import reading, replace_all
from graph.errors import DataError
from graph.intake.apply import apply
from graph.intake.record import Record
from tests.intake.conftest import state
from tests.intake.sheets import workbook
from tests.kills import killed_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

BOOK = workbook({
    "Documents": [["news", "News", "The Press", "2022", "https://press.example/", "en"]],
    "Things": [["organisation/new", "Company", "New Limited", "NL"]],
    "Statements": [
        ["news", "organisation/new", "basedIn", "country/CCC", "title"],
        ["gazette-2020", "organisation/new", "basedIn", "country/CCC", "paragraph 9"],
    ],
})  # fmt: skip


def tables(world: Path) -> dict[str, str]:
    """The tables that a build reads, with their digests, and which entries the journal has.

    An entry tells the moment, so its bytes differ from run to run.
    """
    return {
        name: "an entry" if "/journal/" in name else digest
        for name, digest in state(world).items()
        if "/." not in name
    }


def test_a_kill_at_any_step_leaves_the_tables_whole(world: Path, look: Look) -> None:
    """After SIGKILL at every single step, the next build reads the old tables or the new ones."""
    proposal = look("book.xlsx", BOOK).proposal
    old = tables(world)
    pristine = shutil.copytree(world / "data", world.parent / "pristine")
    apply(proposal, Record.load(world))
    new = tables(world)
    assert new.keys() - old.keys() == {"data/statements/news.csv", "data/journal/0001.json"}
    assert sum(new[name] != old[name] for name in old) == 3
    outcomes: list[bool] = []
    step = 0
    while True:
        step += 1
        shutil.rmtree(world / "data")
        shutil.copytree(pristine, world / "data")
        record = Record.load(world)
        if not killed_at(step, partial(apply, proposal, record)):
            break
        with reading(world / "data"):
            found = tables(world)
        assert found in (old, new), f"after a kill at step {step}"
        outcomes.append(found == new)
        assert not (world / "data" / ".pending").exists()
    assert tables(world) == new
    assert outcomes == sorted(outcomes), "once it is decided, it stays decided"
    assert {False, True} == set(outcomes)


def test_a_kill_while_finishing_after_a_kill_is_finished_too(tmp_path: Path) -> None:
    """However often the finishing itself is killed, whoever comes next finishes it."""
    contents = {"a.csv": b"new a", "things/b.csv": b"new b", "things/c.csv": b"new c"}

    def fresh() -> Path:
        folder = tmp_path / "data"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "a.csv").write_bytes(b"old a")
        return folder

    def found(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")
        }

    def read(folder: Path) -> None:
        with reading(folder):
            pass

    step = 0
    while True:
        step += 1
        folder = fresh()
        if not killed_at(step, partial(replace_all, folder, contents)):
            break
        decided = (folder / ".pending").exists()
        again = 0
        while True:
            again += 1
            if not killed_at(again, partial(read, folder)):
                break
        whole = [contents] if decided else [contents, {"a.csv": b"old a"}]
        assert found(folder) in whole, f"after a kill at step {step}"
        assert not (folder / ".pending").exists()


def test_leftovers_of_a_killed_import_are_cleared_by_the_next(tmp_path: Path) -> None:
    """What an import left before it decided does no harm, and the next one removes it."""
    data = tmp_path / "data"
    stale = data / ".draft-1"
    stale.mkdir(parents=True)
    (stale / "0").write_bytes(b"half a t")
    replace_all(data, {"a.csv": b"a"})
    assert [path.name for path in data.iterdir()] == ["a.csv"]


def test_nothing_is_written_where_a_finding_is_fatal(world: Path, look: Look) -> None:
    """A file with one error among good rows writes none of them."""
    before = state(world)
    content = workbook({
        "Statements": [
            ["gazette-2020", "project/001", "coversCountry", "country/AAA", "paragraph 9"],
            ["gazette-2020", "project/001", "coversCountry", "country/QQQ", "paragraph 9"],
        ]
    })  # fmt: skip
    proposal = look("book.xlsx", content).proposal
    with pytest.raises(DataError, match="Nothing was written: mend the errors"):
        apply(proposal, Record.load(world))
    assert state(world) == before


def test_nothing_is_written_where_the_tables_changed_meanwhile(world: Path, look: Look) -> None:
    """A proposal is only good for the tables it was made for."""
    proposal = look("book.xlsx", BOOK).proposal
    record = Record.load(world)
    table = world / "data" / "expectations.csv"
    table.write_text(table.read_text() + "Country,,,1,,More than one\n")
    before = state(world)
    with pytest.raises(DataError, match="The tables were changed while the import was looked at"):
        apply(proposal, record)
    assert state(world) == before


def test_a_full_disk_leaves_the_tables_as_they_were(world: Path, look: Look) -> None:
    """Where a new table cannot be written, no table is."""
    proposal = look("book.xlsx", BOOK).proposal
    before = tables(world)

    def limited() -> None:
        import resource  # noqa: PLC0415 - only in the process that it limits

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        apply(proposal, Record.load(world))

    assert not killed_at(10**9, limited)
    with reading(world / "data"):
        assert tables(world) == before


def test_a_build_finishes_what_a_killed_import_had_decided(world: Path, look: Look) -> None:
    """A build after a kill in the middle of the moves reads the new tables, whole."""
    proposal = look("book.xlsx", BOOK).proposal
    record = Record.load(world)
    pristine = shutil.copytree(world / "data", world.parent / "pristine")
    step = 0
    while not (world / "data" / ".pending").exists():
        step += 1
        shutil.rmtree(world / "data")
        shutil.copytree(pristine, world / "data")
        assert killed_at(step, partial(apply, proposal, record))
    release = build(world)
    assert (release.documents, release.fatal) == (3, False)
    assert not (world / "data" / ".pending").exists()
