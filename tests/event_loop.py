"""Coroutines run from a test."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

__all__ = ["run"]

_Found = TypeVar("_Found")


def run(act: Coroutine[object, object, _Found]) -> _Found:
    """What an event loop makes of it, in a thread: in that of the tests the browser's may run."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, act).result()
