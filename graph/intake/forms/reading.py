"""Files of others, read by a profile into the rows of ours."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from graph.intake.forms.profile import kept_profiles, profile_for, profile_named
from graph.intake.incoming import Incoming
from graph.intake.limits import FileRefused
from graph.intake.sheets import sheet_of
from graph.intake.wide import WideTables

if TYPE_CHECKING:
    from graph.intake.corrections import Answers
    from graph.intake.forms.profile import Profile
    from graph.intake.forms.records import Tree
    from graph.intake.record import Record

__all__ = ["read_by_profile"]


def read_by_profile(name: str, content: bytes, record: Record, answers: Answers) -> Incoming | None:
    """What a file of others brings; None where no profile is for it.

    Args:
        name: the file's name; without another word it is the key of the document that the file is.
        content: its bytes.
        record: the tables as they are.
        answers: which document it is, and which profile is to be used, where that was said.

    Raises:
        FileRefused: the profile does not fit, or nobody said which document the file is.
    """
    if answers.profile:
        profile = profile_named(answers.profile, kept_profiles(record.root))
        records = profile.records(content)
        if not profile.fits(records):
            msg = (
                f"'{name}' does not fit the profile {profile.name}: its records have no "
                f"{' or no '.join(profile.needs)}."
            )
            raise FileRefused(msg)
    else:
        found = profile_for(name, content, kept_profiles(record.root))
        if found is None:
            return None
        profile, records = found
    return _rows(name, profile, records, record, answers.document)


def _rows(
    name: str, profile: Profile, records: list[Tree], record: Record, document: str
) -> Incoming:
    key = (document or PurePath(name).stem).removeprefix("source/")
    own = "document" in profile.columns
    if not own and key not in record.dates:
        noun = "record" if len(records) == 1 else "records"
        msg = (
            f"'{name}' has {len(records):,} {noun} in the form of {profile.name}. Say which "
            f"document on record it is (--document KEY; '{key}' is none), or name the file after "
            "the document's key; a new document is first entered on the sheet Documents."
        )
        raise FileRefused(msg)
    headings, *rows = profile.table(records, key)
    if own:
        headings, rows = headings[1:], [row[1:] for row in rows]
    numbered = list(enumerate(rows, start=2))
    note = f"'{name}' was read by the profile {profile.name}: {len(rows):,} records."
    if "property" in headings:
        sheet, findings, notes = sheet_of(name, "statements", headings, numbered)
        return Incoming(name=name, sheets=(sheet,), findings=tuple(findings), notes=(note, *notes))
    sheets, findings, notes = WideTables(record.terms).read(name, headings, numbered, 1)
    return Incoming(name=name, sheets=tuple(sheets), findings=tuple(findings), notes=(note, *notes))
