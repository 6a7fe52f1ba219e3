"""Which of the formats on offer a client likes best, by its Accept header.

Follows https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1.
"""

from __future__ import annotations

from functools import lru_cache

__all__ = ["preferred"]


# A program says the same with every request; to read it anew takes as long as a short query.
@lru_cache(maxsize=256)
def preferred(accept: str, *offered: str) -> str | None:
    """Return the media type that suits best, or None where the client takes none of them.

    Of two that a client likes equally the one it names more exactly comes first, then the one
    that is offered first; a client that names nothing takes anything.
    """
    ranges = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    liking = {media_type: _liking(media_type, ranges) for media_type in offered}
    best = max(offered, key=lambda media_type: liking[media_type], default="")
    return best if best and liking[best][0] > 0 else None


def _liking(media_type: str, ranges: list[tuple[str, float]]) -> tuple[float, int]:
    """Return how much a type is liked, and how exactly it was named: 3 by name, 0 not at all."""
    kind = media_type.partition("/")[0]
    named = {media_type: 3, f"{kind}/*": 2, "*/*": 1}
    found = [(named[name], quality) for name, quality in ranges if name in named]
    exactness, quality = max(found, default=(0, 0.0))
    return quality, exactness


def _range(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name, quality
