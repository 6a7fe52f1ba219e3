"""Things joined, renamed, taken apart, retracted and erased; their old addresses lead on."""

from __future__ import annotations

import json
import re
import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from graph.building.draft import drafted
from graph.building.release import BUILT, write
from graph.building.release import build as built_release
from graph.errors import DataError
from graph.intake.record import Record
from graph.journal import journal
from graph.keeping.erasing import TOMBSTONE, erase
from graph.keeping.plan import carry_out
from graph.keeping.retracting import retract
from graph.keeping.things import merge, rename, split
from graph.keeping.undo import undo
from graph.knowledge_graph import open_graph
from graph.server import Settings
from graph.views.record.overview import documents
from graph.vocabulary import CBRN, thing
from tests.command_line import run
from tests.intake.conftest import state
from tests.keeping.conftest import ANN, built, tables, take_back
from tests.kills import killed_at
from tests.served import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.keeping.plan import Plan
    from tests.served import Server

    Bring = Callable[..., int]

REPLACED = "http://purl.org/dc/terms/isReplacedBy"


def done(world: Path, plan_of: Callable[[Record], Plan]) -> int:
    """Carries out what is planned; the number of the entry."""
    record = Record.load(world)
    plan = plan_of(record)
    assert not plan.errors, "\n".join(map(str, plan.errors))
    number = carry_out(plan, record).number
    assert built(world).encode() == plan.graph
    return number


@pytest.fixture
def loose(world: Path) -> Path:
    """The record without the total that a retraction of one of its two documents would miss."""
    (world / "data" / "expectations.csv").write_text("type,property,object,at_least,at_most,why\n")
    return world


def statement_of(world: Path, subject: str, role: str = "") -> str:
    """The short address of the first statement about a thing, with a role where one is given."""
    return next(
        f"statement/{str(one.iri).rpartition('/')[2]}"
        for one in drafted(world).statements
        if one.subject == thing(subject) and (not role or one.role == role)
    )


