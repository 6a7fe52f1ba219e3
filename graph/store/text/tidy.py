"""A query laid out anew: one statement, one clause and one bracket a line, indented by depth.

Keywords and functions are written as the standard writes them, and a line of more than 100 columns
is cut. Beyond that only the white space between tokens changes: each other token stays as it was
written, in the same order, and so does each comment. That is checked at the end, so a query never
changes its meaning here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from graph.store.text.folding import Fold, TextLine
from graph.store.text.keywords import spelled
from graph.store.text.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["tidy"]

_STEP: Final = 2
_FURTHER: Final = 4
_FARTHEST: Final = 32
"""What follows a semicolon stands below the first relation, unless that is farther to the right."""
_SHORT: Final = 60
"""A group within a group that is no longer than this, and was on one line, stays there."""
_CLAUSES: Final = frozenset(
    re.findall(
        r"\w+",
        "ASK BASE BIND CONSTRUCT DESCRIBE FILTER FROM GRAPH GROUP HAVING LIMIT MINUS OFFSET "
        "OPTIONAL ORDER PREFIX SELECT SERVICE VALUES WHERE",
    )
)
_PAIRS: Final = {"}": "{", ")": "(", "]": "["}
_LOOSE: Final = {",": 0, "||": 1, "&&": 2}
"""Where a long line is best cut, in this order."""
_NEXT, _TIGHT = 3, 4
_TIGHT_MARKS: Final = frozenset(re.findall(r"\S+", "= != < > <= >= + - * / | ^ ^^ !"))
_ROUNDS: Final = 4
"""A line that was cut may be laid out otherwise the next time; by then it has settled."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A token or a comment, and what stood before it."""

    token: Token
    gap: str

    @property
    def text(self) -> str:
        return self.token.text

    @property
    def word(self) -> str:
        return self.token.text.upper() if self.token.kind == "word" else ""

    @property
    def is_comment(self) -> bool:
        return self.token.kind == "comment"


@dataclass(slots=True, kw_only=True)
class _Sheet:
    """The lines written so far, and where the pen is."""

    lines: list[TextLine] = field(default_factory=lambda: [TextLine()])
    opened: list[str] = field(default_factory=list)
    inline: int = 0
    """How many brackets are open since a group that stays on its line; 0 where there is none."""
    first: bool = True
    """Whether the next token is the first of its statement."""
    column: int = 0
    """Where the first relation of the statement begins, once it does."""
    clause: str = ""
    """The clause that stands here, such as VALUES; none after the end of a group."""

    @property
    def in_group(self) -> bool:
        return not self.inline and (not self.opened or self.opened[-1] == "{")

    @property
    def in_table(self) -> bool:
        """Whether rows of values stand here."""
        return self.in_group and bool(self.opened) and self.clause == "VALUES"

    @property
    def margin(self) -> int:
        return _STEP * self.opened.count("{")

    def break_line(self, indent: int, *, blank: bool) -> None:
        last = self.lines[-1]
        last.text = last.text.rstrip()
        if blank and any(line.text for line in self.lines):
            self.lines.append(TextLine())
        if self.lines[-1].text or blank:
            self.lines.append(TextLine())
        self.lines[-1].text = " " * indent

    def write(self, text: str, space: str) -> None:
        line = self.lines[-1]
        if line.text.strip():
            line.text += space
        line.text += text

    def text(self, *, folded: bool) -> str:
        """The whole sheet, its long lines cut or as they are."""
        lines = [one for line in self.lines for one in (line.folded() if folded else [line.text])]
        text = "\n".join(line.rstrip() for line in lines).strip()
        return f"{text}\n" if text else ""


def tidy(sparql: str) -> str:
    """Return the query with its white space and its keywords put in order; nothing else changes.

    Raises:
        QueryError: a quotation mark is never closed.
    """
    text = unfolded = _laid_out(sparql, folded=False)
    for _ in range(_ROUNDS):
        before, text = text, _laid_out(text, folded=True)
        if text == before:
            break
    else:
        text = unfolded
    return text if _written(text) == _written(sparql) else sparql


def _written(sparql: str) -> list[tuple[str, str]]:
    """What a query consists of, apart from its white space and the case of its keywords."""
    return [(one.token.kind, one.token.text) for one in _pieces(sparql)]


def _laid_out(sparql: str, *, folded: bool) -> str:
    """The query, laid out once."""
    pieces = list(_pieces(sparql))
    sheet = _Sheet()
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        _place(sheet, piece, before)
        _note(sheet, piece, pieces[place:])
    return sheet.text(folded=folded)


def _pieces(sparql: str) -> Iterator[_Piece]:
    """The tokens and the comments of a query in their order, each with the white space before."""
    end = 0
    for token in [*tokens(sparql), Token("end", "", len(sparql))]:
        # Between two tokens is nothing but white space and comments.
        for gap, comment in re.findall(r"(\s*)(#[^\r\n]*)", sparql[end : token.start]):
            yield _Piece(Token("comment", comment.rstrip(), end + len(gap)), gap)
            end += len(gap) + len(comment)
        if token.kind != "end":
            text = spelled(token.text) if token.kind == "word" else token.text
            yield _Piece(replace(token, text=text), sparql[end : token.start])
            end = token.start + len(token.text)


