"""Streamlit's own files, as this server sends them: packed, from memory; its page opens at once.

A page of Streamlit is some sixty files of two megabytes. Streamlit reads each from the disk for
every visitor and sends it unpacked, in pieces that other work comes between. And before a page
opens its socket it asks whether the server is there, first below its own name, where nothing is
(``network/_stcore/health``), then at the right place. Streamlit lets whoever serves it say
beforehand where it is: `_AT_ONCE`.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Self

from starlette.requests import Request

from graph.server.headers import scripts_of
from graph.server.kept_files import FOR_GOOD, KeptFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response
    from starlette.types import Scope

__all__ = ["StreamlitFiles"]

_INDEX: Final = "index.html"
_FIRST: Final = '<script type="module"'
"""Before this the page says where its server is."""
_SERVER: Final = 'BACKEND_BASE_URL: new URL(".", location.href).href'
_AT_ONCE: Final = "HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false }"
"""With it a page opens its socket beside asking whether the server is there, and not after.

The first of its questions brings the cookie without which the socket of nobody who has signed in is
believed; so where people sign in, the socket waits for it.
"""
_KEPT: Final = "static/"
"""Below this each file has the address of its content."""
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
"""What is kept in memory; others are left to Streamlit, which sends parts of them too."""
_CHECKED: Final = "no-cache"


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamlitFiles:
    """The page and the files of Streamlit.

    Attributes:
        folder: where they are.
        own: their names in it.
        pages: the addresses of the pages.
        page: what stands at each of them; nothing where Streamlit has none.
        scripts: the digests of the scripts inside the page.
    """

    folder: Path = Path()
    own: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()
    page: KeptFile | None = None
    scripts: tuple[str, ...] = ()
    _kept: dict[str, KeptFile] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def installed(cls, pages: Iterable[str], *, sign_in: bool) -> Self:
        """Return those of the installed Streamlit.

        Args:
            pages: the addresses of the pages.
            sign_in: whether people sign in.
        """
        spec = find_spec("streamlit")
        folder = Path(spec.origin).parent / "static" if spec and spec.origin else Path()
        own = (one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
        index = folder / _INDEX
        names = frozenset({"", *pages})
        if not index.is_file():
            return cls(folder=folder, own=frozenset(own), pages=names)
        page = _opening(index.read_text("utf-8"), sign_in=sign_in)
        kept = KeptFile.of(page.encode(), "text/html")
        return cls(
            folder=folder, own=frozenset(own), pages=names, page=kept, scripts=scripts_of(page)
        )

    async def answer(self, below: str, scope: Scope) -> Response | None:
        """Return what is sent for an address; nothing where it is left to Streamlit.

        Args:
            below: the address, without the path below which the app is served.
            scope: the request.
        """
        if scope["method"] not in {"GET", "HEAD"}:
            return None
        if below in self.pages:
            return None if self.page is None else self.page.answer(Request(scope), _CHECKED)
        if below not in self._kept:
            media_type = _TYPES.get(PurePosixPath(below).suffix)
            if media_type is None or not below.startswith(_KEPT) or below not in self.own:
                return None
            body = await asyncio.to_thread((self.folder / below).read_bytes)
            self._kept[below] = await asyncio.to_thread(KeptFile.of, body, media_type)
        return self._kept[below].answer(Request(scope), FOR_GOOD)


def _opening(page: str, *, sign_in: bool) -> str:
    """The page, which says where its server is before its first script looks for it."""
    told = ", ".join([_SERVER] if sign_in else [_SERVER, _AT_ONCE])
    return page.replace(_FIRST, f"<script>window.__streamlit = {{ {told} }};</script>{_FIRST}", 1)
