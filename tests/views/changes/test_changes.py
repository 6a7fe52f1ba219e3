"""What changed: two builds of the mini-world, two dates, the list, the network and the command."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from graph.building.release import build, write
from graph.cli import main
from graph.commands import changes as command
from graph.store import EmbeddedEngine
from graph.store.published.older import older_builds
from graph.views.changes.change_table import COLUMNS, change_rows, summed_up
from graph.views.changes.changed_network import at_moment, changed_network
from graph.views.changes.changes import Changes, Side, changes, known_by, side
from graph.views.record.names import NamedGraph, load_names
from graph.vocabulary import thing

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.views.network.drawn_network import NetworkView

ROOT = Path(__file__).parents[3]
MINI = ROOT / "tests" / "worlds" / "mini"
GAZETTE, HERALD = "statements/gazette-2020.csv", "statements/herald-2021.csv"


def opened(file: Path) -> Side:
    """The side that a built file makes."""
    engine = EmbeddedEngine(file)
    try:
        return side(NamedGraph(engine, load_names(engine)))
    finally:
        engine.close()


def built(root: Path, edit: Callable[[Path], None] = lambda data: None) -> Path:
    """The mini-world's built file after an edit of its tables; every check is passed."""
    shutil.copytree(MINI, root / "data")
    (root / "ontology").symlink_to(ROOT / "ontology")
    edit(root / "data")
    release = build(root)
    assert not release.fatal, release.findings
    write(release, root / "cbrn.nt")
    return root / "cbrn.nt"