def _place(sheet: _Sheet, piece: _Piece, before: _Piece | None) -> None:
    """Write one piece, on a new line where one has to begin."""
    if before is None:
        sheet.write(piece.text, "")
        sheet.lines[-1].length = 0 if piece.is_comment else len(piece.text)
        return
    blank = piece.gap.count("\n") > 1
    if before.is_comment or (piece.is_comment and "\n" in piece.gap):
        sheet.break_line(_indent(sheet, piece), blank=blank and not sheet.inline)
    elif not piece.is_comment and _breaks(sheet, piece, before):
        sheet.break_line(_indent(sheet, piece), blank=blank and piece.text != "}")
    space = " " if piece.gap or _apart(sheet, piece, before) else ""
    line = sheet.lines[-1]
    if piece.is_comment:
        sheet.write(piece.text, "  ")
        return
    if space and line.text.strip() and _may_fold(sheet, piece, before):
        line.folds.append(_fold(sheet, piece, before))
    sheet.write(piece.text, space)
    line.length = len(line.text)


def _may_fold(sheet: _Sheet, piece: _Piece, before: _Piece) -> bool:
    """Whether a long line may be cut before a piece: not where that would stand apart oddly."""
    return not (
        sheet.inline
        or before.is_comment
        or before.token.kind == "word"
        or before.text in {"(", "[", "a"}
        or piece.text in {")", "]", "}", "{", ".", ";", ","}
        or piece.word == "AS"
    )


def _fold(sheet: _Sheet, piece: _Piece, before: _Piece) -> Fold:
    """The space before a piece as a place to cut a long line."""
    loose = _LOOSE.get(before.text if before.text == "," else piece.text, _NEXT)
    if loose == _NEXT and _TIGHT_MARKS & {piece.text, before.text}:
        loose = _TIGHT
    return Fold(
        column=len(sheet.lines[-1].text),
        depth=sum(one != "{" for one in sheet.opened),
        rank=loose,
        indent=_indent(sheet, piece),
    )


def _breaks(sheet: _Sheet, piece: _Piece, before: _Piece) -> bool:
    """Whether a piece begins a new line, other than after a comment."""
    in_row = sheet.in_table and not {before.text, piece.text} & {"{", "}"}
    if in_row or not sheet.in_group or before.text == ",":
        # Within brackets, lists and tables a line ends where it did.
        return "\n" in piece.gap and (in_row or before.text == "," or piece.text in {"&&", "||"})
    if piece.text == "}":
        return before.text != "{"
    if before.text in {"{", ".", ";"}:
        return piece.text not in {".", ";"} or before.text == "{"
    if before.text == "}":
        return piece.word != "UNION" and piece.text != "."
    if piece.word == "WHERE":
        return before.word not in {"ASK", "CONSTRUCT"}
    return piece.word in _CLAUSES


def _apart(sheet: _Sheet, piece: _Piece, before: _Piece) -> bool:
    """Whether a space is put between two pieces that had none."""
    if {piece.text, before.text} & {"{", "}"}:
        return (before.text, piece.text) not in {("{", "}"), ("}", ",")}
    return before.text == "," or (sheet.in_group and piece.text in {".", ";"})


def _indent(sheet: _Sheet, piece: _Piece) -> int:
    """How far a new line is indented: by its depth, and below its statement where it goes on."""
    if piece.text == "}" and sheet.in_group:
        return sheet.margin - _STEP
    if sheet.in_table:
        return sheet.margin
    goes_on = not sheet.first and not (piece.word in _CLAUSES and sheet.in_group)
    if not goes_on or (piece.is_comment and sheet.in_group and not sheet.column):
        return sheet.margin
    if sheet.in_group and 0 < sheet.column - sheet.margin <= _FARTHEST:
        return sheet.column
    return sheet.margin + _FURTHER


def _note(sheet: _Sheet, piece: _Piece, ahead: list[_Piece]) -> None:
    """Keep account of brackets, and of where a statement begins."""
    text = piece.text
    if piece.is_comment:
        return
    if text in _PAIRS.values():
        stays = text == "{" and sheet.in_group and bool(sheet.opened) and _is_short(ahead)
        sheet.opened.append(text)
        sheet.inline += bool(sheet.inline) or stays
    elif text in _PAIRS and sheet.opened and sheet.opened[-1] == _PAIRS[text]:
        sheet.opened.pop()
        sheet.inline -= bool(sheet.inline)
    if sheet.in_group:
        _note_statement(sheet, piece)


def _note_statement(sheet: _Sheet, piece: _Piece) -> None:
    if piece.text in {"{", "}", "."}:
        sheet.first, sheet.column = True, 0
        sheet.clause = sheet.clause if piece.text == "{" else ""
    elif piece.word in _CLAUSES:
        sheet.first, sheet.column, sheet.clause = False, 0, piece.word
    elif sheet.first:
        sheet.first = False
        sheet.column = len(sheet.lines[-1].text) + 1


def _is_short(ahead: list[_Piece]) -> bool:
    """Whether the group that begins here was on one line, is short, and holds no other group."""
    length = 0
    for place, piece in enumerate(ahead):
        length += len(piece.text) + 1
        if place and (piece.text == "{" or piece.is_comment or "\n" in piece.gap):
            return False
        if piece.text == "}":
            return length <= _SHORT
        if length > _SHORT:
            return False
    return False
