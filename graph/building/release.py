"""Walks the stages: tables → statements → RDF → checked → one file, the same bytes every time."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from graph.building.check import everything
from graph.building.draft import drafted
from graph.building.findings import fatal, in_order
from graph.building.literals import line
from graph.errors import DataError
from graph.manifest import Manifest, manifest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from graph.building.findings import Finding

__all__ = ["BUILT", "Release", "build", "write"]

BUILT = "data/built/cbrn.nt"
"""Where the built file lies below the project's root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A built graph as sorted N-Triples lines, with what the checks found."""

    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    documents: int
    things: int
    statements: int

    @property
    def text(self) -> str:
        """The whole file: one triple a line, sorted; the same input gives the same bytes."""
        return "".join(f"{line}\n" for line in self.lines)

    @property
    def fatal(self) -> bool:
        """Whether a finding forbids that the file is written."""
        return fatal(self.findings)


def build(root: Path, progress: Callable[[str], None] = lambda stage: None) -> Release:
    """The release that ``data/`` and ``ontology/`` below ``root`` make, with every finding.

    Args:
        root: the folder that holds ``data`` and ``ontology``.
        progress: called with a sentence as each stage begins.
    """
    draft = drafted(root, progress)
    progress(f"checking {len(draft.statements):,} statements")
    # Of a record that was read in part, every check would tell what the missing part holds.
    checked = everything(draft, root / "ontology") if draft.whole else ()
    findings = [found for found, _ in checked]
    progress("putting the triples in order")
    own = chain.from_iterable(one.triples() for one in draft.statements)
    return Release(
        lines=tuple(sorted(map(line, chain(draft.graph, own, draft.terms.abroad)))),
        findings=in_order([*draft.findings, *findings, *draft.terms.faults]),
        documents=len(draft.documents),
        things=len(draft.known) - len(draft.terms.topics) - len(draft.documents),
        statements=len(draft.statements),
    )


def write(release: Release, path: Path) -> None:
    """Writes the release's file and its manifest; a kill in the middle leaves the old file whole.

    Whoever opens the file between the two sees that they do not belong together, and looks again.

    Raises:
        DataError: they cannot be written, as where the disk is full; what was there stays.
    """
    text = release.text.encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with (
            _drafted(path, text) as build,
            _drafted(manifest_of(path), Manifest.of(text).to_json()) as manifest,
        ):
            build.replace(path)
            manifest.replace(manifest_of(path))
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. What was there stays."
        raise DataError(message) from error


@contextmanager
def _drafted(path: Path, content: bytes) -> Iterator[Path]:
    """A file beside another one with new content; nothing of it is left after an error."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(content)
        yield draft
    finally:
        draft.unlink(missing_ok=True)
