"""What a query loses by comparing what does not compare: values, each with its words.

They are found once for all readers; each reads them in a language of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from graph.texts import all_of, any_of, catalogued, gettext, ngettext
from graph.views.answers.query_words import quoted

if TYPE_CHECKING:
    from graph.views.answers.value_kinds import ValueKind

__all__ = ["Loss", "Mend", "NoValueYet", "SeemingEqual", "SortedApart", "UnlikeValues"]

_MENDS: Final = {
    "year": catalogued("Compare the year: {told}."),
    "number": catalogued("A number stands without quotation marks: {told}."),
    "text as a number": catalogued("Read the number first: {told}."),
    "text": catalogued("Compare: {told}."),
    "group": catalogued("Compare {told}."),
}


@dataclass(frozen=True, slots=True)
class Mend:
    """How a condition is written so that it compares: a way, and what is to be written for it.

    ``days`` names the properties that have days in the place of dates of any length.
    """

    way: Literal["days", "year", "number", "text as a number", "text", "group"]
    written: tuple[str, ...]

    @property
    def words(self) -> str:
        """The way as a sentence."""
        if self.way != "days":
            return gettext(_MENDS[self.way], told=" ".join(self.written))
        return ngettext(
            "{days} has days in its place, which compare.",
            "{days} have days in its place, which compare.",
            len(self.written),
            days=all_of(self.written),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnlikeValues:
    """Rows, values or groups of which a condition is neither true nor false.

    Attributes:
        line: the line of the query on which the condition stands.
        lost: what is left out: rows, a value of each, or groups.
        number: how many rows or groups.
        compared: what is compared, as the query writes it.
        kinds: what it is there; nothing where it is two values of unlike types.
        condition: the condition as the query writes it.
        mend: how it compares; None where that is not known.
    """

    line: int
    lost: Literal["row", "value", "group"]
    number: int
    compared: tuple[str, ...]
    kinds: tuple[ValueKind, ...]
    condition: str
    mend: Mend | None

    @property
    def words(self) -> str:
        """What is left out, why, and how the condition is written instead."""
        mend = f" {self.mend.words}" if self.mend else ""
        return f"{self._of_pairs() if not self.kinds else self._of_kinds()}{mend}"

    def _of_pairs(self) -> str:
        told = {
            "line": self.line,
            "number": self.number,
            "values": all_of(self.compared),
            "condition": quoted(self.condition),
        }
        if self.lost == "value":
            return ngettext(
                "Line {line}: a value is left out of {number:,} row, because {values} are of "
                "unlike types there, and such values do not compare in {condition}.",
                "Line {line}: a value is left out of {number:,} rows, because {values} are of "
                "unlike types there, and such values do not compare in {condition}.",
                self.number,
                **told,
            )
        return ngettext(
            "Line {line}: {number:,} row is left out, because {values} are of unlike types "
            "there, and such values do not compare in {condition}.",
            "Line {line}: {number:,} rows are left out, because {values} are of unlike types "
            "there, and such values do not compare in {condition}.",
            self.number,
            **told,
        )

    def _of_kinds(self) -> str:
        told = {
            "line": self.line,
            "number": self.number,
            "value": all_of(self.compared),
            "kinds": any_of(kind.words for kind in self.kinds),
            "condition": quoted(self.condition),
        }
        if self.lost == "value":
            return ngettext(
                "Line {line}: a value is left out of {number:,} row, because {value} is {kinds} "
                "there, and such values do not compare in {condition}.",
                "Line {line}: a value is left out of {number:,} rows, because {value} is {kinds} "
                "there, and such values do not compare in {condition}.",
                self.number,
                **told,
            )
        if self.lost == "group":
            return ngettext(
                "Line {line}: {number:,} group is left out, because {value} is {kinds} there, and "
                "such values do not compare in {condition}.",
                "Line {line}: {number:,} groups are left out, because {value} is {kinds} there, "
                "and such values do not compare in {condition}.",
                self.number,
                **told,
            )
        return ngettext(
            "Line {line}: {number:,} row is left out, because {value} is {kinds} there, and such "
            "values do not compare in {condition}.",
            "Line {line}: {number:,} rows are left out, because {value} is {kinds} there, and "
            "such values do not compare in {condition}.",
            self.number,
            **told,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SeemingEqual:
    """Rows that an = passes over though their value reads the same as what it is compared with.

    Attributes:
        line: the line of the query on which the condition stands.
        number: how many rows.
        name: the variable, with its question mark.
        text: what both read.
        kind: what the value is.
        constant: what it is compared with, as the query writes it.
        mends: what may be written instead.
    """

    line: int
    number: int
    name: str
    text: str
    kind: ValueKind
    constant: str
    mends: tuple[str, ...]

    @property
    def words(self) -> str:
        """What reads the same and is not equal, and what to write instead."""
        return ngettext(
            "Line {line}: {number:,} row has {text} in {name} as {kind}, which is not equal to "
            "{constant}. Write {mend}.",
            "Line {line}: {number:,} rows have {text} in {name} as {kind}, which is not equal to "
            "{constant}. Write {mend}.",
            self.number,
            line=self.line,
            number=self.number,
            text=quoted(self.text),
            name=self.name,
            kind=self.kind.words,
            constant=self.constant,
            mend=any_of(self.mends),
        )


@dataclass(frozen=True, slots=True)
class NoValueYet:
    """A name that SELECT gives, used in HAVING, which is read before it."""

    line: int
    name: str
    call: str

    @property
    def words(self) -> str:
        """What has no value, and what to write in its place."""
        return gettext(
            "Line {line}: {name} has no value in HAVING yet, so no group is let through. Write "
            "{call} in its place.",
            line=self.line,
            name=self.name,
            call=self.call,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SortedApart:
    """A column whose values ORDER BY sorts apart, as they are of unlike kinds."""

    name: str
    things: int
    numbers: int
    dates: int
    texts: int

    @property
    def words(self) -> str:
        """How many there are of each kind, and how they are sorted together."""
        told = (
            ngettext("{number:,} thing", "{number:,} things", self.things, number=self.things),
            ngettext("{number:,} number", "{number:,} numbers", self.numbers, number=self.numbers),
            ngettext("{number:,} date", "{number:,} dates", self.dates, number=self.dates),
            ngettext("{number:,} text", "{number:,} texts", self.texts, number=self.texts),
        )
        there = (self.things, self.numbers, self.dates, self.texts)
        return gettext(
            "ORDER BY {name} sorts {kinds} apart. ORDER BY STR({name}) sorts all of them as texts.",
            name=self.name,
            kinds=all_of(one for one, number in zip(told, there, strict=True) if number),
        )


Loss: TypeAlias = UnlikeValues | SeemingEqual | NoValueYet | SortedApart
