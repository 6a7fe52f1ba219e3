"""Rows written at once in their format are those that are written by way of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.store import EmbeddedEngine, Limits, Setting
from graph.store.engines.embedded import evaluate, open_store, replied
from graph.store.replies.formats import ROW_FORMATS, written

if TYPE_CHECKING:
    from pathlib import Path

VALUES = [
    "plain",
    "},{",
    "<result>",
    "a\\nb",
    'a\\"b',
    "a\\tb",
    "é",
    "",
    "}},{",
    "</result><result>",
]
ASKED = {
    "nothing": "SELECT ?s { ?s a <urn:none> }",
    "one": "SELECT ?o { <urn:s0> <urn:p> ?o }",
    "all": "SELECT ?s ?o { ?s <urn:p> ?o } ORDER BY ?s",
    "unbound": "SELECT ?s ?none { ?s <urn:p> ?o } ORDER BY ?s",
    "no variable": "SELECT * { <urn:s0> <urn:p> 'plain' }",
    "types": 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (1.50 "x"@fr UNDEF) (true 1e3 <urn:é>) } }',
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose values hold what stands between rows in each format."""
    path = tmp_path_factory.mktemp("rows") / "rows.nt"
    lines = [f'<urn:s{number}> <urn:p> "{value}" .' for number, value in enumerate(VALUES)]
    path.write_text("\n".join([*lines, ""]), "utf-8")
    return path


@pytest.mark.parametrize("rows", [0, 1, 2, len(VALUES) - 1, len(VALUES), len(VALUES) + 1, 1_000])
@pytest.mark.parametrize("media_type", ROW_FORMATS)
@pytest.mark.parametrize("name", ASKED)
def test_both_ways_give_the_same(name: str, media_type: str, rows: int, file: Path) -> None:
    """Whole or cut, at every limit around their number, the bytes and the cut are the same."""
    store, limits = open_store(file), Limits(rows=rows)
    setting = Setting(rows_as=media_type)
    by_lines = written(evaluate(store, ASKED[name], {}, limits, setting), setting)
    assert replied(store, ASKED[name], {}, limits, setting) == by_lines


@pytest.mark.parametrize("media_type", ROW_FORMATS)
def test_bytes_are_limited_too(media_type: str, file: Path) -> None:
    """An answer that is larger than may be sent is cut at a row."""
    engine = EmbeddedEngine(file)
    setting = Setting(rows_as=media_type)
    whole = engine.reply(ASKED["all"], setting)
    cut = engine.reply(ASKED["all"], setting, limits=Limits(output_bytes=100))
    assert whole.cut is None
    assert cut.cut is not None
    assert cut.cut.limit == "output_bytes"
    assert len(cut.body) < len(whole.body)
