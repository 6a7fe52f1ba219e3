"""The gate as the app puts it in front of Streamlit: `front`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from starlette.middleware import Middleware

from graph.server.doors import routes
from graph.server.gate import Gate
from graph.server.hosts import Hosts
from graph.server.served import Served
from graph.server.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["front"]

_ADDRESSES: Final = ("server.address", "browser.serverAddress")
_ANY: Final = frozenset({"", "0.0.0.0", "::"})


def front(
    pages: Iterable[str], option: Callable[[str], object], *, sign_in: bool
) -> list[Middleware]:
    """Return the gate, with the doors behind it, by the settings of the environment.

    Args:
        pages: the names of the pages in their addresses.
        option: gives an option of Streamlit's by its name.
        sign_in: whether people have to sign in to the pages.

    Raises:
        ValueError: a setting of the environment does not hold what it should.
    """
    settings = Settings.from_environment(sign_in=sign_in)
    served = Served.by_streamlit(pages, str(option("server.baseUrlPath") or ""), sign_in=sign_in)
    listens = {str(option(name) or "").lower() for name in _ADDRESSES}
    gate = Middleware(
        Gate,
        doors=routes(settings, base=served.base),
        served=served,
        hosts=Hosts(settings.hosts, listens - _ANY),
        frames=settings.frames,
        sockets=settings.visitors,
    )
    return [gate]
