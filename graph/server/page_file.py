"""``/page-files/…``: what pages load, kept by browsers for good.

Nothing of the record is in these files, so they need no sign-in, as the pages' own scripts do not.
"""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from typing import TYPE_CHECKING, Final

from graph.page_files import PAGE_FILES, page_files
from graph.server.negotiation import preferred
from graph.server.replies import Refusal, document
from graph.server.validators import unchanged

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["page_file"]

_LEVEL: Final = 9


async def page_file(request: Request, house: House) -> Response:
    """Answer with a file, packed once for all who take it so; with 304 where the client has it."""
    digest, name = request.path_params["digest"], request.path_params["name"]
    address = f"{PAGE_FILES}/{digest}/{name}"
    files = await asyncio.to_thread(page_files)
    if address not in files:
        raise Refusal(404, "No such file goes with the pages of this version.")
    headers = {
        "ETag": f'W/"{digest}"',
        "Cache-Control": "public, max-age=31536000, immutable",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Vary": "Accept-Encoding",
    }
    if (known := unchanged(request, headers)) is not None:
        return known
    taken = request.headers.get("accept-encoding", "identity").replace("*", "*/*")
    media_type = files[address].media_type
    if preferred(taken, "gzip", "identity") != "gzip":
        return document(files[address].body, media_type, headers)
    body = await asyncio.to_thread(_packed, address)
    return document(body, media_type, {**headers, "Content-Encoding": "gzip"})


@cache
def _packed(address: str) -> bytes:
    return gzip.compress(page_files()[address].body, _LEVEL, mtime=0)
