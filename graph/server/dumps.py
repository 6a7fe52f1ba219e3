"""``/data/``: everything as one file, in several forms."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import tempfile
import threading
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import RdfFormat
from starlette.responses import FileResponse, Response

from graph.knowledge_graph import BUILT
from graph.manifest import Manifest
from graph.server.media_types import HTML
from graph.server.replies import Refusal, document
from graph.server.validators import has_it
from graph.store import Setting
from graph.store.replies.formats import TURTLE
from graph.templates import template
from graph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from graph.server.house import House

__all__ = ["DUMPS", "dump", "dumps"]

DUMPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "cbrn.nt": "application/n-triples",
        "cbrn.nt.gz": "application/gzip",
        "cbrn.ttl": TURTLE,
    }
)
"""The files by name, with what they are."""

_making: Final = threading.Lock()


async def dumps(request: Request, house: House) -> Response:
    """List the files, for people."""
    house.check(request)
    base = request.url.path.rstrip("/")
    return document(template("server/dumps.html").render(base=base, files=DUMPS), HTML)


async def dump(request: Request, house: House) -> Response:
    """Send a file with everything; a client that has it already is told so (304)."""
    house.check(request)
    name = request.path_params["name"]
    if name not in DUMPS:
        raise Refusal(404, f"There is no such file; there are {', '.join(DUMPS)}.")
    if os.environ.get("CBRN_GRAPH_ENGINE"):
        return await _from_the_engine(DUMPS[name], house)
    if not BUILT.is_file() or BUILT.suffix != ".nt":
        raise Refusal(404, "This server holds no file of N-Triples to send.")
    file = await house.run(lambda: _checked() if name == "cbrn.nt" else _made(name))
    _without_odd_ranges(request)
    answer = FileResponse(file, media_type=DUMPS[name], filename=name, stat_result=file.stat())
    if has_it(request, answer.headers):
        kept = {name: answer.headers[name] for name in ("etag", "last-modified")}
        return Response(status_code=304, headers=kept)
    return answer


def _checked() -> Path:
    """Return the built file, looked at once in each state: a cut one is sent to nobody.

    Raises:
        EngineUnavailable: it is not the one that its manifest describes.
    """
    build = BUILT.stat()
    state = build.st_mtime_ns, build.st_size, build.st_ino
    if state not in _whole and (manifest := Manifest.beside(BUILT)):
        manifest.check(BUILT)
        _whole[:] = [state]
    return BUILT


_whole: Final[list[tuple[int, int, int]]] = []


def _made(name: str) -> Path:
    """Return the built file in another form, made once for each build, in a folder of this process.

    It has the date of the built file, so that its tag is the same on every server.
    """
    built = _checked().stat()
    with _making:
        if not _folder:
            _folder.append(tempfile.TemporaryDirectory(prefix="cbrn-graph-"))
        file = Path(_folder[0].name) / f"{built.st_mtime_ns}-{name}"
        if not file.exists():
            draft = file.with_suffix(".part")
            if name.endswith(".gz"):
                with (
                    BUILT.open("rb") as read,
                    draft.open("wb") as out,
                    gzip.GzipFile(filename="", mode="wb", fileobj=out, mtime=0) as packed,
                ):
                    shutil.copyfileobj(read, packed)
            else:
                quads = pyoxigraph.parse(path=str(BUILT), format=RdfFormat.N_TRIPLES)
                triples = (quad.triple for quad in quads)
                pyoxigraph.serialize(
                    triples, str(draft), format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)
                )
            os.utime(draft, ns=(built.st_mtime_ns, built.st_mtime_ns))
            draft.replace(file)
        return file


_folder: Final[list[tempfile.TemporaryDirectory[str]]] = []


async def _from_the_engine(media_type: str, house: House) -> Response:
    """Send all that the engine holds, in the order of a built file, if it is not too much."""
    if media_type == "application/gzip":
        raise Refusal(404, "This server asks an engine elsewhere and packs no file; see cbrn.nt.")
    setting, limits = Setting(triples_as=media_type), house.settings.limits
    query = "CONSTRUCT WHERE { ?subject ?relation ?value }"
    reply = await house.run(lambda: house.graph().engine.reply(query, setting, limits=limits))
    if reply.cut:
        message = (
            "The graph is larger than what this endpoint sends at once. Take it from its engine, "
            "or have the limit raised (CBRN_GRAPH_ROWS, CBRN_GRAPH_MEGABYTES)."
        )
        raise Refusal(413, message)
    if media_type == TURTLE:
        return document(reply.body, media_type)
    return document(b"".join(sorted(reply.body.splitlines(keepends=True))), media_type)


def _without_odd_ranges(request: Request) -> None:
    """Leave out a Range header that asks for no one part, as RFC 9110, section 14.2, allows."""
    told = request.headers.get("range", "")
    found = re.fullmatch(r"bytes=(?:(\d{1,15})-(\d{1,15})?|-\d{1,15})", told, re.ASCII)
    if told and (not found or (found[2] and int(found[1]) > int(found[2]))):
        kept = [(name, value) for name, value in request.scope["headers"] if name != b"range"]
        request.scope["headers"] = kept
