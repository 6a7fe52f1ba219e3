"""An answer that is already here, written again in any format of the standard.

So a file to take away holds just what was shown, and the query need not run a second time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pyoxigraph import Triple

from graph.store.replies.formats import JSON, TSV, Setting, written
from graph.store.replies.limits import Reply

if TYPE_CHECKING:
    from graph.store.replies.answers import Answer

__all__ = ["rewritten"]

_TRIPLES = "application/n-triples"


def rewritten(answer: Answer, media_type: str) -> bytes:
    """Return an answer in one of `formats.ROW_FORMATS` or, for triples, `formats.TRIPLE_FORMATS`.

    One that was cut says so inside, where the format has a place for it.

    Raises:
        QueryError: the format cannot hold this answer.
    """
    if answer.form == "ask":
        body = json.dumps({"head": {}, "boolean": bool(answer.boolean)})
        return written(_reply(answer, JSON, body), Setting(rows_as=media_type)).body
    if answer.form == "construct":
        body = "".join(f"{triple} .\n" for triple in answer.triples)
        return written(_reply(answer, _TRIPLES, body), Setting(triples_as=media_type)).body
    heading = "\t".join(f"?{name}" for name in answer.variables)
    rows = ("\t".join(map(_cell, row)) for row in answer.rows)
    body = "".join(f"{line}\n" for line in (heading, *rows))
    return written(_reply(answer, TSV, body), Setting(rows_as=media_type)).body


def _cell(term: object) -> str:
    # A triple within a row is written without the marks that it is read by.
    return f"<<( {term} )>>" if isinstance(term, Triple) else "" if term is None else str(term)


def _reply(answer: Answer, media_type: str, body: str) -> Reply:
    return Reply(media_type, body.encode(), answer.cut)
