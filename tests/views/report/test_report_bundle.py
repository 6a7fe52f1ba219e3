"""A bundle says what it holds, opens again, and one from a stranger does no harm."""

from __future__ import annotations

import hashlib
import io
import json
import struct
import warnings
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.knowledge_graph import open_graph
from graph.server import Settings
from graph.store import Limits, RemoteEngine, load_questions
from graph.views.network.view_state import Hide, ViewState
from graph.views.record.names import NamedGraph, load_names
from graph.views.report.background import background
from graph.views.report.bundle import MANIFEST, bundle
from graph.views.report.compose import compose
from graph.views.report.edition import edition
from graph.views.report.opening import BundleRefused, opened
from graph.views.report.selection import ReportSelection
from tests.mini_world import mini_world
from tests.served import served

if TYPE_CHECKING:
    from pathlib import Path

    from graph.views.report.background import Background
    from graph.views.report.opening import OpenedBundle

STATE = ViewState(start=("country/AAA",), steps=(Hide(("country/CCC",)),))
SELECTION = ReportSelection(("country/AAA", "project/001"), STATE)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Background:
    """The mini-world with what all its reports share."""
    engine = mini_world(tmp_path_factory.mktemp("bundle"))
    return background(NamedGraph(engine, load_names(engine)), load_questions())


@pytest.fixture(scope="module")
def made(whole: Background) -> bytes:
    """A bundle of two things with a network that a reader changed."""
    return bundle(compose(whole, SELECTION), whole.engine)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The files in a bundle."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    """Files as a ZIP file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def retold(content: bytes, **changes: object) -> bytes:
    """A bundle whose manifest says something else."""
    parts = parts_of(content)
    told = json.loads(parts[MANIFEST]) | changes
    return packed(parts | {MANIFEST: json.dumps(told).encode()})


def read(whole: Background, content: bytes) -> OpenedBundle:
    """The bundle, set against the mini-world."""
    return opened(content, whole.names, whole.edition)


def test_it_holds_figure_data_query_sources_and_says_so(whole: Background, made: bytes) -> None:
    """Each kind of content is there and reads back; each checksum is that of its file."""
    parts = parts_of(made)
    told = json.loads(parts[MANIFEST])
    assert {*told["files"]} == {*parts} - {MANIFEST}
    for name, checksum in told["files"].items():
        assert hashlib.sha256(parts[name]).hexdigest() == checksum
    assert told["licence"] == "CC-BY-4.0"
    assert told["data"]["checksum"] == whole.edition.checksum
    assert told["data"]["newest document"] == whole.edition.newest
    assert {"report.html", "report.xlsx", "sources.csv", "LICENCE.txt"} <= parts.keys()
    assert {"figures/network.svg", "data/lines.csv", "data/network.graphml"} <= parts.keys()
    triples = list(parse(parts["data/network.ttl"], RdfFormat.TURTLE))
    assert triples
    for name in parts:
        if name.endswith(".rq"):
            assert whole.engine.query(parts[name].decode()).form == "select"
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(made)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}


def test_it_opens_again_as_it_was(whole: Background, made: bytes) -> None:
    """The selection comes back, the reader's network with it, and there is nothing to warn of."""
    found = read(whole, made)
    assert found.selection == SELECTION
    assert found.same_data
    assert found.remarks == ()


def test_other_data_a_lost_thing_and_a_changed_file_are_told(
    whole: Background, made: bytes
) -> None:
    """What a reader must know before trusting numbers is said, and the rest still opens."""
    other = opened(made, whole.names, replace(whole.edition, checksum="f" * 64))
    assert not other.same_data
    assert "made from other data" in other.remarks[0]
    unknown = opened(made, whole.names, replace(whole.edition, checksum=""))
    assert "cannot be told" in unknown.remarks[0]
    lost = read(whole, retold(made, selection={"about": "country/AAA,region/GONE"}))
    assert lost.selection.things == ("country/AAA",)
    assert "region/GONE" in lost.remarks[0]
    parts = parts_of(made)
    changed = read(whole, packed(parts | {"sources.csv": b"nothing"}))
    assert "changed after it was made: sources.csv" in changed.remarks[0]
    del parts["report.html"]
    assert "report.html" in read(whole, packed(parts)).remarks[0]


def _locked(content: bytes) -> bytes:
    """The ZIP file with the flag of encryption set in every heading."""
    changed = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            flags = struct.unpack_from("<H", changed, at + offset)[0]
            struct.pack_into("<H", changed, at + offset, flags | 1)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def _twice(content: bytes) -> bytes:
    written = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # zipfile warns of what this is about
        with zipfile.ZipFile(written, "w") as file:
            for _ in range(2):
                file.writestr(MANIFEST, parts_of(content)[MANIFEST])
    return written.getvalue()


