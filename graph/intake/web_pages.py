"""A web page as the text of its article: without menus, banners and scripts.

By Python's own parser of HTML, which runs and fetches nothing. What a page says of itself (title,
publisher, date, language, address) is taken from its own data: JSON-LD, Open Graph, its head.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from graph.intake.brought_text import BroughtText

__all__ = ["is_web_page", "read_web_page"]

_UNREAD: Final = frozenset(
    {
        "script", "style", "nav", "footer", "aside", "form", "noscript", "svg", "template",
        "button", "select", "iframe", "head", "dialog", "menu",
    }
)  # fmt: skip
_BLOCKS: Final = frozenset(
    {
        "p", "div", "section", "article", "main", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr",
        "td", "th", "dd", "dt", "blockquote", "pre", "figcaption", "ul", "ol", "table", "header",
    }
)  # fmt: skip
_EMPTY: Final = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "wbr"}
)
_BEGINS: Final = re.compile(
    rb"^\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)", re.I | re.S
)
_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DATES: Final = (
    "article:published_time",
    "dc.date",
    "dcterms.date",
    "date",
    "publish-date",
    "pubdate",
)
_MOSTLY_LINKS: Final = 0.6
_SHORT: Final = 25
_ENOUGH: Final = 0.4


def is_web_page(content: bytes) -> bool:
    """Whether a file begins as HTML does."""
    return bool(_BEGINS.match(content[:4_000]))


def read_web_page(content: bytes) -> BroughtText:
    """The article of a page and what the page says of itself."""
    parser = _Page()
    parser.feed(_decoded(content))
    parser.close()
    parser.end_block()
    return BroughtText(
        text=parser.article(),
        title=parser.told("headline", "og:title", "dc.title", "h1", "title"),
        publisher=parser.told("publisher", "og:site_name", "dc.publisher"),
        date=_day(parser.told("datePublished", *_DATES, "time")),
        language=parser.told("lang")[:2].lower(),
        address=_address(parser.told("canonical", "og:url")),
    )


def _decoded(content: bytes) -> str:
    """The letters of a page, by what it says of them; UTF-8 where it says nothing that is known."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    said = _CHARSET.search(content[:4_000])
    for encoding in (said[1].decode() if said else "utf-8", "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


def _day(written: str) -> str:
    found = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", written)
    return found[0] if found else ""


def _address(written: str) -> str:
    return written if written.startswith(("http://", "https://")) else ""


@dataclass(slots=True)
class _Block:
    """A part of a page: its text, how much of it is links, and whether it is in the article."""

    text: str
    links: int
    inside: bool
    item: bool


@dataclass(slots=True)
class _Open:
    """What stands open while a page is read."""

    pieces: list[str] = field(default_factory=list)
    links: int = 0
    item: bool = False


class _Page(HTMLParser):
    """Gathers the blocks of a page and what it says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[_Block] = []
        self._said: dict[str, str] = {}
        self._path: list[str] = []
        self._open = _Open()
        self._data: list[str] | None = None
        self._name: list[str] | None = None

    def told(self, *names: str) -> str:
        """The first of several things that the page says of itself."""
        return next((self._said[name] for name in names if self._said.get(name)), "")

    def article(self) -> str:
        """The blocks of the article, or of the whole page where it marks none, a line between."""
        inside = [block for block in self._blocks if block.inside]
        length = sum(len(block.text) for block in self._blocks) or 1
        chosen = inside if sum(len(b.text) for b in inside) > _ENOUGH * length else self._blocks
        kept: list[str] = []
        for block in chosen:
            crowded = block.links > _MOSTLY_LINKS * len(block.text)
            if crowded and len(block.text.split()) < _SHORT:
                continue
            kept.append(f"• {block.text}" if block.item else block.text)
        return "\n\n".join(kept)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what opens."""
        told = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._say("lang", told.get("lang", ""))
        elif tag == "meta":
            self._say(
                (told.get("property") or told.get("name", "")).lower(), told.get("content", "")
            )
        elif tag == "link" and told.get("rel", "").lower() == "canonical":
            self._say("canonical", told.get("href", ""))
        elif tag == "time":
            self._say("time", told.get("datetime", ""))
        elif tag == "script" and told.get("type", "").lower() == "application/ld+json":
            self._data = []
        elif tag == "title":
            self._name = []
        elif tag == "br":
            self._open.pieces.append("\n")
        if tag in _BLOCKS:
            self.end_block()
            self._open.item = tag == "li"
        if tag not in _EMPTY:
            self._path.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Notes what closes; what was left open inside it closes with it."""
        if tag == "script" and self._data is not None:
            self._linked_data("".join(self._data))
            self._data = None
        elif tag == "title" and self._name is not None:
            self._say("title", " ".join("".join(self._name).split()))
            self._name = None
        if tag in _BLOCKS:
            self.end_block(tag)
        if tag in self._path:
            while self._path and self._path.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Takes text where it is part of what is read."""
        if self._data is not None:
            self._data.append(data)
        elif self._name is not None:
            self._name.append(data)
        elif not _UNREAD.intersection(self._path):
            self._open.pieces.append(data)
            if "a" in self._path:
                self._open.links += len(data.strip())

    def end_block(self, tag: str = "") -> None:
        """Takes what was gathered as one block."""
        lines = (" ".join(line.split()) for line in "".join(self._open.pieces).split("\n"))
        # A line end in the source is a blank; one of <br> is too, unless it parts sentences.
        text = " ".join(filter(None, lines))
        if text:
            if tag == "h1":
                self._say("h1", text)
            inside = bool({"article", "main"}.intersection(self._path))
            self._blocks.append(_Block(text, self._open.links, inside, self._open.item))
        self._open = _Open()

    def _say(self, name: str, value: str) -> None:
        if name and value.strip():
            self._said.setdefault(name, " ".join(value.split())[:500])

    def _linked_data(self, text: str) -> None:
        """Takes headline, date and publisher from the page's JSON-LD, where it is whole."""
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return
        for node in found if isinstance(found, list) else [found]:
            each = node.get("@graph", [node]) if isinstance(node, dict) else []
            for one in each if isinstance(each, list) else []:
                if isinstance(one, dict):
                    self._linked(one)

    def _linked(self, node: dict[str, object]) -> None:
        for name in ("headline", "datePublished"):
            value = node.get(name)
            if isinstance(value, str):
                self._say(name, value)
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            self._say("publisher", publisher["name"])
