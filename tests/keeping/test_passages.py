"""Passages are entered from a text that stays outside, compared with it later, and signed."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from graph.building.release import BUILT, build, write
from graph.journal import journal
from graph.knowledge_graph import open_graph
from graph.passage_ends import ends_of, passage_hash
from graph.reading.passages import PassageState, state_of
from graph.views.record.overview import documents
from graph.views.record.statements import said_in
from graph.vocabulary import thing
from tests.command_line import run
from tests.keeping.conftest import tables, take_back

if TYPE_CHECKING:
    from pathlib import Path

    from graph.views.record.evidence import Evidence

TEXT = """\
The first gathering

4 May 2020, Aland

The 1st Round Table for the East was held on 2 May 2020 in the capital, in the open air.

Bland, which lies in the East, and Aland as an observer came together with the others there.

The table talked about Project 1, which is ongoing and is led by The Agency since it began.

The Mini Initiative has 2 partners now.
"""


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """The text of the gazette, outside of the record."""
    file = tmp_path / "gazette.txt"
    file.write_text(TEXT)
    return file


def done(world: Path, *arguments: object) -> dict[str, object]:
    """What a command tells a program, with its change written, and the record built anew."""
    code, output = run(*arguments, "--apply", "--by", "Ann Bell", "--root", world)
    told: dict[str, object] = json.loads(output)
    assert code == 0, told
    write(build(world), world / BUILT)
    return told


def said(world: Path) -> list[Evidence]:
    """What the gazette says, read from the built file."""
    with open_graph(world / BUILT) as kg:
        return said_in(kg.engine, str(thing("source/gazette-2020")))


def test_passages_are_entered_and_nothing_else_of_the_text(world: Path, text: Path) -> None:
    """Each statement gets the ends of its passage and a hash; it can be taken back."""
    before = tables(world)
    told = done(world, "passages", "gazette-2020", text)
    assert told["what"] == "Entered the passages of 11 statements of gazette-2020."
    found = said(world)
    assert len(found) == 11
    for one in found:
        assert one.quote, one.locator
        first, _, last = one.quote.partition(" … ")
        assert max(len(first.split()), len(last.split())) <= (5 if last else 10)
        assert state_of(TEXT, one.quote, one.passage) is PassageState.SAME
        assert one.opened_at.startswith("https://gazette.example/2020#:~:text=")
    paragraph = next(one for one in found if one.value == str(thing("country/AAA")))
    assert paragraph.quote == "Bland, which lies in the … together with the others there."
    written = "".join(path.read_text() for path in (world / "data").rglob("*.csv"))
    assert "as an observer came" not in written
    (entry,) = journal(world / "data")
    assert (entry.did, entry.by) == ("passages", "Ann Bell")
    assert entry.file is not None
    assert entry.file.sha256 == hashlib.sha256(text.read_bytes()).hexdigest()
    take_back(world, 1)
    after = tables(world)
    assert {name: after[name] for name in after if "/built/" not in name} == before


def test_only_what_still_reads_so_counts_as_read_again(world: Path, text: Path) -> None:
    """Of a page that changed, the statements whose passage changed or went are told."""
    done(world, "passages", "gazette-2020", text)
    text.write_text(
        TEXT.replace("in the open air", "in the open hall")
        .replace("as an observer", "as a guest")
        .replace("The Mini Initiative has 2 partners now.", "")
    )
    told = done(world, "read-again", "source/gazette-2020", text)
    notes = " ".join(map(str, told["notes"] if isinstance(told["notes"], list) else []))
    assert "begins and ends as it did, and reads otherwise" in notes
    assert "does not stand there" in notes
    again = {one.locator for one in said(world) if one.read_again_told}
    assert again == {"paragraph 3"}
    one = next(one for one in said(world) if one.locator == "paragraph 3")
    assert one.read_again_told.startswith("read again by Ann Bell on ")
    assert one.read_again_told in one.qualifiers


def test_one_statement_is_read_again_by_its_key(world: Path) -> None:
    """Without a text it is the word of who signs; the others stay as they are."""
    write(build(world), world / BUILT)
    key = said(world)[0].statement_key
    told = done(world, "read-again", f"statement/{key[:12]}")
    assert told["what"] == "Ann Bell read 1 statement of gazette-2020 again."
    assert [one.statement_key for one in said(world) if one.read_again[0]] == [key]


def test_a_copy_is_known_by_its_hash(world: Path, tmp_path: Path) -> None:
    """Only the SHA-256 and the day enter; the same bytes twice are refused with the day."""
    copy = tmp_path / "printed.pdf"
    copy.write_bytes(b"%PDF-1.7 a copy")
    done(world, "keep-copy", "gazette-2020", copy)
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    found = said(world)
    assert {one.copy[0] for one in found} == {digest}
    assert all(
        any("a copy of the document is kept" in told for told in one.qualifiers) for one in found
    )
    with open_graph(world / BUILT) as kg:
        kept = {one.copy for one in documents(kg.engine) if one.copy}
    assert kept == {digest}
    code, output = run("keep-copy", "gazette-2020", copy, "--root", world)
    assert code == 1
    assert "the same bytes" in json.loads(output)["refused"]


@pytest.mark.parametrize("command", ["keep-copy", "passages"])
def test_a_document_that_is_not_on_record_is_told(world: Path, text: Path, command: str) -> None:
    """The sentence says where the keys are."""
    code, output = run(command, "gazette-2019", text, "--root", world)
    assert code == 1
    assert "No document 'gazette-2019' is on record" in json.loads(output)["refused"]


def test_a_passage_is_found_whatever_stands_around_it() -> None:
    """White space, case and punctuation do not matter, words do."""
    passage = "The table talked about Project 1, which is ongoing and is led by The Agency"
    ends, digest = ends_of(passage), passage_hash(passage)
    assert ends == "The table talked about Project … is led by The Agency"
    again = TEXT.replace(" ", "\n").upper()
    assert state_of(again, ends, digest) is PassageState.SAME
    assert state_of(again.replace("ONGOING", "CLOSED"), ends, digest) is PassageState.CHANGED
    assert state_of("Something else", ends, digest) is PassageState.GONE
