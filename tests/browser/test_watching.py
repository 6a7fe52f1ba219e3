"""Who watches a page hears what it asks of other hosts; who does not cannot say it was nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
