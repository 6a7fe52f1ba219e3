"""All settings: the environment variables that the programs read, each declared once.

``cbrn-graph settings`` prints them, docs/settings.md is written from them, and a test holds that no
other one is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["VARIABLES", "Variable"]

_WHOSE: Final = "CBRN_GRAPH_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One setting.

    Attributes:
        name: without the beginning that all have.
        part: what it belongs to.
        usual: what holds where it is not set, in words.
        what: what it sets.
        secret: whether its value is never shown.
    """

    name: str
    part: str
    usual: str
    what: str
    secret: bool = False

    @property
    def full_name(self) -> str:
        """The name as it is set."""
        return _WHOSE + self.name


_RECORD: Final = "The record"
_QUERIES: Final = "Queries of programs"
_WHO: Final = "Who may"
_READING: Final = "Reading texts"
_SERVING: Final = "Serving"
_WATCHING: Final = "Watching"

VARIABLES: Final = (
    Variable(
        name="ROOT",
        part=_RECORD,
        usual="this checkout, or what came with the package",
        what="the folder with `data` and `ontology` that is served and added to",
    ),
    Variable(
        name="FILE",
        part=_RECORD,
        usual="`data/built/cbrn.nt` there",
        what="the built file to serve",
    ),
    Variable(
        name="ENGINE",
        part=_RECORD,
        usual="the file, in memory",
        what="another engine to ask in its place: a folder for a store on disk, or the address of "
        "a SPARQL endpoint (docs/engines.md)",
    ),
    Variable(name="ENGINE_USER", part=_RECORD, usual="none", what="who asks that engine"),
    Variable(
        name="ENGINE_PASSWORD", part=_RECORD, usual="none", what="that user's password", secret=True
    ),
    Variable(
        name="ENGINE_TOKEN",
        part=_RECORD,
        usual="none",
        what="a token in place of both, sent as Bearer",
        secret=True,
    ),
    Variable(
        name="PROPOSALS",
        part=_RECORD,
        usual="`data/proposals.csv` there",
        what="where proposals of reviewers are written",
    ),
    Variable(
        name="TURNED_DOWN",
        part=_RECORD,
        usual="`data/turned-down.csv` there",
        what="where it is kept which readings of a text were turned down",
    ),
    Variable(
        name="TEXT_DECISIONS",
        part=_RECORD,
        usual="`data/text-decisions.csv` there",
        what="where it is kept what people decided on texts and have not added yet",
    ),
    Variable(
        name="MARKS",
        part=_RECORD,
        usual="`data/marks.csv` there",
        what="where marks on gaps are written",
    ),
    Variable(
        name="BY",
        part=_RECORD,
        usual="who is signed in here",
        what="who the journal says did it, on the command line",
    ),
    Variable(name="SECONDS", part=_QUERIES, usual="10", what="how long a query may run"),
    Variable(
        name="ROWS",
        part=_QUERIES,
        usual="100000",
        what="how many rows or triples an answer may have",
    ),
    Variable(name="MEGABYTES", part=_QUERIES, usual="50", what="how large an answer may be"),
    Variable(
        name="MEMORY",
        part=_QUERIES,
        usual="2000",
        what="how many megabytes of memory a query may take",
    ),
    Variable(
        name="QUERIES",
        part=_QUERIES,
        usual="6",
        what="how many queries of programs run at once (the guard allows 8 in each process)",
    ),
    Variable(
        name="CLIENT_QUERIES",
        part=_QUERIES,
        usual="4",
        what="how many answers one client address may have under way",
    ),
    Variable(
        name="CORS",
        part=_QUERIES,
        usual="none",
        what="sites whose pages may ask from a browser, with blanks between them; `*` for all",
    ),
    Variable(
        name="TOKEN",
        part=_WHO,
        usual="none",
        what="what a program must send as `Authorization: Bearer …` or as a password",
        secret=True,
    ),
    Variable(
        name="OPEN",
        part=_WHO,
        usual="none",
        what="`1` lets programs ask without a token though people have to sign in",
    ),
    Variable(
        name="SIGN_IN_HOURS",
        part=_WHO,
        usual="12",
        what="how long a sign-in holds, for pages that are open too",
    ),
    Variable(
        name="SIGNED_OUT",
        part=_WHO,
        usual="none",
        what="a file that keeps which sign-ins have ended, over restarts and for several processes",
    ),
    Variable(
        name="ALLOW_APPLY",
        part=_WHO,
        usual="none",
        what="`1` lets readers add to the record from the page",
    ),
    Variable(
        name="ALLOW_PROPOSALS",
        part=_WHO,
        usual="none",
        what="`1` has proposals of reviewers written on this server",
    ),
    Variable(
        name="ALLOW_MARKS",
        part=_WHO,
        usual="none",
        what="`1` has marks on gaps written on this server",
    ),
    Variable(
        name="REVIEW_BY_ANOTHER",
        part=_WHO,
        usual="none",
        what="`1` has proposals taken up by somebody else than who made them",
    ),
    Variable(
        name="MODEL",
        part=_READING,
        usual="none",
        what="the address of a server with OpenAI's interface for chats, to which texts that are "
        "read are then sent (docs/reading.md)",
    ),
    Variable(name="MODEL_NAME", part=_READING, usual="default", what="the model there"),
    Variable(name="MODEL_KEY", part=_READING, usual="none", what="the key for it", secret=True),
    Variable(
        name="HOSTS",
        part=_SERVING,
        usual="none",
        what="the names by which others may call this server, with blanks between them; this "
        "machine's own names for itself and the address it was told to serve always count; "
        "`*` for any",
    ),
    Variable(
        name="APART",
        part=_SERVING,
        usual="1",
        what="`0` answers programs in the process of the pages, which spares the memory of a "
        "second one and lets them wait for pages",
    ),
    Variable(
        name="PROXIES",
        part=_SERVING,
        usual="none",
        what="addresses and networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` "
        "count",
    ),
    Variable(
        name="FRAMES",
        part=_SERVING,
        usual="none",
        what="sites that may show the pages in a frame of theirs",
    ),
    Variable(
        name="VISITORS",
        part=_SERVING,
        usual="500",
        what="how many pages may be open at once, in all browsers",
    ),
    Variable(
        name="UPLOAD_MEGABYTES",
        part=_SERVING,
        usual="100",
        what="how much one visit may bring to the page *Add a document*",
    ),
    Variable(
        name="ALL_UPLOAD_MEGABYTES",
        part=_SERVING,
        usual="300",
        what="how much all visits together may hold there",
    ),
    Variable(
        name="HEAD_SECONDS",
        part=_SERVING,
        usual="10",
        what="how long a connection may take to say what it wants",
    ),
    Variable(
        name="LOG",
        part=_WATCHING,
        usual="lines",
        what="`json` writes the log as one JSON object a line",
    ),
    Variable(
        name="LOG_LEVEL",
        part=_WATCHING,
        usual="info",
        what="from which level on: debug, info, warning, error",
    ),
    Variable(
        name="METRICS",
        part=_WATCHING,
        usual="this machine",
        what="who may read `/metrics`: addresses and networks, `off` for nobody; this machine "
        "alone where nothing is said",
    ),
)
"""Each setting, in the order of the reference."""
