"""The columns of the workbook to fill in: their headings, a line of help each, their lists.

The sheets *Documents*, *Things* and *Statements* have theirs always; others have some where rows
need them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["PASSAGES", "SHEETS", "STATEMENT", "TEXT", "WIDE", "WIDE_AT", "TemplateColumn"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateColumn:
    """A column of a sheet: its heading, its line of help, and the list to pick from, if any.

    Of a ``closed`` list nothing else may be picked; to an open one, new keys may be added.
    """

    heading: str
    help: str
    width: int = 18
    list: str = ""
    closed: bool = False


SHEETS: Final[Mapping[str, tuple[TemplateColumn, ...]]] = {
    "Documents": (
        TemplateColumn(
            heading="key",
            help="a short name of your own, small letters and hyphens: unicri-2024-05",
            width=28,
        ),
        TemplateColumn(heading="title", help="as the document prints it", width=60),
        TemplateColumn(heading="publisher", help="who published it", width=22),
        TemplateColumn(
            heading="issued",
            help="its date, as exact as it gives it: 2021, 2021-06 or 2021-06-01",
            width=16,
        ),
        TemplateColumn(
            heading="read",
            help="the day you read it; needed where the document bears no date",
            width=16,
        ),
        TemplateColumn(heading="address", help="where it can be read: https://…", width=40),
        TemplateColumn(heading="language", help="two letters: en, fr, ru", width=12),
        TemplateColumn(
            heading="places",
            help="how places in it are counted: paragraphs below the date line",
            width=40,
        ),
    ),
    "Things": (
        TemplateColumn(
            heading="key",
            help="KIND/KEY, as on 'Read me': organisation/istc, meeting/rtm-ca-15",
            width=34,
        ),
        TemplateColumn(
            heading="type",
            help="pick the class that fits best",
            width=34,
            list="types",
            closed=True,
        ),
        TemplateColumn(heading="label", help="the name in English", width=50),
        TemplateColumn(
            heading="other labels",
            help="further names, with | between them; Казахстан@kk for Kazakh",
            width=50,
        ),
        TemplateColumn(
            heading="definition",
            help="of a new topic only: in a sentence, what it is about",
            width=40,
        ),
        TemplateColumn(
            heading="broader",
            help="of a new topic only: the wider topic that it belongs to",
            width=30,
            list="topics",
        ),
    ),
    "Statements": (
        TemplateColumn(
            heading="document", help="the document that says it", width=30, list="documents"
        ),
        TemplateColumn(
            heading="subject",
            help="what it is about: pick it, or a key of the sheet Things",
            width=40,
            list="things",
        ),
        TemplateColumn(
            heading="property", help="what is said of it", width=34, list="properties", closed=True
        ),
        TemplateColumn(
            heading="object",
            help="a thing (pick it, or a key), or a date, a number, a text",
            width=40,
            list="things",
        ),
        TemplateColumn(
            heading="locator", help="where in the document: title, paragraph 4, page 2", width=20
        ),
        TemplateColumn(
            heading="from", help="since when it holds, if the document says so: 2021-06", width=12
        ),
        TemplateColumn(
            heading="until", help="until when it held, if the document says so", width=12
        ),
        TemplateColumn(
            heading="role", help="in which function: observer, Head of Secretariat", width=26
        ),
        TemplateColumn(
            heading="basis",
            help="stated, if the document says it in words",
            width=14,
            list="basis",
            closed=True,
        ),
        TemplateColumn(heading="remark", help="a remark of your own, if one is needed", width=34),
        TemplateColumn(
            heading="review",
            help="leave empty, unless you checked it against the document",
            width=14,
            list="review",
            closed=True,
        ),
        TemplateColumn(
            heading="stated on", help="only where it differs from the document's date", width=14
        ),
    ),
}
STATEMENT: Final = TemplateColumn(
    heading="statement",
    help="which statement on record the row is: leave it as it stands",
    width=26,
)
WIDE_AT: Final = 4
"""The sheets with one row for each thing stand behind Statements."""
WIDE: Final = (
    TemplateColumn(
        heading="document", help="the document that says it", width=30, list="documents"
    ),
    TemplateColumn(
        heading="key",
        help="its key, new or on record: meeting/rtm-ca-15, project/053",
        width=30,
        list="things",
    ),
    TemplateColumn(
        heading="type",
        help="pick the class that fits best; empty for one on record",
        width=26,
        list="types",
    ),
    TemplateColumn(heading="label", help="its name in English; empty for one on record", width=40),
    TemplateColumn(
        heading="other labels", help="acronyms and further names, with | between them", width=26
    ),
    TemplateColumn(
        heading="locator", help="where in the document: title, paragraph 4, page 2", width=20
    ),
)
PASSAGES: Final = (
    TemplateColumn(
        heading="quote",
        help="the first five words of the passage, a …, and its last five",
        width=40,
    ),
    TemplateColumn(
        heading="passage",
        help="the SHA-256 of the whole passage's words: leave it as it stands",
        width=26,
    ),
    TemplateColumn(
        heading="read again on",
        help="the day on which somebody last read the place again",
        width=16,
    ),
    TemplateColumn(heading="read again by", help="who that was", width=22),
)
TEXT: Final = (
    TemplateColumn(
        heading="text hash",
        help="the SHA-256 of the text that was read: leave it as it stands",
        width=26,
    ),
)
