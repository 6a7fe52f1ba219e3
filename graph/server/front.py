"""What the app puts in front of Streamlit: `front`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.middleware import Middleware

from graph.page_files import script, vis_network
from graph.server.beside import ProcessBeside
from graph.server.doors import for_programs, is_asked_of, routes
from graph.server.gate import Gate
from graph.server.handing import CAN_HAND
from graph.server.hosts import Hosts
from graph.server.listening import listening
from graph.server.logs import set_up_logs
from graph.server.metrics import Metrics
from graph.server.served import Served
from graph.server.settings import Settings
from graph.server.sign_ins import SignIns
from graph.server.uploads import Uploads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractAsyncContextManager

    from graph.server.visits import Visits

__all__ = ["Front", "front"]

_ADDRESSES: Final = ("server.address", "browser.serverAddress")
_ON_EVERY_PAGE: Final = ("way_back/way_back.js", "combobox/combobox.js")
_WITH_NETWORKS: Final = ("network", "connections")
"""The pages that begin with the picture of a network."""
_OF_COMPONENTS: Final = re.compile(
    r"static/js/(?:BidiComponent|Html|purify\.es|recordbatch|serialization)\.[^/]*\.js"
)
"""What Streamlit asks for when a page has its first component, and not before."""
_ANY: Final = frozenset({"", "0.0.0.0", "::"})


class Front(NamedTuple):
    """What Streamlit's server is given: the gate before it, and how it listens."""

    middleware: list[Middleware]
    lifespan: Callable[[object], AbstractAsyncContextManager[None]]


def front(pages: Iterable[str], visits: Visits) -> Front:
    """Return the gate, with the doors behind it, by the settings of the environment.

    Args:
        pages: the names of the pages in their addresses.
        visits: what is known of the visits to the pages.

    Raises:
        ValueError: a setting of the environment does not hold what it should.
    """
    set_up_logs()
    settings = Settings.from_environment(sign_in=visits.sign_in)
    metrics = Metrics()
    base = str(visits.option("server.baseUrlPath") or "")
    served = Served.by_streamlit(pages, base, sign_in=visits.sign_in)
    listens = {str(visits.option(name) or "").lower() for name in _ADDRESSES}
    always = (
        *sorted(filter(_OF_COMPONENTS.match, served.exact)),
        *(script(name).address for name in _ON_EVERY_PAGE),
    )
    network = (vis_network().address, script("network_canvas/canvas.js").address)
    doors = routes(settings, base=served.base, counted=metrics)
    gate = Middleware(
        Gate,
        doors=doors,
        served=served,
        hosts=Hosts(settings.hosts, listens - _ANY),
        frames=settings.frames,
        sockets=settings.visitors,
        uploads=Uploads(visits, settings),
        metrics=metrics,
        sign_ins=SignIns(settings.sign_in_hours, settings.signed_out),
        early={
            f"{served.base}/{page}": (*always, *network) if page in _WITH_NETWORKS else always
            for page in ("", *pages)
        },
    )
    beside = None
    if CAN_HAND and settings.apart:
        told = {"base": served.base, "sign_in": visits.sign_in, "listens": sorted(listens - _ANY)}
        beside = ProcessBeside(is_asked_of(for_programs(doors, served.base)), told)
        metrics.beside = beside.counts
    return Front([gate], listening(visits, settings, beside))
