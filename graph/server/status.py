"""``/ready``, ``/version`` and ``/metrics``: for whoever, or whatever, watches over the server.

None takes a turn, so that they answer while all are taken, and none tells where things lie.
"""

from __future__ import annotations

import asyncio
import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from graph.server.metrics import may_read_metrics, metrics_page
from graph.server.replies import document

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from graph.knowledge_graph import Standing
    from graph.server.house import House

__all__ = ["metrics", "ready", "version_of"]

_JSON = "application/json"
_OLD = "The newest build could not be opened, and the one before it answers; the log says why."
_NONE = "No graph is open to answer from; the log says why."
_SILENT = "The pages have not answered for {:.0f} seconds; what programs ask is answered."
_SECONDS_OF_SILENCE = 10.0
"""More than pages are held up by a crowd of them (docs/benchmarks.md)."""


async def ready(request: Request, house: House) -> Response:
    """Tell whether the server answers: 200 with the edition, or 503 with what does not."""
    standing = await asyncio.to_thread(house.standing)
    there, silence = bool(standing.edition), house.silence()
    problem = "" if there and not standing.failure else _OLD if there else _NONE
    if there and silence > _SECONDS_OF_SILENCE:
        there, problem = False, _SILENT.format(silence)
    answer = document(_as_json({"ready": there, **_told(standing), "problem": problem}), _JSON)
    answer.status_code = 200 if there else 503
    return answer


async def version_of(request: Request, house: House) -> Response:
    """Tell which program answers, and from which edition of the graph."""
    standing = await asyncio.to_thread(house.standing)
    try:
        program = version("cbrn-graph")
    except PackageNotFoundError:  # served from a folder into which nothing was installed
        program = "unknown"
    return document(_as_json({"program": program, **_told(standing)}), _JSON)


async def metrics(request: Request, house: House) -> Response:
    """Tell the numbers to who may read them."""
    may_read_metrics(request, house.settings.metrics_readers)
    standing = await asyncio.to_thread(house.standing)
    return await metrics_page(house.metrics, standing)


def _told(standing: Standing) -> dict[str, Any]:
    manifest = standing.manifest
    return {
        "edition": standing.edition,
        "triples": manifest.triples if manifest else None,
        "sha256": manifest.sha256 if manifest else None,
        "engine": standing.engine,
    }


def _as_json(told: dict[str, Any]) -> str:
    return json.dumps(told, indent=1) + "\n"
