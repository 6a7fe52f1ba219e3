"""Names of the countries on record in the languages of the Initiative, from the Unicode CLDR.

The CLDR (https://cldr.unicode.org, Unicode License v3) comes with Babel, so nothing is fetched.
Its names stand in a table of their own, ``data/names/unicode-cldr.csv``, and are the chosen name of
the country in each language (`graph.building.names`). Languages are those that are official in a
partner country, and those in which documents on record are written, where the CLDR has a name in
them for every country on record.
"""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from babel.core import get_cldr_version

from graph.intake.apply import Deed
from graph.intake.incoming import IncomingRow
from graph.intake.progress import silent
from graph.intake.table_draft import TableDraft
from graph.keeping.plan import planned
from graph.keeping.substituting import statement_tables
from graph.plurals import counted
from graph.reading.cldr import names_in, official_languages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.intake.progress import Tell
    from graph.intake.record import Record
    from graph.intake.signature import Signature
    from graph.keeping.plan import Plan

__all__ = ["DOCUMENT", "country_names"]

DOCUMENT: Final = "unicode-cldr"
"""The key of the CLDR in the register of documents, and the name of its table."""


def country_names(record: Record, signature: Signature, tell: Tell = silent) -> Plan:
    """What taking the names of countries from the CLDR that is installed would do.

    Args:
        record: the tables as they are.
        signature: who does it, and why.
        tell: told how far the check is.
    """
    countries = sorted(
        line.cells["key"]
        for table in record.things
        for line in table.lines
        if line.cells.get("key", "").startswith("country/")
    )
    rows = [
        (country, f"{name}@{tag}")
        for tag in _tags(record)
        for country, name in _all_named(countries, tag)
    ]
    told = io.StringIO()
    csv.writer(told, lineterminator="\n").writerows([("thing", "name"), *sorted(rows)])
    files = {
        f"names/{DOCUMENT}.csv": told.getvalue().encode(),
        "documents.csv": _registered(record),
    }
    tags = {name.rpartition("@")[2] for _, name in rows}
    what = (
        f"Took the names of {counted(len(countries), 'country')} in "
        f"{counted(len(tags), 'language')} from the Unicode CLDR {get_cldr_version()}."
    )
    return planned(record, files, Deed(did="names", what=what, signature=signature), tell=tell)


def _tags(record: Record) -> list[str]:
    """The languages in which a name may be of use, as in ``ru`` or ``sr-Latn``, but English."""
    partners = {
        line.cells["subject"].partition("/")[2]
        for table in statement_tables(record).values()
        for line in table.lines
        if line.cells.get("property") == "inRegion"
    }
    written = {line.cells.get("language", "") for line in record.documents.lines}
    official = {tag for code in partners for tag in official_languages(code)}
    return sorted((official | written) - {"", "en"})


def _all_named(countries: Iterable[str], tag: str) -> list[tuple[str, str]]:
    """The countries with their names in a language; none where the CLDR lacks one of them."""
    names = names_in(tag)
    told = [(country, names.get(country.partition("/")[2], "")) for country in countries]
    return told if all(name for _, name in told) else []


def _registered(record: Record) -> bytes:
    """The register of documents with the CLDR in it, in the version that is installed."""
    draft = TableDraft(record.documents)
    row = {
        "key": DOCUMENT,
        "title": f"Unicode CLDR {get_cldr_version()}: names of countries",
        "publisher": "Unicode Consortium",
        "address": "https://cldr.unicode.org/",
        "language": "en",
        "places": (
            "main/LANGUAGE.xml and territory: the file of a language and the code of the country; "
            f"through Babel {version('babel')}, under the Unicode License v3"
        ),
    }
    places = [line.cells.get("key", "") for line in record.documents.lines]
    if DOCUMENT in places:
        place = places.index(DOCUMENT)
        before = record.documents.lines[place].cells
        draft.change(
            place,
            {**before, **row},
            IncomingRow(kind="documents", sheet="", row=place + 2, cells=row),
        )
    else:
        read = {**row, "read": datetime.now(tz=UTC).date().isoformat()}
        draft.add(IncomingRow(kind="documents", sheet="", row=0, cells=read))
    return draft.written(draft.rows())
