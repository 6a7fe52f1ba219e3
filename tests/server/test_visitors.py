"""Many visitors at once: each has a page, others have answers, and all of it is given back."""

from __future__ import annotations

import threading
import time

import pytest

from graph.pages.parts.turns import ThreadTurns
from tests.app_server import app, comes_true
from tests.visitors import PAGES, crowd


@pytest.mark.slow
def test_a_crowd_has_its_pages_and_leaves_nothing() -> None:
    """Forty visitors have their pages, and when they have left descriptors and processes have."""
    with app(options={"server.disconnectedSessionTTL": "3"}) as running:
        for _ in range(2):
            crowd(running, len(PAGES))  # what is made once is made
        assert comes_true(lambda: running.descriptors() < 40, 30)
        before = running.descriptors(), running.resident()
        fared = crowd(running, 40)
        assert len(fared.pages) == 40
        assert fared.health
        assert fared.queries
        assert comes_true(lambda: running.descriptors() <= before[0] + 5, 30)
        assert running.resident() < before[1] + 60_000_000
        assert "Traceback" not in running.log.read_text("utf-8")


def test_turns_are_few_at_once_and_in_order() -> None:
    """No more than so many run at once, and whoever came first begins first."""
    turns = ThreadTurns(2, 60)
    running, most, order = [0], [0], []
    lock = threading.Lock()
    first = threading.Event()

    def act(number: int) -> None:
        with turns.turn():
            with lock:
                order.append(number)
                running[0] += 1
                most[0] = max(most[0], running[0])
            first.wait(10)
            time.sleep(0.01)
            with lock:
                running[0] -= 1

    threads = []
    for number in range(8):
        threads.append(threading.Thread(target=act, args=(number,)))
        threads[-1].start()
        assert comes_true(lambda: len(order) + turns.waiting() == len(threads), 10)
    assert (len(order), turns.waiting()) == (2, 6)
    first.set()
    for thread in threads:
        thread.join(10)
    assert most[0] == 2
    assert sorted(order[:2]) == [0, 1]
    assert sorted(order) == list(range(8))


def test_a_turn_is_taken_away_from_what_takes_long() -> None:
    """One that takes long holds nobody up for longer than a turn, and one that fails ends its."""
    turns = ThreadTurns(1, 0.2)
    done = threading.Event()
    began = threading.Event()

    def long() -> None:
        with turns.turn():
            began.set()
            done.wait(10)

    thread = threading.Thread(target=long)
    thread.start()
    assert began.wait(10)
    with pytest.raises(ZeroDivisionError), turns.turn():
        1 / done.is_set()  # it is not
    with turns.turn():
        done.set()
    thread.join(10)
    assert turns.waiting() == 0
