"""A profile says how the records of somebody's file become rows with our headings.

It is a TOML file: which files it is for, where a record begins, and for each of our columns the
paths to look at, the first that holds something. Ready ones stand in ``profiles``; others are
brought with ``cbrn-graph import --profile FILE``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graph.folding import words
from graph.intake.forms.countries import alpha_3
from graph.intake.forms.file_forms import records_of
from graph.intake.forms.records import values
from graph.intake.limits import FileRefused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.intake.forms.records import Tree

__all__ = ["KEPT", "READY", "Profile", "kept_profiles", "profile_for", "profile_named"]

KEPT: Final = Path("data/profiles")
"""Where profiles of one's own are kept, below the project's root."""

_FOLDER: Final = Path(__file__).parent / "profiles"
_PART: Final = re.compile(r"\{(?P<path>[^{}|]+)(?:\|(?P<form>key|number|country|padded))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """How the records of one form of file become rows.

    ``needs`` are paths of which every record of such a file has at least the first, ``columns``
    our headings with their paths or patterns, ``values`` what their codes are in our words.
    """

    name: str
    form: str
    row: str
    needs: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    values: Mapping[str, Mapping[str, str]]

    @classmethod
    def read(cls, path: Path) -> Profile:
        """A profile from its file.

        Raises:
            FileRefused: the file is no profile; the sentence says what is missing.
        """
        try:
            told: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
            columns = {
                name: tuple([paths] if isinstance(paths, str) else paths)
                for name, paths in told["columns"].items()
            }
            return cls(
                name=told["name"],
                form=told["form"],
                row=told.get("row", ""),
                needs=tuple(told["needs"]),
                columns=columns,
                values=told.get("values", {}),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            msg = f"{path.name} is no profile ({error}); docs/adding-data.md says how one is made."
            raise FileRefused(msg) from error

    def records(self, content: bytes, ending: str | None = None) -> list[Tree]:
        """The records of a file of this form; where an ending is given, only one with it will do.

        Raises:
            FileRefused: it is not of this form, or there is no such form.
        """
        return records_of(self.form, content, self.row, ending)

    def fits(self, records: list[Tree]) -> bool:
        """Whether records are of this form: the first few have what is needed."""
        return bool(records) and all(
            values(one, path) for one in records[:3] for path in self.needs
        )

    def table(self, records: list[Tree], document: str) -> list[list[str]]:
        """Rows with our headings, the headings first."""
        headings = ["document", *self.columns]
        return [
            headings,
            *([document, *(self._cell(one, name) for name in self.columns)] for one in records),
        ]

    def _cell(self, record: Tree, name: str) -> str:
        """The cell of a column: the first of its paths or patterns that holds something."""
        for path in self.columns[name]:
            found = [path[1:]] if path.startswith("=") else _filled(record, path)
            if found:
                known = self.values.get(name, {})
                told = [known.get(one, known.get(one.upper(), one)) for one in found]
                return "; ".join(dict.fromkeys(filter(None, told)))
        return ""


def _filled(record: Tree, path: str) -> list[str]:
    """The texts of a path, or of a pattern such as ``project/{acronym|key}``."""
    if "{" not in path:
        return values(record, path)
    told = path
    for part in _PART.finditer(path):
        found = values(record, part["path"])
        if not found:
            return []
        if path == part[0]:
            return [_formed(one, part["form"]) for one in found]
        told = told.replace(part[0], _formed(found[0], part["form"]))
    return [told]


def _formed(text: str, form: str | None) -> str:
    if form == "key":
        return words(text).replace(" ", "-")
    if form == "country":
        return alpha_3(text)
    if form == "padded":  # numbers of projects have three digits in their keys
        return text.zfill(3)
    if form == "number" and re.fullmatch(r"\d+,\d{1,2}", text):  # a comma before the cents
        return text.replace(",", ".")
    return text


READY: Final = tuple(Profile.read(path) for path in sorted(_FOLDER.glob("*.toml")))
"""The profiles that come with the program."""


def kept_profiles(root: Path) -> tuple[Profile, ...]:
    """The profiles that were kept with the tables below a root.

    Raises:
        FileRefused: one of them cannot be read.
    """
    return tuple(Profile.read(path) for path in sorted((root / KEPT).glob("*.toml")))


def profile_for(
    name: str, content: bytes, kept: tuple[Profile, ...] = ()
) -> tuple[Profile, list[Tree]] | None:
    """The profile that a file is for, with its records; None where it is for none.

    Args:
        name: the file's name.
        content: its bytes.
        kept: profiles to try before those that come with the program.
    """
    ending = Path(name).suffix.lower()
    for profile in (*kept, *READY):
        try:
            records = profile.records(content, ending)
        except FileRefused:
            continue
        if profile.fits(records):
            return profile, records
    return None


def profile_named(name: str, kept: tuple[Profile, ...] = ()) -> Profile:
    """A profile that was kept or is ready, by its name, or one from a file.

    Raises:
        FileRefused: there is none.
    """
    for profile in (*kept, *READY):
        if words(profile.name) == words(name):
            return profile
    if Path(name).is_file():
        return Profile.read(Path(name))
    ready = ", ".join(profile.name for profile in (*kept, *READY))
    msg = f"There is no profile '{name}'; ready ones are {ready}, or name a file."
    raise FileRefused(msg)
