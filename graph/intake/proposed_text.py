"""What a text proposes, as people and programs take it: a table, JSON, the filled workbook."""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from graph.building.draft import drafted
from graph.folding import plain
from graph.intake.template import filled
from graph.passage_ends import ends_of, passage_hash
from graph.workbooks import saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from graph.intake.brought_text import BroughtText
    from graph.intake.model import Dropped
    from graph.reading.proposed import ProposedStatement, UnrecordedThing
    from graph.reading.reading import Reading

__all__ = ["as_json", "as_table", "as_workbook"]

_WIDTH: Final = 96
_READ_ME: Final = (
    "What a text proposes",
    "Nothing of it is in the record yet. Take out the rows that are wrong, mend the others.",
    "Give the document its key, publisher and address on the sheet Documents.",
    "Then bring the file to the page 'Add a document', or run: cbrn-graph import FILE",
)


def as_json(  # noqa: PLR0913, PLR0917 - each is a part of what was read
    brought: BroughtText,
    reading: Reading,
    proposed: Sequence[ProposedStatement],
    new: Sequence[UnrecordedThing],
    dropped: Sequence[Dropped] = (),
    properties: Sequence[str] = (),
) -> str:
    """Everything about a reading: its text with the places of paragraphs, names and statements."""
    return json.dumps(
        {
            "text": reading.text,
            "sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
            "document": _document(brought, reading),
            "paragraphs": [
                {"start": one.start, "end": one.end, "locator": one.locator, "part": one.part}
                for one in reading.paragraphs
            ],
            "names": [
                {
                    "start": one.start, "end": one.end, "kind": one.kind.name.lower(),
                    "key": one.key, "new": one.new,
                }
                for one in reading.mentions
            ],
            "statements": [
                {
                    **asdict(row),
                    "quote": ends_of(row.quote),
                    "passage": passage_hash(row.quote),
                    "id": hashlib.sha256("\x1f".join(row.cells()[:5]).encode()).hexdigest()[:16],
                }
                for row in proposed
            ],
            "things": [asdict(thing) for thing in new],
            "silent": reading.silent,
            "properties": sorted(properties),
            "dropped": [asdict(one) for one in dropped],
        },
        ensure_ascii=False,
    )  # fmt: skip


def _document(brought: BroughtText, reading: Reading) -> dict[str, str]:
    """The row of the register that is proposed; what nobody said is empty."""
    title = brought.title or reading.title
    date = brought.date or str(reading.date or "")
    words = re.sub(r"[^a-z0-9]+", "-", plain(title))[:40].strip("-")
    key = "-".join(filter(None, (plain(brought.publisher).split(" ")[0], date[:7], words)))
    return {
        "key": re.sub(r"[^a-z0-9-]+", "", key)[:70].strip("-") or "text",
        "title": title,
        "publisher": brought.publisher,
        "issued": date,
        "text_hash": hashlib.sha256(reading.text.encode()).hexdigest(),
        "read": "" if date else datetime.now(tz=UTC).date().isoformat(),
        "address": brought.address,
        "language": reading.language,
        "places": "paragraphs are counted below title and date line",
    }


def as_workbook(
    root: Path,
    brought: BroughtText,
    reading: Reading,
    proposed: Sequence[ProposedStatement],
    new: Sequence[UnrecordedThing],
) -> bytes:
    """The workbook to fill in, filled with what a text proposes."""
    document = _document(brought, reading)
    statements = [
        {
            "document": document["key"], "subject": row.subject, "property": row.property,
            "object": row.object, "locator": row.locator, "from": row.since, "until": row.until,
            "role": row.role, "basis": row.basis, "remark": row.remark,
            "quote": ends_of(row.quote), "passage": passage_hash(row.quote),
        }
        for row in proposed
    ]  # fmt: skip
    sheets = {
        "Documents": [document],
        "Things": [asdict(thing) for thing in new],
        "Statements": statements,
    }
    return saved(filled(drafted(root), _READ_ME, sheets))


def as_table(
    reading: Reading, proposed: Sequence[ProposedStatement], new: Sequence[UnrecordedThing]
) -> str:
    """The statements for people: paragraph by paragraph, each as a sentence of its parts."""
    lines = [
        reading.title,
        f"language {reading.language}, dated {reading.date or 'not on record'}, "
        f"{len(proposed)} statements proposed, {len(new)} new things",
    ]
    place = ""
    for row in proposed:
        if row.locator != place:
            place = row.locator
            lines += ["", place]
        role = f" ({row.role})" if row.role else ""
        new_mark = " [new]" if row.new else ""
        said = f"{row.subject_label} · {row.property} · {row.object_label}{role}{new_mark}"
        lines += textwrap.wrap(said, _WIDTH, initial_indent="  ", subsequent_indent="      ")
    if reading.silent:
        numbers = ", ".join(map(str, reading.silent))
        lines += ["", f"Nothing was found in paragraph {numbers}."]
    return "\n".join(lines)
