"""A text that was read: its statements to accept, mend or turn down, and what becomes of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any, Final

from graph.workbooks import plain_workbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["COLUMNS", "ReadText", "filled", "in_words", "marked_paragraphs", "table"]

COLUMNS: Final = (
    "accept", "says", "locator", "role", "subject", "property", "object", "from", "until",
    "remark", "quote", "on_record", "matched",
)  # fmt: skip
"""The columns of the table in which a reader decides."""

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


def table(read: ReadText, accepted: Iterable[str]) -> list[dict[str, Any]]:
    """The rows in which a reader decides, those accepted with their tick."""
    chosen = set(accepted)
    return [
        {
            "accept": one["id"] in chosen,
            "says": f"{one['subject_label']} · {in_words(one['property'])} · {one['object_label']}",
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


def marked_paragraphs(read: ReadText) -> Iterator[tuple[str, str, bool]]:
    """Each paragraph: its place, its HTML with the names in it marked, whether it gave nothing."""
    text: str = read.told["text"]
    spoke = {one["locator"] for one in read.statements}
    names = sorted(read.told["names"], key=lambda one: one["start"])
    at = 0
    for paragraph in read.told["paragraphs"]:
        start, end = paragraph["start"], paragraph["end"]
        pieces: list[str] = []
        place = start
        while at < len(names) and names[at]["start"] < end:
            one = names[at]
            at += 1
            if one["start"] < place:
                continue
            pieces.append(escape(text[place : one["start"]]))
            kind = "cbrn-new-name" if one["new"] else "cbrn-name"
            words = escape(text[one["start"] : one["end"]])
            pieces.append(f'<mark class="{kind}" title="{escape(one["key"])}">{words}</mark>')
            place = one["end"]
        pieces.append(escape(text[place:end]))
        number = paragraph["locator"]
        yield number, "".join(pieces).replace("\n", "<br>"), number not in spoke
