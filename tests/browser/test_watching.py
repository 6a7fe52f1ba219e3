"""What a test has of its windows: who watches hears what they ask, and they come as if new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import _is_as_new

if TYPE_CHECKING:
    from playwright.sync_api import Route

    from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

ELSEWHERE = "http://elsewhere.invalid/picture"
ASK = "address => fetch(address, {mode: 'no-cors'}).catch(() => null)"


def test_a_request_to_another_host_is_noted(watch: Visit) -> None:
    """One that fails too."""
    visitor = watch("about:blank")
    visitor.page.evaluate(ASK, ELSEWHERE)
    assert visitor.outside == [ELSEWHERE]


def test_nobody_speaks_of_what_was_not_watched(visit: Visit) -> None:
    """A test that forgets to watch fails, where its page seems to have asked for nothing."""
    visitor = visit("about:blank")
    with pytest.raises(AssertionError, match=re.escape("only `watch`")):
        _ = visitor.outside


def test_a_window_that_is_left_holds_up_no_request(visit: Visit) -> None:
    """The next test in it meets no route of this one, with which the browser would keep nothing."""
    visitor = visit("about:blank")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route("**/*", hold)
    assert _is_as_new(visitor)
    visitor.page.evaluate(ASK, ELSEWHERE)
    assert held == []
