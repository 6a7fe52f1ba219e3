"""Labels come from documents: whatever they hold, they are shown and lead nowhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.labels_app import LABELS

if TYPE_CHECKING:
    from tests.browser.conftest import Serve, Visit

SCRIPT = Path(__file__).parent / "labels_app.py"


@pytest.mark.browser
@pytest.mark.slow
def test_addresses_in_labels_are_no_links(serve: Serve, watch: Visit) -> None:
    """In headings, texts and captions each label stands as it is, without a link or a picture."""
    visitor = watch(serve(SCRIPT))
    page = visitor.page
    page.get_by_role("heading").nth(len(LABELS) - 1).wait_for(timeout=60_000)
    shown = [text.replace("\u2060", "") for text in page.get_by_role("heading").all_inner_texts()]
    assert shown == list(LABELS)
    main = page.get_by_test_id("stMain")
    assert main.get_by_text("attacker.example").count() >= 3 * len(LABELS)
    assert main.locator("a, img").count() == 0
    assert visitor.outside == []
