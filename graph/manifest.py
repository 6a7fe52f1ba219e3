"""What a built file is, written beside it: how many triples, how many bytes, and their SHA-256.

A file that was cut at the end of a line reads as a whole one. So the build writes a manifest, and
whoever opens or sends the file compares the two.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Self

from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Manifest", "manifest_of"]

_SUFFIX: Final = ".manifest.json"
_LETTERS: Final = 12


@lru_cache(maxsize=16)  # asked again for each answer of the endpoint
def manifest_of(build: Path) -> Path:
    """Return where the manifest of a built file lies."""
    return build.with_name(build.name + _SUFFIX)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a built file is; ``size`` is in bytes, ``sha256`` in hexadecimal digits."""

    triples: int
    size: int
    sha256: str

    @property
    def edition(self) -> str:
        """The short name of the build, from its content: the same for the same bytes."""
        return self.sha256[:_LETTERS]

    @classmethod
    def of(cls, text: bytes) -> Self:
        """Return the manifest of N-Triples, one to a line."""
        return cls(text.count(b"\n"), len(text), hashlib.sha256(text).hexdigest())

    @classmethod
    def beside(cls, build: Path) -> Self | None:
        """Return the manifest that lies beside a file; None where there is none.

        Raises:
            EngineUnavailable: there is one, and it cannot be read.
        """
        path = manifest_of(build)
        try:
            told = json.loads(path.read_text("utf-8"))
            return cls(**{one.name: told[one.name] for one in fields(cls)})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            message = f"The manifest {path} cannot be read. Write it with: cbrn-graph build"
            raise EngineUnavailable(message) from error

    def to_json(self) -> bytes:
        """Return the manifest as it is written: the same bytes for the same file."""
        return json.dumps({**asdict(self), "edition": self.edition}, indent=1).encode() + b"\n"

    def check(self, build: Path) -> None:
        """Stop at a file that is not the one described.

        Raises:
            EngineUnavailable: it was cut, changed or is still being written; the sentence says so.
        """
        try:
            size = build.stat().st_size
            if size == self.size:
                with build.open("rb") as file:
                    if hashlib.file_digest(file, "sha256").hexdigest() == self.sha256:
                        return
        except OSError as error:
            raise EngineUnavailable(f"The graph at {build} cannot be read: {error}.") from error
        differs = (
            "the content is another"
            if size == self.size
            else f"it has {size:,} bytes instead of {self.size:,}"
        )
        message = (
            f"The graph at {build} is not the one that was built: {differs}. It may have been cut, "
            "or copied without its manifest. Copy both again, or write them with: cbrn-graph build"
        )
        raise EngineUnavailable(message)
