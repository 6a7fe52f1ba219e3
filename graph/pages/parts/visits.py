"""The visits to the pages: the turn of each to be made, what each may bring, and their end.

What the server has to know of them is told by `visits`, which it is handed by ``app.py``.
"""

from __future__ import annotations

import ctypes
import gc
import os
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import streamlit as st
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from graph.pages.parts.sign_in import is_set_up
from graph.pages.parts.turns import ThreadTurns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from streamlit.runtime import Runtime
    from streamlit.runtime.app_session import AppSession
    from streamlit.runtime.session_manager import SessionManager

__all__ = ["PageVisits", "visits"]

_SECONDS_BETWEEN_COLLECTIONS: Final = 10.0
_SECONDS_BEFORE_COLLECTION: Final = 2.0
"""By then a browser has what the run has made, and has asked for what stands around it."""


class PageVisits:
    """All visits of this process."""

    def __init__(self) -> None:
        """Begin with none."""
        self._turns = ThreadTurns((os.cpu_count() or 1) + 1, 2.0)
        self._collected = 0.0
        self._bringing: set[str] = set()
        self._asked_for: set[str] = set()
        self._left: dict[str, tuple[float, AppSession]] = {}

    @property
    def sign_in(self) -> bool:
        """Whether people have to sign in."""
        return is_set_up()

    def option(self, name: str) -> object:
        """Return an option of Streamlit's by its name."""
        return st.get_option(name)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A block that makes a page, when it is the visitor's turn.

        Streamlit collects garbage after each run of a script, which takes longer than most pages
        (``runner.postScriptGC`` in .streamlit/config.toml switches that off); here it is collected
        now and then, when nobody waits and what the run has made is under way.
        """
        visit = _this_visit()
        with self._turns.turn():
            self._asked_for.discard(visit)
            yield
            # A run that the next one cut short may not have come to where it asks for files.
            self._settle_uploads(visit)
        now = time.monotonic()
        if not self._turns.waiting() and now - self._collected > _SECONDS_BETWEEN_COLLECTIONS:
            self._collected = now
            later = threading.Timer(_SECONDS_BEFORE_COLLECTION, gc.collect)
            later.daemon = True
            later.start()

    def ask_for_files(self) -> None:
        """Let this visit bring files, for as long as its page is the one that asks for them."""
        self._asked_for.add(_this_visit())
        self._bringing.add(_this_visit())

    def may_bring(self, visit: str) -> bool:
        """Return whether the page of a visit asks for files."""
        return visit in self._bringing and _runtime_has(visit)

    def brought(self) -> Mapping[str, int]:
        """Return how many bytes of files each visit has brought that are still held."""
        held = _uploads()
        if held is None:
            return {}
        return {
            visit: sum(len(one.data) for one in list(files.values()))
            for visit, files in list(held.file_storage.items())
        }

    def tidy(self) -> None:
        """End the visits that have not come back for a while, and give back what they held.

        Streamlit keeps a visit whose connection broke off, and forgets it when the next one comes
        and goes; until then its memory, its files and the descriptors of its event loop stay.
        """
        if not runtime.exists():
            return
        manager: SessionManager = runtime.get_instance()._session_mgr
        now = time.monotonic()
        patience = float(st.get_option("server.disconnectedSessionTTL"))
        active = {one.session.id for one in manager.list_active_sessions()}
        for one in manager.list_sessions():
            if one.session.id not in active:
                self._left.setdefault(one.session.id, (now, one.session))
        over = [
            visit
            for visit, (since, _) in self._left.items()
            if visit not in active and now - since > patience
        ]
        for visit in over:
            manager.close_session(visit)  # does nothing for one that has been forgotten already
            self._left[visit][1].shutdown()
        for visit in {*over, *(self._left.keys() & active)}:
            del self._left[visit]
        self._bringing &= active | self._left.keys()
        if over:
            gc.collect()
            _give_back()

    def _settle_uploads(self, visit: str) -> None:
        """Forget what a visit has brought once it is at a page that does not ask for it."""
        if visit in self._bringing and visit not in self._asked_for:
            self._bringing.discard(visit)
            held = _uploads()
            if held is not None:
                held.remove_session_files(visit)


def _this_visit() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def _runtime_has(visit: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(visit)


def _uploads() -> MemoryUploadedFileManager | None:
    if not runtime.exists():
        return None
    one: Runtime = runtime.get_instance()
    manager = one.uploaded_file_mgr
    return manager if isinstance(manager, MemoryUploadedFileManager) else None


def _give_back() -> None:
    """Give the memory that is free back to the system, where its library of C can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


visits: Final = PageVisits()
