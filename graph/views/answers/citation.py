"""What an answer was when somebody cited it: the build that it is of, its size, and its checksum.

The address of a cited answer holds the query and these three, and nothing is kept anywhere for it.
Who opens it gets the same answer, also from newer data that leave it as it was, or is told that it
has changed.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self
from urllib.parse import urlencode

from graph.plurals import counted
from graph.texts import gettext

if TYPE_CHECKING:
    from graph.store import Answer

__all__ = ["Citation", "cited_address"]

_MARK: Final = re.compile(r"([0-9a-f]{12})/(\d{1,9})-([0-9a-f]{16})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Citation:
    """An answer as it was: the edition of the data, its rows (or triples), the checksum of them.

    A yes or no counts as one row. The order of rows is no part of the checksum: a query without
    ORDER BY promises none.
    """

    edition: str
    size: int
    digest: str

    @classmethod
    def of(cls, answer: Answer, edition: str) -> Self:
        """Return what a whole answer is, of data of an edition."""
        if answer.form == "ask":
            lines = [str(answer.boolean)]
        elif answer.form == "construct":
            lines = sorted(map(str, answer.triples))
        else:
            rows = ("\t".join(str(cell or "") for cell in row) for row in answer.rows)
            lines = ["\t".join(answer.variables), *sorted(rows)]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        size = len(lines) - (answer.form == "select")
        return cls(edition, size, digest)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the citation that the middle of an address writes; None where it is none."""
        found = _MARK.fullmatch(text)
        return cls(found[1], int(found[2]), found[3]) if found else None

    @property
    def mark(self) -> str:
        """The citation as an address writes it: the edition, the size, the checksum."""
        return f"{self.edition}/{self.size}-{self.digest}"

    def changed(self, now: Citation) -> str:
        """What has changed since, in a sentence; nothing where the answer is the same."""
        if (self.size, self.digest) == (now.size, now.digest):
            return ""
        then = counted(self.size, "row")
        sizes = (
            gettext("It had {rows} then and has {number:,} now.", rows=then, number=now.size)
            if self.size != now.size
            else gettext("It has {rows} as it had then, and not the same ones.", rows=then)
        )
        editions = gettext(
            "It was of edition {then} of the data, and this is edition {now}.",
            then=self.edition,
            now=now.edition,
        )
        return f"{gettext('This answer has changed since it was cited.')} {sizes} {editions}"


def cited_address(endpoint: str, sparql: str, citation: Citation) -> str:
    """The address of an answer as it is now, beside the endpoint of the same server."""
    root = endpoint.removesuffix("/sparql")
    return f"{root}/answers/{citation.mark}?{urlencode({'query': sparql.strip()})}"
