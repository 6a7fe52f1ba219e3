"""How somebody takes part in something: the properties, as the tables of statements have them.

They are written out for the tests alone, so that no answer is checked by what gave it.
"""

from __future__ import annotations

from typing import Final

TAKES_PART: Final = (
    "involves",
    "ledBy",
    "hasPartner",
    "fundedBy",
    "implementedWith",
    "hostedBy",
    "organisedBy",
    "openedBy",
    "attendedBy",
    "addressedBy",
)
