"""A browser and served scripts for the benchmarks that look at pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.chromium import installed
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

__all__ = ["NotDrawn", "browser", "served", "window"]

ROOT = Path(__file__).parents[2]
_NEAR = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""Only this machine is reached. To have Playwright stop each request costs a turn of its loop for
each, some ten milliseconds a file: a page would be the slower the more files it is made of."""
STILLNESS = Path(__file__).with_name("stillness.js").read_text("utf-8")


class NotDrawn(Exception):
    """A picture was not there within the patience."""


def window(chromium: Browser) -> Page:
    """A new window that notes when its pictures change."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    context.add_init_script(STILLNESS)
    return context.new_page()


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium without a window, which reaches this machine only."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=installed(), args=["--no-sandbox", _NEAR]
        )
        yield opened
        opened.close()


@contextmanager
def served(script: Path, **env: str) -> Iterator[str]:
    """A Streamlit script, served on a free port until it is no longer needed."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGTERM)


def _wait_for(url: str) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise NotDrawn("The app does not start.")
