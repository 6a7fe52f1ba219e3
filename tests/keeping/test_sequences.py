"""Whatever is done to the record, in whatever order: all of it undone, the build is as before."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.building.draft import drafted
from graph.errors import DataError
from graph.intake.apply import apply
from graph.intake.corrections import read_answers
from graph.intake.following import replaced_by
from graph.intake.record import Record
from graph.intake.worker import look_at
from graph.journal import journal, undone
from graph.keeping.plan import carry_out
from graph.keeping.retracting import retract
from graph.keeping.things import merge, rename, split
from graph.keeping.undo import undo
from graph.vocabulary import short, thing
from tests.intake.conftest import ROOT
from tests.intake.sheets import workbook
from tests.keeping.conftest import ANN, built, tables

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.keeping.plan import Plan

COUNTRIES: Final = ("country/AAA", "country/BBB", "country/CCC")
DOCUMENTS: Final = ("gazette-2020", "herald-2021", "news-0", "news-1", "news-2")
THINGS: Final = ("project/001", "project/002", "project/901", "organisation/agency",
                 "organisation/office", "organisation/new-0", "organisation/new-1",
                 "person/one", "person/901")  # fmt: skip
SMALL: Final = st.integers(0, 2)
STEPS: Final = st.one_of(
    st.tuples(st.just("import"), SMALL, SMALL),
    st.tuples(st.just("correct"), st.sampled_from(DOCUMENTS), SMALL),
    st.tuples(st.just("merge"), st.sampled_from(THINGS), st.sampled_from(THINGS)),
    st.tuples(st.just("rename"), st.sampled_from(THINGS), st.sampled_from(THINGS)),
    st.tuples(st.just("split"), st.sampled_from(THINGS), st.sampled_from(DOCUMENTS)),
    st.tuples(st.just("retract"), st.sampled_from(DOCUMENTS), SMALL),
    st.tuples(st.just("undo"), st.integers(1, 9), SMALL),
)


def bring(world: Path, sheets: dict[str, list[list[str]]], answers: str) -> None:
    """Brings rows as a workbook and takes them in."""
    file = world / "brought.xlsx"
    file.write_bytes(workbook(sheets))
    record = Record.load(world)
    apply(look_at(file, record, answers=read_answers([answers])).proposal, record, ANN)


def imported(world: Path, number: int, other: int) -> None:
    """A new document with a new organisation, and a line to a country."""
    document, new = f"news-{number}", f"organisation/new-{number}"
    address = f"https://press.example/{number}"
    bring(
        world,
        {
            "Documents": [[document, f"News {number}", "The Press", "2022", address, "en"]],
            "Things": [[new, "Company", f"New Limited {number}", ""]],
            "Statements": [
                [document, new, "basedIn", COUNTRIES[other], "title"],
                [document, "project/001", "hasPartner", new, "paragraph 1"],
            ],
        },
        "second",
    )


def corrected(world: Path, document: str, number: int) -> None:
    """The first rows of a document with another role."""
    table = Record.load(world).table(f"statements/{document}.csv")
    rows = [
        [document, *(line.cells.get(name, "") for name in
                     ("subject", "property", "object", "locator", "from", "until")),
         f"role {number}"]
        for line in (table.lines[: number + 1] if table else ())
    ]  # fmt: skip
    bring(world, {"Statements": rows}, "correction")


def planned(record: Record, step: tuple[str, str | int, str | int]) -> Plan:
    """What a step that is no import would do."""
    did, one, other = step
    if did == "merge":
        return merge(record, str(one), str(other), ANN)
    if did == "rename":
        return rename(record, str(one), str(other), "Another Name", ANN)
    if did == "split":
        return split(record, str(one), f"{one}-apart", "Apart", (), (str(other),), ANN)
    if did == "retract":
        return retract(record, f"source/{one}", ANN)
    return undo(record, int(one), ANN)


def do(world: Path, step: tuple[str, str | int, str | int]) -> None:
    """Does a step, or leaves everything as it is where the record does not allow it."""
    before = tables(world)
    try:
        if step[0] == "import":
            imported(world, int(step[1]), int(step[2]))
        elif step[0] == "correct":
            corrected(world, str(step[1]), int(step[2]))
        else:
            record = Record.load(world)
            carry_out(planned(record, step), record)
    except DataError:
        assert tables(world) == before


def leads_on(world: Path) -> None:
    """Every old address leads to something on record, and none that is on record leads on."""
    draft = drafted(world)
    live = {short(str(one)) for one in (*draft.known, *(one.iri for one in draft.statements))}
    leads = replaced_by(Record.load(world))
    assert live.isdisjoint(leads)
    for old in leads:
        end = old
        for _ in range(len(leads)):
            end = leads.get(end, end)
        assert end in live, (old, end)
        assert (thing(old), None, thing(end)) in draft.graph


def all_undone(world: Path) -> None:
    """Takes back whatever still holds, the newest first."""
    while True:
        entries = journal(world / "data")
        taken_back = undone(entries)
        holding = [one.number for one in entries if not one.undoes
                   and one.number not in taken_back]  # fmt: skip
        if not holding:
            return
        record = Record.load(world)
        carry_out(undo(record, holding[-1], ANN), record)


def in_a_world(then: Callable[[Path], None]) -> None:
    """Runs something on a record of its own, without the total that most steps would miss."""
    with tempfile.TemporaryDirectory() as folder:
        world = Path(folder)
        shutil.copytree(ROOT / "tests" / "worlds" / "mini", world / "data")
        (world / "ontology").symlink_to(ROOT / "ontology")
        (world / "data/expectations.csv").write_text("type,property,object,at_least,at_most,why\n")
        then(world)


@settings(max_examples=12)
@given(st.lists(STEPS, min_size=3, max_size=8))
def test_all_undone_the_build_is_as_before(
    steps: list[tuple[str, str | int, str | int]],
) -> None:
    """After any sequence, undone in the order of the journal, every byte of the build is back."""

    def then(world: Path) -> None:
        graph = built(world)
        for step in steps:
            do(world, step)
        leads_on(world)
        all_undone(world)
        assert built(world) == graph

    in_a_world(then)


def test_a_long_story_is_undone(tmp_path: Path) -> None:
    """One of each, one on top of the other, and each kind of step is really done."""
    steps: list[tuple[str, str | int, str | int]] = [
        ("import", 0, 2), ("correct", "gazette-2020", 2), ("merge", "project/002", "project/001"),
        ("import", 1, 0), ("split", "organisation/agency", "herald-2021"), ("undo", 2, 0),
        ("rename", "project/001", "project/901"), ("retract", "news-0", 0),
        ("correct", "news-1", 1), ("undo", 6, 0), ("rename", "person/one", "person/901"),
        ("undo", 11, 0),
    ]  # fmt: skip

    def then(world: Path) -> None:
        graph = built(world)
        for step in steps:
            do(world, step)
            leads_on(world)
        did = {one.did for one in journal(world / "data")}
        assert did == {"import", "correct", "merge", "split", "rename", "retract", "undo"}
        all_undone(world)
        assert built(world) == graph

    in_a_world(then)
