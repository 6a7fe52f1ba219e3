"""The headers of a request, looked up once for all who read them: `header`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["header"]

_LOOKED_UP: Final = "graph.headers"


def header(scope: Scope, name: bytes) -> str | None:
    """Return the value of a header, the first where there are several; None where there is none.

    Each of Starlette's own look-ups goes through all headers again, and one request takes ten.

    Args:
        scope: the request.
        name: the header's name in lower case.
    """
    headers = scope["headers"]
    looked_up = scope.get(_LOOKED_UP)
    if looked_up is None or looked_up[0] is not headers:  # a door may put others in their place
        scope[_LOOKED_UP] = looked_up = headers, dict(reversed(headers))
    value: bytes | None = looked_up[1].get(name)
    return None if value is None else value.decode("latin-1")
