"""Marks on gaps: kept in a file, made at once, and written only where the owner allows it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from graph.errors import DataError
from graph.views.review import marks
from graph.views.review.marks import Mark, as_file, marked, read_marks, write_mark


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing marks is switched on."""
    monkeypatch.setenv("CBRN_GRAPH_ALLOW_MARKS", "1")


SEEN = Mark(
    gap="one~project/001", mark="seen", note="asked, with a comma", by="A reviewer", on="2026-11-22"
)


@pytest.mark.usefixtures("allowed")
def test_a_mark_is_read_again_and_replaced(tmp_path: Path) -> None:
    """A second mark of a gap takes the place of the first; others stay; nothing else is left."""
    file = tmp_path / "marks.csv"
    assert read_marks(file) == {}
    write_mark(SEEN, file)
    other = Mark(gap="two", mark="explained", note="=1+1", by="'quoted", on="2026-11-21")
    write_mark(other, file)
    write_mark(
        Mark(gap=SEEN.gap, mark="explained", note="found in the annex", by="", on="2026-11-23"),
        file,
    )
    assert read_marks(file) == {
        SEEN.gap: Mark(
            gap=SEEN.gap, mark="explained", note="found in the annex", by="", on="2026-11-23"
        ),
        "two": other,
    }
    assert [path.name for path in tmp_path.iterdir()] == ["marks.csv"]
    assert ",'=1+1," in file.read_text()


def test_marks_are_not_written_unless_switched_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the owner's word nothing is written."""
    monkeypatch.delenv("CBRN_GRAPH_ALLOW_MARKS", raising=False)
    with pytest.raises(PermissionError, match="CBRN_GRAPH_ALLOW_MARKS"):
        write_mark(SEEN, tmp_path / "marks.csv")
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("allowed")
def test_marks_made_at_once_are_all_kept(tmp_path: Path) -> None:
    """Twenty visitors who mark at the same moment lose nothing."""
    file = tmp_path / "marks.csv"
    told = [
        Mark(gap=f"gap {number}", mark="seen", note="", by="", on="2026-11-22")
        for number in range(20)
    ]
    threads = [threading.Thread(target=write_mark, args=(mark, file)) for mark in told]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(read_marks(file)) == sorted(mark.gap for mark in told)


def test_the_file_has_the_same_bytes_for_the_same_marks() -> None:
    """The order in which marks were made does not matter."""
    other = Mark(gap="a", mark="open", note="", by="", on="2026-01-01")
    one_way, other_way = marked({"a": other}, SEEN), marked({SEEN.gap: SEEN}, other)
    assert as_file(one_way.values()) == as_file(other_way.values())


@pytest.mark.parametrize(
    "row",
    ["one,seen-it,,,2026-11-22", "one,seen,,,yesterday", "one,seen"],
    ids=["no mark", "no day", "too short"],
)
def test_a_file_that_is_wrong_names_its_row(tmp_path: Path, row: str) -> None:
    """A mark that cannot be read is told with file and row."""
    file = tmp_path / "marks.csv"
    file.write_text(f"gap,mark,note,by,on\n{row}\n")
    with pytest.raises(DataError, match=r"marks\.csv, row 2"):
        read_marks(file)


def test_marks_of_this_checkout_can_be_read() -> None:
    """Whatever marks travel with the data are marks."""
    read_marks(marks.MARKS)
