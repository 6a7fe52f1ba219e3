"""A change of the tables as it would be: looked at, checked by a build, and then written or not."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from graph.building.findings import Severity
from graph.building.release import build
from graph.errors import DataError
from graph.intake.apply import write
from graph.intake.progress import of_stages, silent
from graph.journal import table_changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.building.findings import Finding
    from graph.intake.apply import Deed
    from graph.intake.progress import Tell
    from graph.intake.record import Record
    from graph.journal import JournalEntry, TableChange

__all__ = ["Plan", "carry_out", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be written, row by row, and what is wrong with the graph that it would make.

    ``files`` are the new bytes of tables by path below ``data``, None for one that goes; ``notes``
    are sentences for whoever decides; ``besides`` are files that are no tables and are written in
    the same step; ``graph`` is the file that a build would make.
    """

    deed: Deed
    files: Mapping[str, bytes | None]
    changes: tuple[TableChange, ...]
    errors: tuple[Finding, ...]
    notes: tuple[str, ...] = ()
    besides: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    graph: bytes = field(default=b"", repr=False)


def planned(
    record: Record,
    files: Mapping[str, bytes | None],
    deed: Deed,
    notes: tuple[str, ...] = (),
    tell: Tell = silent,
) -> Plan:
    """A change with what a build says of it; nothing is written.

    Args:
        record: the tables as they are.
        files: the new bytes of tables by path below ``data``, None for one that goes.
        deed: what the journal would say of it.
        notes: sentences for whoever decides.
        tell: called with how much is done, from 0 to 1, and what is being done.
    """
    with tempfile.TemporaryDirectory(prefix="cbrn-graph-") as folder:
        root = Path(folder)
        for name, content in {**record.contents, **files}.items():
            if content is not None:
                target = root / "data" / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
        (root / "ontology").symlink_to((record.root / "ontology").resolve())
        release = build(root, of_stages(tell))
    errors = tuple(one for one in release.findings if one.severity is Severity.ERROR)
    changed = {
        name: content for name, content in files.items() if record.contents.get(name) != content
    }
    changes = table_changes(record.contents, changed)
    return Plan(
        deed=deed,
        files=changed,
        changes=changes,
        errors=errors,
        notes=notes,
        graph=release.text.encode(),
    )


def carry_out(plan: Plan, record: Record) -> JournalEntry:
    """Writes what was planned into the tables and the journal: all of it or nothing.

    Raises:
        DataError: the build refuses it, or the tables have changed since.
    """
    if plan.errors:
        listed = "\n".join(map(str, plan.errors[:20]))
        raise DataError(
            f"Nothing was written: the graph would break a rule.\n{listed}", plan.errors
        )
    return write(record, plan.files, plan.deed, plan.besides)
