"""A report as a document in HTML, read back for tests of it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import Final

from graph.views.report.content import Method

__all__ = ["HOW", "Page"]

HOW: Final = Method("how", "for a test", "Nothing is worked out.")


class Page(HTMLParser):
    """What a document holds: where sentences lead to, ids, rows of tables, addresses, scripts."""

    def __init__(self, document: bytes) -> None:
        """Read the document."""
        super().__init__()
        self.sentences: list[tuple[str, list[str]]] = []
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.tags: Counter[str] = Counter()
        self.rows: dict[str, list[list[str]]] = {}
        self.words = ""
        self._open: list[list[str]] = []
        self._table = ""
        self._cells: list[str] | None = None
        self.feed(document.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and begin a sentence or a row."""
        given = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        if "id" in given:
            assert given["id"] not in self.ids, f"two things are called {given['id']}"
            self.ids.add(given["id"])
        if given.get("id", "").startswith("table-"):
            self._table = given["id"]
        if tag in {"p", "figcaption", "caption"} and given.get("class") != "plain":
            self._open.append([])
            self.sentences.append(("", self._open[-1]))
        if tag == "a":
            self.links.append(given["href"])
            for links in self._open:
                links.append(given["href"])
        if tag == "tr":
            self.rows.setdefault(self._table, []).append([])
        if tag in {"td", "th"}:
            self.rows[self._table][-1].append("")
            self._cells = self.rows[self._table][-1]

    def handle_endtag(self, tag: str) -> None:
        """End a sentence or a cell."""
        if tag in {"p", "figcaption", "caption"} and self._open:
            self._open.pop()
        if tag in {"td", "th"}:
            self._cells = None

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words += data
        if self._cells is not None:
            self._cells[-1] += data
        if self._open:
            said, links = self.sentences[-1]
            self.sentences[-1] = (said + data, links)