def _damaged(content: bytes) -> bytes:
    """The ZIP file with a byte of its packed manifest changed."""
    entry = zipfile.ZipFile(io.BytesIO(content)).getinfo(MANIFEST)
    at = entry.header_offset + 30 + len(MANIFEST) + 10
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


SPOILT: dict[str, tuple[Any, str]] = {
    "empty": (lambda _: b"", "no ZIP file"),
    "text": (lambda _: b"Dear colleague", "no ZIP file"),
    "cut": (lambda content: content[: len(content) // 2], "no ZIP file"),
    "damaged": (_damaged, "damaged"),
    "locked": (_locked, "locked"),
    "another ZIP": (lambda _: packed({"a.txt": b"a"}), "no bundle of a report"),
    "no report": (lambda content: retold(content, format="else"), "no bundle of a report"),
    "newer": (lambda content: retold(content, version=2), "version 2"),
    "not JSON": (lambda _: packed({MANIFEST: b"{"}), "cannot be read as JSON"),
    "a list": (lambda _: packed({MANIFEST: b"[]"}), "no bundle of a report"),
    "deep": (lambda _: packed({MANIFEST: b"[" * 200_000}), "cannot be read as JSON"),
    "not UTF-8": (lambda _: packed({MANIFEST: b'{"a": "\xff\xfe"}'}), "cannot be read as JSON"),
    "no files": (lambda content: retold(content, files=7), "does not list its files"),
    "no selection": (lambda content: retold(content, selection=[]), "does not say what"),
    "nothing known": (
        lambda content: retold(content, selection={"about": "region/GONE"}),
        "Nothing that the bundle is about",
    ),
    "a person": (
        lambda content: retold(content, selection={"about": "person/one"}),
        "No report is made about a person",
    ),
    "climbing": (lambda _: packed({"../../etc/passwd": b"x"}), "a path that leads elsewhere"),
    "absolute": (lambda _: packed({"/etc/passwd": b"x"}), "a path that leads elsewhere"),
    "a drive": (lambda _: packed({"C:\\x": b"x"}), "a path that leads elsewhere"),
    "a bomb": (lambda _: packed({"a": bytes(60_000_000)}), "from next to nothing"),
    "many parts": (lambda _: packed({str(at): b"" for at in range(501)}), "501 parts"),
    "two of a name": (_twice, "two parts of one name"),
    "large manifest": (
        lambda content: retold(content, more=[str(at) for at in range(200_000)]),
        "no manifest.json that could be read",
    ),
    "too large": (lambda _: bytes(50_000_001), "at most 50 MB"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_stranger_s_file_is_refused_with_a_sentence(
    whole: Background, made: bytes, case: str
) -> None:
    """No file ends in anything but a bundle or a sentence that says what is wrong."""
    spoil, sentence = SPOILT[case]
    with pytest.raises(BundleRefused, match=sentence) as told:
        read(whole, spoil(made))
    assert str(told.value).endswith(".")


def test_titles_and_things_of_the_wrong_sort_open_as_nothing(
    whole: Background, made: bytes
) -> None:
    """Values that are no text are not believed."""
    with pytest.raises(BundleRefused, match="at least one"):
        read(whole, retold(made, selection={"about": 7, "network": {"a": 1}}))
    found = read(whole, retold(made, title=["<b>"], data={"checksum": 5}))
    assert found.title == ""
    assert not found.same_data


def test_another_engine_gives_the_same_bundle(
    tmp_path: Path, whole: Background, made: bytes
) -> None:
    """A graph that is asked over HTTP makes the same files as one in memory, checksum included."""
    mini_world(tmp_path)
    with (
        open_graph(tmp_path / "mini.nt") as kg,
        served(Settings(), kg) as server,
        closing(RemoteEngine(f"{server.url}/sparql")) as engine,
    ):
        far = background(NamedGraph(engine, load_names(engine)), whole.questions)
        assert bundle(compose(far, SELECTION), engine) == made


def test_an_engine_that_does_not_give_all_leaves_the_checksum_out(
    tmp_path: Path, whole: Background, made: bytes
) -> None:
    """Where not all triples come at once the report says so, instead of a wrong checksum."""
    mini_world(tmp_path)
    with (
        open_graph(tmp_path / "mini.nt") as kg,
        served(Settings(limits=Limits(rows=100)), kg) as server,
        closing(RemoteEngine(f"{server.url}/sparql")) as engine,
    ):
        found = edition(engine)
    assert found.checksum == ""
    assert "no checksum" in found.sentence
    assert found.newest == whole.edition.newest
    assert not opened(made, whole.names, found).same_data