CHANGES: dict[str, Callable[[Record], Plan]] = {
    "merge": lambda record: merge(record, "project/002", "project/001", ANN),
    "merge documents": lambda record: merge(
        record, "source/herald-2021", "source/gazette-2020", ANN
    ),
    "rename": lambda record: rename(record, "person/one", "person/ann", "Ann One", ANN),
    "rename a document": lambda record: rename(
        record, "source/herald-2021", "source/herald", "", ANN
    ),
    "new name": lambda record: rename(record, "country/CCC", "", "Seeland", ANN),
    "split": lambda record: split(
        record, "organisation/agency", "organisation/other", "Another Agency", (),
        ("herald-2021",), ANN,
    ),
    "retract a document": lambda record: retract(record, "source/herald-2021", ANN),
    "retract a statement": lambda record: retract(
        record, statement_of(record.root, "meeting/rtm-e-01", "observer"), ANN
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_each_is_shown_first_and_taken_back_exactly(
    loose: Path, change: Callable[[Record], Plan]
) -> None:
    """Planning writes nothing; done and undone, tables and build are as before, byte for byte."""
    world = loose
    before, graph = tables(world), built(world)
    whole = state(world)
    plan = change(Record.load(world))
    assert plan.changes
    assert state(world) == whole
    number = done(world, change)
    assert built(world) != graph
    (entry,) = journal(world / "data")
    assert (entry.by, entry.why) == ("Ann Bell", "to see it")
    take_back(world, number)
    assert tables(world) == before
    assert built(world) == graph


@pytest.mark.parametrize("name", ["merge", "rename a document", "split", "retract a document"])
def test_a_kill_in_any_of_them_leaves_the_state_before_or_after(loose: Path, name: str) -> None:
    """Killed at every seventh step, the next reader finds the tables of before or of after."""
    world = loose
    record = Record.load(world)
    plan = CHANGES[name](record)
    before, outcomes = tables(world), set()
    for step in range(1, 400, 7):
        if not killed_at(step, partial(carry_out, plan, record)):
            break
        found = Record.load(world)  # finishes what was decided
        outcomes.add(tables(world) == before)
        if tables(world) != before:
            assert built(world).encode() == plan.graph
            carry_out(undo(found, 1, ANN), found)
            assert tables(world) == before
            for entry in (world / "data" / "journal").glob("*.json"):
                entry.unlink()
    assert outcomes == {True, False}


def test_what_was_said_of_one_is_said_of_the_other(world: Path) -> None:
    """After a merge the first key leads to the second, which goes by the names of both."""
    done(world, CHANGES["merge"])
    draft = drafted(world)
    assert thing("project/002") not in draft.known
    said = {(one.predicate, str(one.object)) for one in draft.statements
            if one.subject == thing("project/001")}  # fmt: skip
    assert (CBRN.budget, "2.5") in said
    row = (world / "data/things/all.csv").read_text()
    assert "project/001,Project,Project 1,P1 | Project 2 | P2" in row
    # project/002 followed on project/001: the line would join the thing with itself.
    assert not any(one.predicate == CBRN.followsOn for one in draft.statements)
    assert f"<{thing('project/002')}> <{REPLACED}> <{thing('project/001')}> ." in built(world)


def test_chains_lead_to_their_end_in_one_step(world: Path) -> None:
    """What was renamed twice leads to the last address; renamed back, nothing leads in a circle."""
    done(world, lambda record: rename(record, "person/one", "person/two", "", ANN))
    done(world, lambda record: rename(record, "person/two", "person/three", "", ANN))
    text = built(world)
    for old in ("one", "two"):
        assert f"<{thing(f'person/{old}')}> <{REPLACED}> <{thing('person/three')}> ." in text
    done(world, lambda record: rename(record, "person/three", "person/one", "", ANN))
    text = built(world)
    for old in ("two", "three"):
        assert f"<{thing(f'person/{old}')}> <{REPLACED}> <{thing('person/one')}> ." in text


@pytest.fixture
def kept(world: Path) -> Iterator[Server]:
    """A server on the record after a person was renamed, projects joined and a role corrected."""
    done(world, CHANGES["merge"])
    done(world, CHANGES["rename"])
    write(built_release(world), world / BUILT)
    with open_graph(world / BUILT) as kg, served(Settings(), kg) as server:
        yield server


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_old_addresses_lead_to_where_they_should(kept: Server, accept: str) -> None:
    """For people and programs, an old address is moved for good to the one that holds now."""
    for old, new in {"project/002": "project/001", "person/one": "person/ann"}.items():
        heard = kept.ask(f"/id/{old}", "GET", {"Accept": accept}, None)
        assert (heard.status, heard.headers["location"]) == (301, f"../{new}")
        assert kept.ask(f"/id/{new}", "GET", {"Accept": accept}, None).status in {200, 303}


def test_old_statements_lead_to_new_ones(world: Path) -> None:
    """A statement about a thing that was renamed has a new address, to which the old one leads."""
    old = statement_of(world, "person/one")
    done(world, CHANGES["rename"])
    write(built_release(world), world / BUILT)
    new = statement_of(world, "person/ann")
    assert old != new
    with open_graph(world / BUILT) as kg:
        assert kg.names.replaced[str(thing(old))] == str(thing(new))
        assert kg.names.led_on("person/one,country/AAA") == "person/ann,country/AAA"
        assert kg.names.led_on(old.partition("/")[2]) == new.partition("/")[2]
        assert kg.names.led_on("person/one-more") == "person/one-more"


def test_files_made_earlier_still_come_in(world: Path, bring: Bring) -> None:
    """A workbook that names the old keys is taken as meaning the new ones, and that is said."""
    done(world, CHANGES["rename"])
    bring(Statements=[["gazette-2020", "meeting/rtm-e-01", "addressedBy", "person/one", "page"]])
    said = (world / "data/statements/gazette-2020.csv").read_text()
    assert "addressedBy,person/ann,page" in said
    assert "person/one" not in said


def test_a_split_moves_what_was_chosen(world: Path) -> None:
    """Statements of the chosen document are about the new thing, the others stay."""
    done(world, CHANGES["split"])
    draft = drafted(world)
    led = {str(one.object).rpartition("/")[2] for one in draft.statements
           if one.predicate == CBRN.ledBy}  # fmt: skip
    assert led == {"agency", "other"}


def test_a_retracted_document_is_kept_and_not_counted(loose: Path) -> None:
    """The document stays with its reason; nothing that only it says is in the plain graph."""
    world = loose
    done(world, CHANGES["retract a document"])
    write(built_release(world), world / BUILT)
    with open_graph(world / BUILT) as kg:
        register = {one.iri.rpartition("/")[2]: one for one in documents(kg.engine)}
        assert register["herald-2021"].retracted == "to see it"
        assert register["herald-2021"].statements == 0
        assert register["gazette-2020"].statements == 11
        found = kg.query("SELECT ?x { project:002 cbrn:budget ?x }").records()
        assert found == []
        kept = kg.query("SELECT ?s { ?s cbrn:statedIn source:herald-2021 }").records()
        assert len(kept) == 16
    with pytest.raises(DataError, match="is retracted already"):
        retract(Record.load(world), "source/herald-2021", ANN)


def test_a_withdrawn_statement_names_who_and_why(world: Path) -> None:
    """A statement that is retracted is withdrawn by a review, which the graph tells."""
    done(world, CHANGES["retract a statement"])
    assert "to see it" in (world / "data/reviews.csv").read_text()
    text = built(world)
    assert "ontology#Withdrawn" in text
    assert '"Ann Bell"@en' in text


REFUSED: dict[str, tuple[Callable[[Record], Plan], str]] = {
    "two kinds": (lambda r: merge(r, "person/one", "project/001", ANN), "is a person and"),
    "no key": (lambda r: merge(r, "Person One", "project/001", ANN), "is not the short name"),
    "not there": (lambda r: merge(r, "person/zed", "person/one", ANN), "person/zed is not on"),
    "a topic": (lambda r: merge(r, "topic/training", "topic/waste", ANN), "in ontology/topics"),
    "taken": (lambda r: rename(r, "project/001", "project/002", "", ANN), "is on record already"),
    "nothing new": (lambda r: rename(r, "project/001", "", "", ANN), "Say what changes"),
    "nothing chosen": (
        lambda r: split(r, "project/001", "project/003", "P3", ("ffff",), (), ANN),
        "No statement about project/001 is chosen",
    ),
    "a thing": (lambda r: retract(r, "project/001", ANN), "is neither source/"),
    "no document": (lambda r: retract(r, "source/nothing", ANN), "No document 'nothing'"),
    "no statement": (lambda r: retract(r, "statement/zz", ANN), "No statement has a key"),
    "no person": (lambda r: erase(r, "project/001", ANN), "is no person on record"),
}


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_done_is_a_sentence(
    world: Path, change: Callable[[Record], Plan], sentence: str
) -> None:
    """Whatever cannot be done says why, and what to do."""
    with pytest.raises(DataError, match=sentence):
        change(Record.load(world))


def test_what_breaks_a_rule_is_refused(world: Path) -> None:
    """Where a total would be missed, the plan says so, and nothing is written."""
    code, output = run("merge", "meeting/rtm-e-01", "meeting/rtm-e-02", "--apply", "--why", "same",
                       "--table", "--root", world)  # fmt: skip
    assert code == 1
    assert "the graph has 1, expected at least 2" in output
    assert "Nothing was written" in output
    assert not (world / "data" / "journal").exists()


def test_the_commands_ask_why(world: Path) -> None:
    """What changes the record needs a reason before it is done."""
    arguments = ("rename", "country/CCC", "--label", "Seeland", "--json", "--root", world)
    code, output = run(*arguments)
    assert (code, json.loads(output)["applied"]) == (0, False)
    code, output = run(*arguments, "--apply")
    assert code == 1
    assert "Say why" in json.loads(output)["refused"]
    code, output = run(*arguments, "--apply", "--why", "it is called so now")
    assert (code, json.loads(output)["entry"]) == (0, 1)
    assert "country/CCC,Country,Seeland,Cland" in (world / "data/things/all.csv").read_text()


def test_an_erased_person_leaves_no_trace(world: Path, bring: Bring) -> None:
    """Name and key are in no table, no entry and no build; an entry without a name stays."""
    talk = ["talk", "A talk by Person  One", "Herald", "2022", "https://t.example/", "en"]
    said = ["talk", "meeting/rtm-e-01", "addressedBy", "person/one", "page"]
    bring(Documents=[talk], Statements=[said])
    done(world, lambda record: rename(record, "person/one", "person/pia-one", "Pia One", ANN))
    write(built_release(world), world / BUILT)
    with pytest.raises(DataError, match="without the person's name"):
        erase(Record.load(world), "person/pia-one", type(ANN)("Ann", "Pia One asked for it"))
    number = done(world, lambda record: erase(record, "person/pia-one", ANN))
    whole = "\n".join(
        path.read_text() for path in sorted((world / "data").rglob("*")) if path.is_file()
    ).lower()
    for trace in ("person/one", "pia-one", "pia one", "person one", "person  one"):
        assert trace not in whole
    assert f"a talk by {TOMBSTONE}" in whole
    entry = journal(world / "data")[number - 1]
    assert (entry.did, entry.changes, entry.erased) == ("erase", (), True)
    assert entry.what.startswith("Erased a person on request; ")
    assert (world / BUILT).read_text() == built(world)
    for taken in range(1, number + 1):
        with pytest.raises(DataError, match="cannot be taken back"):
            undo(Record.load(world), taken, ANN)


@pytest.mark.parametrize("name", ["erase", "undo"])
def test_a_killed_erasure_or_undo_is_whole_or_was_not(world: Path, bring: Bring, name: str) -> None:
    """Killed at every fifth step, tables, journal and build are those of before or of after."""
    said = ["gazette-2020", "meeting/rtm-e-01", "addressedBy", "person/one", "page"]
    bring(Statements=[said])
    write(built_release(world), world / BUILT)
    record = Record.load(world)
    plan = erase(record, "person/one", ANN) if name == "erase" else undo(record, 1, ANN)
    whole = shutil.copytree(world / "data", world.parent / "whole")

    def texts() -> dict[str, str]:
        """All that stands below the data folder, the moment of an entry left out."""
        return {
            path.relative_to(world).as_posix(): re.sub(r'"on": "[^"]*"', "", path.read_text())
            for path in sorted((world / "data").rglob("*"))
            if path.is_file() and "/." not in path.as_posix()
        }

    before = texts()
    carry_out(plan, record)
    after = texts()
    outcomes = set()
    for step in range(1, 400, 5):
        shutil.rmtree(world / "data")
        shutil.copytree(whole, world / "data")
        if not killed_at(step, partial(carry_out, plan, Record.load(world))):
            break
        Record.load(world)  # finishes what was decided
        assert texts() in (before, after), step
        outcomes.add(texts() == after)
        if name == "erase" and texts() == after:
            assert "person one" not in "".join(after.values()).lower()
    assert outcomes == {True, False}
