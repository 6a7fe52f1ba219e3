"""The numeric codes of countries (ISO 3166-1), by which shapes of a map are found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.store import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.store import Engine

__all__ = ["country_codes"]

_CODES: Final = """
SELECT ?country ?code
WHERE { ?country a cbrn:Country ; skos:notation ?code . FILTER(REGEX(?code, "^[0-9]{3}$")) }
"""
_LIMITS: Final = Limits(seconds=10, rows=10_000)


def country_codes(engine: Engine) -> Mapping[str, str]:
    """By country, its code of three digits, for those that have one on record."""
    found = engine.query(_CODES, limits=_LIMITS).records()
    return {row["country"] or "": row["code"] or "" for row in found}