def edited(data: Path) -> None:
    """Nine edits, of which each is one kind of change."""
    gazette, herald = data / GAZETTE, data / HERALD
    text = gazette.read_text()
    text = text.replace("country/BBB,paragraph 2", "country/CCC,paragraph 2")
    text = text.replace("project/001,paragraph 3,,,,,", "project/001,paragraph 9,,,,,")
    gazette.write_text(text)
    text = herald.read_text().replace("remark\n", "remark,review\n")
    text = text.replace("project/002,budget,2.50", "project/002,budget,3")
    text = text.replace(
        "organisation/office,servesRegion,region/EA,paragraph 2,,,,,",
        "organisation/office,servesRegion,region/EA,paragraph 2,,,,,,accepted",
    )
    text = text.replace(
        "project/002,followsOn,project/001,paragraph 4,,,,,",
        "project/002,followsOn,project/001,paragraph 4,,,,,,withdrawn",
    )
    herald.write_text(text)
    with (data / "documents.csv").open("a") as file:
        file.write("letter-2022,A letter,The Post,2022,en,https://post.example/1,lines\n")
    (data / "statements" / "letter-2022.csv").write_text(
        "subject,property,object,locator\n"
        "meeting/rtm-e-01,attendedBy,country/AAA,line 1\n"
        "initiative/mini,partnerCount,4,line 2\n"
    )
    things = data / "things" / "all.csv"
    things.write_text(
        things.read_text().replace("Cland", "Clandia")
        + "organisation/new-body,Agency,The New Body,\n"
    )


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The built file before and after the edits."""
    return (
        built(tmp_path_factory.mktemp("before")),
        built(tmp_path_factory.mktemp("after"), edited),
    )


@pytest.fixture(scope="module")
def found(files: tuple[Path, Path]) -> Changes:
    """What changed between the two."""
    return changes(*map(opened, files))


def test_every_edit_is_told_once_in_plain_words(found: Changes) -> None:
    """Documents and things that came, a new name, and each statement with what became of it."""
    told = [row.cells[:4] for row in change_rows(found)]
    assert told == [
        ("added", "document", "A letter", ""),
        ("added", "thing", "The New Body (Agency)", ""),
        ("changed", "thing", "Clandia", "name: Cland → Clandia"),
        ("withdrawn", "statement", "Project 2 · follows on from · Project 1",
         "review: none → withdrawn"),
        ("no longer there", "statement", "1st Round Table for the East · attended by · Bland", ""),
        ("changed", "statement", "1st Round Table for the East · discussed · Project 1",
         "place: paragraph 3 → paragraph 9"),
        ("changed", "statement", "Office for the East · serves region · East",
         "review: none → accepted"),
        ("changed", "statement", "Project 2 · budget in euros · 3", "value: 2.5 → 3"),
        ("changed", "statement", "The Mini Initiative · number of partner countries · 2",
         "review: none → disputed"),
        ("added", "statement", "1st Round Table for the East · attended by · Aland", ""),
        ("added", "statement", "1st Round Table for the East · attended by · Clandia", ""),
        ("added", "statement", "The Mini Initiative · number of partner countries · 4", ""),
    ]  # fmt: skip
    assert summed_up(found) == (
        "1 document added, 1 thing added, 3 statements added, 1 statement gone, "
        "1 statement withdrawn, 4 statements changed, 1 renamed."
    )


def test_each_change_of_a_statement_names_document_and_place(found: Changes) -> None:
    """What is gone names the document that said so, what came the one that says so now."""
    rows = [row.cells for row in change_rows(found) if row.cells[1] == "statement"]
    assert all(row[4] and row[5] for row in rows)
    assert ("A letter", "line 1") in {row[4:] for row in rows}


def test_turned_round_what_came_is_gone(found: Changes) -> None:
    """The comparison the other way round has the same changes with before and after exchanged."""
    back = changes(found.after, found.before)
    exchanged = {"added": "gone", "gone": "added", "changed": "changed"}
    assert back.lines == {line: exchanged[note] for line, note in found.lines.items()}
    assert back.things_gone == found.things_added
    assert [new.label for _, new in back.renamed] == ["Cland"]


def test_what_is_the_same_has_not_changed(found: Changes) -> None:
    """A graph compared with itself has no change; one that was built again neither."""
    assert changes(found.after, found.after).empty
    assert summed_up(changes(found.before, found.before)) == "Nothing changed."


def test_lines_on_the_network_keep_their_places(found: Changes) -> None:
    """Added, gone and changed lines have notes; before and after are parts of one picture."""
    view = changed_network(found)
    notes = {one.id: one.note for one in view.lines}
    assert {line: note for line, note in notes.items() if note} == {
        "meeting/rtm-e-01~attendedBy~country/BBB": "gone",
        "meeting/rtm-e-01~attendedBy~country/CCC": "added",
        "meeting/rtm-e-01~attendedBy~country/AAA": "changed",
        "meeting/rtm-e-01~discussed~project/001": "changed",
        "organisation/office~servesRegion~region/EA": "changed",
        "project/002~followsOn~project/001": "gone",
    }
    before, after = at_moment(view, "before"), at_moment(view, "after")
    assert set(before.graph) == set(after.graph) == set(view.graph)

    def lines(view: NetworkView) -> set[str]:
        return {line.id for line in view.lines}

    assert lines(view) - lines(before) == {"meeting/rtm-e-01~attendedBy~country/CCC"}
    assert lines(view) - lines(after) == {
        "meeting/rtm-e-01~attendedBy~country/BBB",
        "project/002~followsOn~project/001",
    }


def test_a_network_around_a_thing_has_only_what_touches_it(found: Changes) -> None:
    """Around Project 2 one line is gone, and no other thing stands there."""
    view = changed_network(found, str(thing("project/002")))
    assert set(view.graph) == {str(thing("project/002")), str(thing("project/001"))}
    assert view.focus == str(thing("project/002"))


@pytest.mark.parametrize("day", ["2021-06", "2021-06-30", "2030"])
def test_by_the_newest_day_all_of_it_was_known(files: tuple[Path, Path], day: str) -> None:
    """Once every document is out, what was known is what the build shows, value by value."""
    whole = opened(files[0])
    assert known_by(whole, day).triples == whole.triples
    assert known_by(whole, day).things <= whole.things


def test_before_the_second_document_the_first_one_stood_alone(files: tuple[Path, Path]) -> None:
    """By the end of 2020 only the gazette had spoken, and its values were the ones shown."""
    found = changes(known_by(opened(files[0]), "2020"), opened(files[0]))
    assert {one.document for one in found.before.statements} == {str(thing("source/gazette-2020"))}
    shown = {triple[2] for triple in found.before.triples if triple[1].endswith("#status")}
    assert shown == {"ongoing"}
    assert {name.label for name in found.documents_added} == {"Herald on the second gathering"}
    assert "1st Round Table for the East" not in {name.label for name in found.things_added}


def test_the_whole_record_was_known_at_last() -> None:
    """Also on the real record, where reviewers and the build have disputed statements."""
    whole = opened(ROOT / "data" / "built" / "cbrn.nt")
    assert known_by(whole, "2100").triples == whole.triples


def test_the_command_compares_files_history_and_dates(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CSV and JSON to a program; a moment of the history in place of a file; two dates."""
    run = CliRunner().invoke
    told = run(main, ["changes", *map(str, files), "--format", "csv"])
    rows = list(csv.reader(io.StringIO(told.output)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 13
    repository = tmp_path / "checkout"
    repository.mkdir()
    target = repository / "cbrn.nt"
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "--quiet"], cwd=repository, check=True)
    for file in files:
        shutil.copy(file, target)
        subprocess.run([*git, "add", "."], cwd=repository, check=True)
        subprocess.run([*git, "commit", "--quiet", "-m", file.name], cwd=repository, check=True)
    monkeypatch.setattr(command, "BUILT", target)
    assert [one.why for one in older_builds(target)] == ["cbrn.nt", "cbrn.nt"]
    assert older_builds(tmp_path / "elsewhere" / "cbrn.nt") == []
    told = run(main, ["changes", "HEAD~1"])
    assert len(json.loads(told.stdout)["changes"]) == 12
    told = run(main, ["changes", "2020", "2021"])
    assert json.loads(told.stdout)["summary"].startswith("1 document added, ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["no-such-moment"], "is no file, no date and no moment in the history"),
        (["--", "--output=x"], "is no file, no date and no moment in the history"),
        (["no-such-file.nt"], "There is no graph at"),
        (["2020", "HEAD"], "a date cannot be compared with a build"),
        (["2021", "2020"], "Give the earlier date first"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(arguments: list[str], sentence: str) -> None:
    """No stack trace for a wrong name, and no name that git would take for an option."""
    told = CliRunner().invoke(main, ["changes", *arguments])
    assert told.exit_code != 0
    assert sentence in told.output
    assert isinstance(told.exception, SystemExit)
