"""What a person decides on a text is on disk at once, and is there again when it is read anew."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from graph.views.review.read_text import ReadText, with_words
from graph.views.review.text_decisions import (
    TextDecisions,
    decided_before,
    decided_rows,
    forget,
    keep_decisions,
    with_decided_words,
)
from tests.views.review.read_text import told

if TYPE_CHECKING:
    from pathlib import Path

SAID = {
    "subject": "person/ann-bell", "property": "worksFor", "object": "organisation/who",
    "role": "",
}  # fmt: skip
NONE = TextDecisions()


@pytest.fixture(name="read")
def read_text() -> ReadText:
    """A text with one statement that was proposed."""
    text = ReadText(told())
    proposed = dict(with_words(text, 9, 24, SAID, "proposed").statements[0])
    del proposed["is_own"]
    return ReadText({**text.told, "statements": [proposed]})


def left(read: ReadText) -> tuple[ReadText, TextDecisions]:
    """The text as its reader leaves it: a mended row, one of its words, one typed, a publisher."""
    more = with_words(read, 25, 37, {**SAID, "property": "place", "object": "Lyon"})
    now = NONE.with_own(more.statements[-1])
    rows = decided_rows(more, now)
    rows[0] |= {"accept": True, "role": "Director"}
    rows.append({"accept": True, "subject": "person/ann-bell", "property": "represents"})
    now = now.with_rows(more, rows, "a")
    return more, now.with_document({"publisher": ""}, {"publisher": "The Agency"})


def test_what_was_decided_is_there_when_the_text_is_read_again(
    read: ReadText, tmp_path: Path
) -> None:
    """Rows that were mended, made of words and typed are as they were left, for who left them."""
    path = tmp_path / "decisions.csv"
    more, now = left(read)
    keep_decisions("text", "me", NONE, now, path)
    again = decided_before("text", "me", path)
    assert again == now
    restored = with_decided_words(read, again)
    assert restored.statements == more.statements
    assert decided_rows(restored, again) == decided_rows(more, now)
    assert [row["accept"] for row in decided_rows(restored, again)] == [True, True, True]
    assert again.document == {"publisher": "The Agency"}
    assert decided_before("text", "another", path) == NONE
    assert decided_before("other text", "me", path) == NONE


def test_two_who_decide_at_once_lose_nothing(read: ReadText, tmp_path: Path) -> None:
    """Only what differs is written, so a row of another window stays; forgetting is for one."""
    path = tmp_path / "decisions.csv"
    _, now = left(read)
    keep_decisions("text", "me", NONE, now, path)
    keep_decisions("text", "me", NONE, NONE.with_accepted({"elsewhere"}), path)
    keep_decisions("text", "another", NONE, NONE.with_accepted({"proposed"}), path)
    keep_decisions("text", "me", now, now.with_accepted(set()), path)
    assert "elsewhere" in decided_before("text", "me", path).accepted
    assert "proposed" not in decided_before("text", "me", path).accepted
    forget("text", "me", path)
    assert decided_before("text", "me", path) == NONE
    assert decided_before("text", "another", path).accepted == {"proposed"}


def test_turning_down_lets_an_edit_stay(read: ReadText) -> None:
    """A row that is turned down and accepted again has what was mended in it."""
    _, now = left(read)
    turned_down = now.with_accepted(set())
    assert turned_down.cells["proposed"] == {"role": "Director"}
    assert turned_down.with_accepted({"proposed"}).cells["proposed"]["accept"] == "yes"
    assert turned_down.added == now.added


def test_what_the_reading_has_no_place_for_is_not_shown(read: ReadText) -> None:
    """A statement that is proposed no longer is not among what is accepted."""
    now = NONE.with_accepted({"proposed", "gone"})
    assert now.about(read).accepted == {"proposed"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_kill_in_the_middle_loses_nothing_that_was_said(tmp_path: Path) -> None:
    """A writer that is killed while it writes leaves every decision that it told of."""
    path = tmp_path / "decisions.csv"
    program = """
import sys
from pathlib import Path
from graph.views.review.text_decisions import TextDecisions, keep_decisions
now = TextDecisions()
for number in range(100_000):
    more = now.with_accepted(now.accepted | {str(number)})
    keep_decisions("text", "me", now, more, Path(sys.argv[1]))
    now = more
    print(number, flush=True)
"""
    command = [sys.executable, "-c", program, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().strip() for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        said += writer.stdout.read().split()
    assert set(said) <= decided_before("text", "me", path).accepted
