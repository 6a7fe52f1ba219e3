"""A text that was read: its statements to accept, mend or turn down, and what becomes of them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.passage_ends import ends_of, passage_hash
from graph.workbooks import plain_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = [
    "COLUMNS",
    "EDITABLE",
    "ReadText",
    "filled",
    "in_words",
    "named_in",
    "paragraphs",
    "table",
    "told_in_words",
    "with_words",
]

COLUMNS: Final = (
    "accept", "says", "locator", "role", "subject", "property", "object", "from", "until",
    "remark", "quote", "on_record", "matched",
)  # fmt: skip
"""The columns of the table in which a reader decides."""

EDITABLE: Final = (
    "locator", "role", "subject", "property", "object", "from", "until", "remark",
)  # fmt: skip
"""Those of them that a reader may mend."""

_OF_STATEMENTS: Final = (
    "subject", "property", "object", "locator", "from", "until", "role", "basis", "remark",
    "quote", "passage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadText:
    """What the command ``read`` told of a text, as it came."""

    told: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """The text's own sign."""
        return str(self.told["sha256"])

    @property
    def document(self) -> Mapping[str, str]:
        """The row of the register that is proposed."""
        document: Mapping[str, str] = self.told["document"]
        return document

    @property
    def statements(self) -> Sequence[Mapping[str, Any]]:
        """The statements that are proposed, in the order of the text."""
        statements: Sequence[Mapping[str, Any]] = self.told["statements"]
        return statements

    @property
    def places(self) -> list[str]:
        """The places of the text that gave a statement, in their order."""
        return list(dict.fromkeys(str(one["locator"]) for one in self.statements))


def in_words(property_: str) -> str:
    """The name of a property as words: "attended by"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", property_).lower()


def told_in_words(statement: Mapping[str, Any]) -> str:
    """A statement of a text in words, by the names that the text gives."""
    ends = statement["subject_label"], statement["object_label"]
    return f"{ends[0]} · {in_words(statement['property'])} · {ends[1]}"


def table(read: ReadText, accepted: Iterable[str]) -> list[dict[str, Any]]:
    """The rows in which a reader decides, those accepted with their tick."""
    chosen = set(accepted)
    return [
        {
            "accept": one["id"] in chosen,
            "says": told_in_words(one),
            "locator": one["locator"],
            "role": one["role"],
            "subject": one["subject"],
            "property": one["property"],
            "object": one["object"],
            "from": one["since"],
            "until": one["until"],
            "remark": one["remark"],
            "quote": one["quote"],
            "on_record": one["on_record"],
            "matched": one["matched"],
        }
        for one in read.statements
    ]


def filled(read: ReadText, document: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The workbook of what was accepted: the document, its statements, and the things they need.

    Args:
        read: the text that was read.
        document: the document's row, as the reader left it.
        rows: the rows of ``table`` as the reader left them; further ones may have been added.
    """
    known = [{**one, "from": one["since"]} for one in read.statements]
    statements: list[dict[str, str]] = []
    for place, row in enumerate(rows):
        if not row.get("accept"):
            continue
        before: Mapping[str, Any] = known[place] if place < len(known) else {"basis": "stated"}
        cells = {name: row.get(name, before.get(name, "")) for name in _OF_STATEMENTS}
        statements.append(
            {"document": document["key"], **{name: str(cells[name] or "") for name in cells}}
        )
    named = {end for one in statements for end in (one["subject"], one["object"])}
    things = [one for one in read.told["things"] if one["key"] in named]
    return plain_workbook({"Documents": [document], "Things": things, "Statements": statements})


def paragraphs(read: ReadText) -> list[dict[str, Any]]:
    """Each paragraph with its place, and whether it gave nothing."""
    spoke = {one["locator"] for one in read.statements}
    return [
        {
            "start": one["start"],
            "end": one["end"],
            "locator": one["locator"],
            "silent": one["locator"] not in spoke and one["locator"].startswith("paragraph"),
        }
        for one in read.told["paragraphs"]
    ]


def with_words(
    read: ReadText, start: int, end: int, said: Mapping[str, str], sign: str = ""
) -> ReadText:
    """The text with a statement that a reader makes of words of it.

    Args:
        read: the text that was read.
        start: where its words begin.
        end: where they end.
        said: its ``subject``, ``property``, ``object`` and ``role``.
        sign: what it is known by; told from the words and what is said where none is given.
    """
    words = " ".join(str(read.told["text"])[start:end].split())
    labels = named_in(read, start, end)
    mark = "\x1f".join((words, said["subject"], said["property"], said["object"]))
    new = {
        **dict.fromkeys(("since", "until", "remark", "on_record", "new"), ""),
        **said,
        "locator": _place(read, start),
        "basis": "stated",
        "subject_label": labels.get(said["subject"], said["subject"]),
        "object_label": labels.get(said["object"], said["object"]),
        "quote": ends_of(words),
        "passage": passage_hash(words),
        "start": start,
        "end": end,
        "matched": "a reader",
        "is_own": True,
        "id": sign or hashlib.sha256(mark.encode()).hexdigest()[:16],
    }
    return ReadText({**read.told, "statements": [*read.statements, new]})


def named_in(read: ReadText, start: int, end: int) -> dict[str, str]:
    """The things that words of a text name, by their keys, in their order."""
    text: str = read.told["text"]
    return {
        one["key"]: " ".join(text[one["start"] : one["end"]].split())
        for one in read.told["names"]
        if "/" in one["key"] and one["start"] < end and start < one["end"]
    }


def _place(read: ReadText, start: int) -> str:
    """The place of the paragraph that a point of the text is in."""
    return next(
        (
            str(one["locator"])
            for one in read.told["paragraphs"]
            if one["start"] <= start < one["end"]
        ),
        "page",
    )
