"""Files that a page gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

_BREATH = 100


def downloaded(page: Page, ask: Callable[[], None], into: Path) -> Path:
    """The file that comes when it is asked for, in a folder, by the name that the page gives it.

    Chromium takes ten downloads of a page in a second and drops the next without a word, so that
    there is a breath after each: who clicks by hand is slower.
    """
    with page.expect_download() as coming:
        ask()
    file = into / coming.value.suggested_filename
    coming.value.save_as(file)
    page.wait_for_timeout(_BREATH)
    return file
