"""ETag and Last-Modified, by which a client finds out that it has an answer already.

Follows https://www.rfc-editor.org/rfc/rfc9110#section-13. What is on record changes with a build
only, so the build, the program and the format say which answer it is.
"""

from __future__ import annotations

import hashlib
import os
from email.utils import formatdate, parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from starlette.responses import Response

from graph.knowledge_graph import BUILT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from graph.knowledge_graph import KnowledgeGraph

__all__ = ["has_it", "unchanged", "validators"]


def validators(graph: KnowledgeGraph, request: Request, media_type: str) -> dict[str, str]:
    """Return the headers that tell which answer it is; none where the graph has no manifest.

    The tag is a weak one, because the same answer may be sent packed. The date is that of the
    built file, where it is on this machine.
    """
    if graph.manifest is None:
        return {}
    try:
        program = version("cbrn-graph")
    except PackageNotFoundError:  # served from a folder into which nothing was installed
        program = ""
    told = (graph.manifest.sha256, program, request.url.path, media_type)
    tag = hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]
    headers = {"ETag": f'W/"{tag}"'}
    if not os.environ.get("CBRN_GRAPH_ENGINE") and BUILT.is_file():
        headers["Last-Modified"] = formatdate(BUILT.stat().st_mtime, usegmt=True)
    return headers


def unchanged(request: Request, headers: Mapping[str, str]) -> Response | None:
    """Return the answer to a client that has what these headers are of (304), or None."""
    known = {name.lower(): value for name, value in headers.items()}
    if not has_it(request, known):
        return None
    return Response(status_code=304, headers=dict(headers))


def has_it(request: Request, known: Mapping[str, str]) -> bool:
    """Return whether a client has the answer with a tag and a date; names are in lower case."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        shown = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        tag = known.get("etag", "").removeprefix("W/")
        return bool(tag) and bool(shown & {"*", tag})
    since = request.headers.get("if-modified-since", "")
    try:
        return parsedate_to_datetime(since) >= parsedate_to_datetime(known["last-modified"])
    except (KeyError, OverflowError, TypeError, ValueError):  # no date, or one of the year 10,000
        return False
