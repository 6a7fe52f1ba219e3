"""What there is at the app's address beside the doors: its pages, and what Streamlit needs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from graph.server.streamlit_files import StreamlitFiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response
    from starlette.types import Scope

__all__ = ["Served"]

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_ASKED: Final = ("_stcore/health", "_stcore/host-config")
_BELOW: Final = ("media/", "_stcore/bidi-components/")
_UPLOADS: Final = "_stcore/upload_file/"
_SIGNING_IN: Final = ("auth/login", "auth/logout", "oauth2callback")


@dataclass(frozen=True, slots=True)
class Served:
    """The addresses that there are; every other one is not found.

    Streamlit answers each address that it does not know with the first page and status 200.

    Attributes:
        base: the path below which all of it stands, such as "/cbrn"; "" at the root.
        exact: the addresses below it, without the slash before them.
        files: the page and the files of Streamlit.
    """

    base: str
    exact: frozenset[str]
    files: StreamlitFiles = field(default_factory=StreamlitFiles)

    @classmethod
    def by_streamlit(cls, pages: Iterable[str], base: str, *, sign_in: bool) -> Self:
        """Return what Streamlit serves: its own files, the pages, and what they ask for.

        Args:
            pages: the names of the pages in their addresses.
            base: what it was told to serve below, with or without slashes around it.
            sign_in: whether people sign in.
        """
        names = frozenset(pages)
        files = StreamlitFiles.installed(names, sign_in=sign_in)
        asked = {*_ASKED, *(_SIGNING_IN if sign_in else ())}
        below = base.strip("/")
        exact = frozenset({"", *names, *files.own, *asked})
        return cls(f"/{below}" if below else "", exact, files)

    @property
    def stream(self) -> str:
        """The address of the socket of each visitor."""
        return f"{self.base}/_stcore/stream"

    def has(self, path: str, method: str) -> bool:
        """Return whether something answers to a method at a path."""
        if self.base and path == self.base:
            return True
        if not path.startswith(f"{self.base}/"):
            return False
        below = path.removeprefix(f"{self.base}/")
        if below.startswith(_UPLOADS):
            return method in {"PUT", "DELETE", "OPTIONS"}
        return method in _READING and (below.rstrip("/") in self.exact or below.startswith(_BELOW))

    def is_page(self, path: str) -> bool:
        """Return whether a page is shown at a path."""
        start, base, below = path.partition(f"{self.base}/")
        return bool(base) and not start and below in self.files.pages

    async def kept(self, scope: Scope) -> Response | None:
        """Return what this server answers itself of what Streamlit serves; else nothing."""
        start, base, below = scope["path"].partition(f"{self.base}/")
        return await self.files.answer(below, scope) if base and not start else None
