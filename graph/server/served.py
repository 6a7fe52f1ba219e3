"""What there is at the app's address beside the doors: its pages, and what Streamlit needs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from graph.server.headers import scripts_of

if TYPE_CHECKING:
    from collections.abc import Iterable

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
        scripts: the digests of the scripts inside the page.
    """

    base: str
    exact: frozenset[str]
    scripts: tuple[str, ...] = ()

    @classmethod
    def by_streamlit(cls, pages: Iterable[str], base: str, *, sign_in: bool) -> Self:
        """Return what Streamlit serves: its own files, the pages, and what they ask for.

        Args:
            pages: the names of the pages in their addresses.
            base: what it was told to serve below, with or without slashes around it.
            sign_in: whether people sign in.
        """
        spec = find_spec("streamlit")
        files = Path(spec.origin).parent / "static" if spec and spec.origin else Path()
        own = {one.relative_to(files).as_posix() for one in files.rglob("*") if one.is_file()}
        asked = {*_ASKED, *(_SIGNING_IN if sign_in else ())}
        index = files / "index.html"
        scripts = scripts_of(index.read_text("utf-8")) if index.is_file() else ()
        below = base.strip("/")
        return cls(f"/{below}" if below else "", frozenset({"", *pages, *own, *asked}), scripts)

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
