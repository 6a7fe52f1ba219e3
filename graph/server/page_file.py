"""``/page-files/…``: what pages load, kept by browsers for good.

Nothing of the record is in these files, so they need no sign-in, as the pages' own scripts do not.
"""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING

from graph.page_files import PAGE_FILES, page_files
from graph.server.kept_files import FOR_GOOD, KeptFile
from graph.server.replies import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.server.house import House

__all__ = ["page_file"]


async def page_file(request: Request, house: House) -> Response:
    """Answer with a file, packed once for all who take it so; with 304 where the client has it."""
    digest, name = request.path_params["digest"], request.path_params["name"]
    address = f"{PAGE_FILES}/{digest}/{name}"
    files = await asyncio.to_thread(page_files)
    if address not in files:
        raise Refusal(404, "No such file goes with the pages of this version.")
    return (await asyncio.to_thread(_kept, address)).answer(request, FOR_GOOD)


@cache
def _kept(address: str) -> KeptFile:
    file = page_files()[address]
    return KeptFile.of(file.body, file.media_type)
