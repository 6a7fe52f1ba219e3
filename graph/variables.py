"""All settings: the environment variables that the programs read, each declared once.

``cbrn-graph settings`` prints them, docs/settings.md is written from them, and a test holds that no
other one is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["VARIABLES", "Variable"]

_WHOSE: Final = "CBRN_GRAPH_"


@dataclass(frozen=True, slots=True)
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
        "ROOT",
        _RECORD,
        "this checkout, or what came with the package",
        "the folder with `data` and `ontology` that is served and added to",
    ),
    Variable("FILE", _RECORD, "`data/built/cbrn.nt` there", "the built file to serve"),
    Variable(
        "ENGINE",
        _RECORD,
        "the file, in memory",
        "another engine to ask in its place: a folder for a store on disk, or the address of "
        "a SPARQL endpoint (docs/engines.md)",
    ),
    Variable("ENGINE_USER", _RECORD, "none", "who asks that engine"),
    Variable("ENGINE_PASSWORD", _RECORD, "none", "that user's password", secret=True),
    Variable(
        "ENGINE_TOKEN", _RECORD, "none", "a token in place of both, sent as Bearer", secret=True
    ),
    Variable(
        "PROPOSALS",
        _RECORD,
        "`data/proposals.csv` there",
        "where proposals of reviewers are written",
    ),
    Variable(
        "TURNED_DOWN",
        _RECORD,
        "`data/turned-down.csv` there",
        "where it is kept which readings of a text were turned down",
    ),
    Variable("MARKS", _RECORD, "`data/marks.csv` there", "where marks on gaps are written"),
    Variable(
        "BY", _RECORD, "who is signed in here", "who the journal says did it, on the command line"
    ),
    Variable("SECONDS", _QUERIES, "10", "how long a query may run"),
    Variable("ROWS", _QUERIES, "100000", "how many rows or triples an answer may have"),
    Variable("MEGABYTES", _QUERIES, "50", "how large an answer may be"),
    Variable("MEMORY", _QUERIES, "2000", "how many megabytes of memory a query may take"),
    Variable(
        "QUERIES",
        _QUERIES,
        "6",
        "how many queries run at once (the guard allows 8; the rest is for the pages)",
    ),
    Variable(
        "CLIENT_QUERIES", _QUERIES, "4", "how many answers one client address may have under way"
    ),
    Variable(
        "CORS",
        _QUERIES,
        "none",
        "sites whose pages may ask from a browser, with blanks between them; `*` for all",
    ),
    Variable(
        "TOKEN",
        _WHO,
        "none",
        "what a program must send as `Authorization: Bearer …` or as a password",
        secret=True,
    ),
    Variable(
        "OPEN", _WHO, "none", "`1` lets programs ask without a token though people have to sign in"
    ),
    Variable("SIGN_IN_HOURS", _WHO, "12", "how long a sign-in holds, for pages that are open too"),
    Variable(
        "SIGNED_OUT",
        _WHO,
        "none",
        "a file that keeps which sign-ins have ended, over restarts and for several processes",
    ),
    Variable("ALLOW_APPLY", _WHO, "none", "`1` lets readers add to the record from the page"),
    Variable(
        "ALLOW_PROPOSALS", _WHO, "none", "`1` has proposals of reviewers written on this server"
    ),
    Variable("ALLOW_MARKS", _WHO, "none", "`1` has marks on gaps written on this server"),
    Variable(
        "REVIEW_BY_ANOTHER",
        _WHO,
        "none",
        "`1` has proposals taken up by somebody else than who made them",
    ),
    Variable(
        "MODEL",
        _READING,
        "none",
        "the address of a server with OpenAI's interface for chats, to which texts that are read "
        "are then sent (docs/reading.md)",
    ),
    Variable("MODEL_NAME", _READING, "default", "the model there"),
    Variable("MODEL_KEY", _READING, "none", "the key for it", secret=True),
    Variable(
        "HOSTS",
        _SERVING,
        "none",
        "the names by which others may call this server, with blanks between them; this "
        "machine's own names for itself and the address it was told to serve always count; "
        "`*` for any",
    ),
    Variable(
        "PROXIES",
        _SERVING,
        "none",
        "addresses and networks of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` count",
    ),
    Variable("FRAMES", _SERVING, "none", "sites that may show the pages in a frame of theirs"),
    Variable("VISITORS", _SERVING, "500", "how many pages may be open at once, in all browsers"),
    Variable(
        "UPLOAD_MEGABYTES",
        _SERVING,
        "100",
        "how much one visit may bring to the page *Add a document*",
    ),
    Variable(
        "ALL_UPLOAD_MEGABYTES", _SERVING, "300", "how much all visits together may hold there"
    ),
    Variable("HEAD_SECONDS", _SERVING, "10", "how long a connection may take to say what it wants"),
    Variable("LOG", _WATCHING, "lines", "`json` writes the log as one JSON object a line"),
    Variable("LOG_LEVEL", _WATCHING, "info", "from which level on: debug, info, warning, error"),
    Variable(
        "METRICS",
        _WATCHING,
        "this machine",
        "who may read `/metrics`: addresses and networks, `off` for nobody; this machine "
        "alone where nothing is said",
    ),
)
"""Each setting, in the order of the reference."""
