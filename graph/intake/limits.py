"""How much a file from outside may take, and the sentence for one that takes more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.errors import CbrnGraphError

__all__ = ["DEFAULT_LIMITS", "FileRefused", "IntakeLimits"]


class FileRefused(CbrnGraphError):
    """The file cannot be read at all, or may not be; the sentence says what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeLimits:
    """What one import may take; each is checked before it could do harm.

    ``ratio`` is how much smaller a part of a workbook may be when packed: text packs to a tenth,
    a part that packs to a thousandth was made to fill the disk.
    """

    file_bytes: int = 100_000_000
    unpacked_bytes: int = 600_000_000
    ratio: int = 200
    parts: int = 2_000
    rows: int = 250_000
    triples: int = 3_000_000
    seconds: float = 600.0
    memory_bytes: int = 4_000_000_000

    def check_size(self, size: int) -> None:
        """Refuses a file that is larger than allowed.

        Raises:
            FileRefused: it is.
        """
        if size > self.file_bytes:
            msg = (
                f"The file has {size / 1e6:,.0f} MB and {self.file_bytes / 1e6:,.0f} MB is the "
                "most that is read at once; split it."
            )
            raise FileRefused(msg)

    def check_rows(self, rows: int, sheet: str) -> None:
        """Refuses a sheet with more rows than allowed.

        Raises:
            FileRefused: it has.
        """
        if rows > self.rows:
            msg = (
                f"'{sheet}' has more than {self.rows:,} rows, which is the most that is read at "
                "once; split it into several files."
            )
            raise FileRefused(msg)


DEFAULT_LIMITS: Final = IntakeLimits()
