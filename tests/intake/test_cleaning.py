"""Text and numbers are read as they are meant, and alike in every form of file."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from graph.intake.cleaning.doubts import doubt
from graph.intake.cleaning.numbers import as_shown
from graph.intake.cleaning.signs import clean_text
from graph.intake.limits import FileRefused
from graph.intake.record import Record
from graph.intake.worker import look_at
from graph.vocabulary import CBRN, THINGS
from tests.intake.sheets import tampered, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.intake.proposal import Preview
    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CASES: dict[str, Any] = tomllib.loads((HERE / "cleaning.toml").read_text("utf-8"))
HEADINGS = ["document", "subject", "property", "object", "locator"]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("case", CASES["text"], ids=lambda case: case["what"])
def test_signs_that_nobody_sees_are_cleaned(case: dict[str, Any]) -> None:
    """Each kind of unseen sign leaves the one form of the text, and is told by its name."""
    clean = clean_text(case["given"])
    assert clean.text == case["right"]
    assert "; ".join(clean.done) == case.get("told", "")
    assert case.get("fault", "") in clean.fault
    assert bool(clean.fault) == ("fault" in case)
    assert clean_text(clean.text).done == ()


@pytest.mark.parametrize("case", CASES["doubt"], ids=lambda case: case["given"])
def test_what_is_doubtful_is_told(case: dict[str, Any]) -> None:
    """Mixed scripts, wrong encodings and placeholders are told, plain names are not."""
    sentence, fatal = doubt(case["given"])
    assert case["told"] in sentence
    assert bool(sentence) == bool(case["told"])
    assert fatal == case.get("fatal", False)


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: f"{case['told']} {case['form']}")
def test_numbers_are_read_as_their_cells_show_them(case: dict[str, Any]) -> None:
    """Of a double the 15 digits that Excel shows, with the zeros that the format adds."""
    shown = as_shown(case["told"], case["form"])
    assert (shown.text, bool(shown.fault)) == (case["right"], case.get("fault", False))


@pytest.mark.parametrize("case", CASES["file"], ids=lambda case: case["what"])
def test_files_that_failed_elsewhere_are_read_as_meant(look: Look, case: dict[str, Any]) -> None:
    """Whole files of each kind: what is taken, what is cleaned, and what is told."""
    content = case["text"].encode(case.get("encoding", "utf-8"))
    if "refused" in case:
        with pytest.raises(FileRefused) as refused:
            look(case["name"], content)
        assert case["refused"] in str(refused.value)
        return
    proposal = look(case["name"], content).proposal
    found = [str(one) for one in proposal.findings]
    assert [one for one in case.get("told", []) if not any(one in line for line in found)] == []
    assert len(found) == len(case.get("told", [])), found
    assert [one.object for one in proposal.statements] == case.get("objects", [])
    assert [one.before for one in proposal.cleaned] == case.get("cleaned", [])
    assert list(proposal.notes) == case.get("notes", [])


def test_hidden_rows_columns_and_sheets_are_counted(look: Look) -> None:
    """What people do not see of a workbook is read, and a note says how much it is."""

    def hide(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        page = book["Statements"]
        page.row_dimensions[3].hidden = True
        page.column_dimensions["E"].hidden = True
        book["Things"].sheet_state = "hidden"
        book.active = 1

    rows = [["gazette-2020", "project/001", "coversCountry", f"country/{code}", "p 9"]
            for code in ("AAA", "CCC")]  # fmt: skip
    proposal = look("book.xlsx", workbook({"Things": [], "Statements": rows}, hide)).proposal
    assert len(proposal.statements) == 2
    assert proposal.notes == (
        "The sheet 'Things' is hidden; it is read all the same.",
        "The sheet 'Things' has headings but no rows.",
        "'Statements' has 1 hidden row and 1 hidden column; what stands there is read all the "
        "same.",
    )


def test_a_title_above_the_headings_is_passed_over(look: Look) -> None:
    """A workbook with a title row keeps its row numbers, and a note counts what was not read."""

    def title(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
        book["Statements"].insert_rows(1, 2)
        book["Statements"]["A1"] = "Round tables of the year"

    row = ["gazette-2020", "project/001", "coversCountry", "country/QQQ", "p 9"]
    proposal = look("book.xlsx", workbook({"Statements": [row]}, title)).proposal
    assert [(one.row, one.column) for one in proposal.findings] == [(4, "object")]
    assert "In 'Statements', 1 row above the headings was not read." in proposal.notes


# One text or number through every form


def as_csv(rows: list[list[str]]) -> bytes:
    """The rows as a CSV file."""
    target = io.StringIO(newline="")
    csv.writer(target).writerows([HEADINGS, *rows])
    return target.getvalue().encode()


def as_graph(said: str, value: Literal) -> Graph:
    """One statement as RDF."""
    id_ = Namespace(THINGS)
    graph = Graph()
    node = URIRef("https://example.org/statement")
    for term, told in (
        (RDF.type, CBRN.Statement),
        (RDF.subject, id_["project/001"]),
        (RDF.predicate, CBRN[said]),
        (RDF.object, value),
        (CBRN.statedIn, id_["source/gazette-2020"]),
        (CBRN.locator, Literal("p 9")),
        (CBRN.statedOn, Literal("2020-05-04", datatype=XSD.date)),
    ):
        graph.add((node, term, told))
    return graph


def in_json_ld(said: str, value: Literal) -> bytes:
    """The same as JSON-LD; rdflib's writer would turn numbers into doubles."""
    told: dict[str, Any] = {"@value": str(value)}
    if value.datatype:
        told["@type"] = str(value.datatype)
    return json.dumps({
        "@type": str(CBRN.Statement),
        str(RDF.subject): {"@id": THINGS["project/001"]},
        str(RDF.predicate): {"@id": CBRN[said]},
        str(RDF.object): told,
        str(CBRN.statedIn): {"@id": THINGS["source/gazette-2020"]},
        str(CBRN.locator): "p 9",
        str(CBRN.statedOn): {"@value": "2020-05-04", "@type": str(XSD.date)},
    }).encode()  # fmt: skip


def in_workbook(said: str, value: str | float) -> bytes:
    """The same in a workbook, its text written as Excel writes it (ECMA-376, 22.4.2.4)."""
    row = ["gazette-2020", "project/001", said, "PLACE", "p 9"]
    book = workbook({"Statements": [row]})
    if isinstance(value, str):
        told = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value)
        told = re.sub(
            "[\x00-\x1f\ufffe\uffff\ud800-\udfff]", lambda one: f"_x{ord(one[0]):04X}_", told
        )
        told = told.replace("&", "&amp;").replace("<", "&lt;")
        new = f'<c r="D2" t="inlineStr"><is><t xml:space="preserve">{told}</t></is></c>'
    else:
        new = f'<c r="D2"><v>{value!r}</v></c>'
    old = b'<c r="D2" t="inlineStr"><is><t>PLACE</t></is></c>'
    return tampered(book, SHEET, lambda xml: xml.replace(old, new.encode()))


class Everywhere:
    """Brings one value in every form to one record."""

    def __init__(self, folder: Path) -> None:
        """Make the record in a folder."""
        self.root = folder / "project"
        shutil.copytree(ROOT / "tests" / "worlds" / "mini", self.root / "data")
        (self.root / "ontology").symlink_to(ROOT / "ontology")
        self.record = Record.load(self.root)

    def brought(self, name: str, content: bytes) -> str | None:
        """The object on the row that a file makes; None where the file has an error."""
        file = self.root / name
        file.write_bytes(content)
        try:
            proposal: Preview = look_at(file, self.record).proposal
        except FileRefused:
            return None
        if proposal.fatal:
            return None
        return [*(one.object for one in proposal.statements), ""][0]

    def forms(self, said: str, plain: str, value: Literal) -> Iterator[str | None]:
        """What each form but the workbook makes of a value."""
        yield self.brought("x.csv", as_csv([["gazette-2020", "project/001", said, plain, "p 9"]]))
        graph = as_graph(said, value)
        yield self.brought("x.ttl", graph.serialize(format="turtle").encode())
        yield self.brought("x.rdf", graph.serialize(format="xml").encode())
        yield self.brought("x.jsonld", in_json_ld(said, value))


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Everywhere:
    """A record that nothing is ever written to."""
    return Everywhere(tmp_path_factory.mktemp("forms"))


@settings(max_examples=10, deadline=None)
@example("Almaty\u200b")
@example("University of Lie\u0300ge")
@example("\ufeffTbilisi")
@example("_x0041_")
@example("Gen\u00c3\u00a8ve")
@example("page 4@fr")
@example("a\u2028b")
@example("53")
@example("=1+1")
@example("a/b · c")
@example("\ufffe")
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
def test_any_text_gives_the_same_row_in_every_form(everywhere: Everywhere, text: str) -> None:
    """xlsx, CSV, Turtle, RDF/XML and JSON-LD give one row, or an error."""
    given = list(everywhere.forms("place", text, Literal(text)))
    given.append(everywhere.brought("x.xlsx", in_workbook("place", text)))
    assert len({one for one in given if one is not None}) <= 1, given
    if text.isascii() and text.isalnum():
        assert given == [text] * 5


@settings(max_examples=10, deadline=None)
@example(Decimal("1.1"))
@example(Decimal("2969700.35"))
@example(Decimal("12345678901234567"))
@example(Decimal("0.00001"))
@example(Decimal("1000000"))
@given(st.decimals(-(10**12), 10**12, places=4) | st.integers(-(10**17), 10**17).map(Decimal))
def test_any_number_gives_the_same_row_in_every_form(
    everywhere: Everywhere, number: Decimal
) -> None:
    """Decimals, floating-point numbers and what a spreadsheet keeps of them give one row."""
    plain = f"{number:f}"
    given = list(everywhere.forms("budget", plain, Literal(plain, datatype=XSD.decimal)))
    double = Literal(f"{number:E}", datatype=XSD.double, normalize=False)
    given.append(
        everywhere.brought("d.nt", as_graph("budget", double).serialize(format="nt").encode())
    )
    given.append(everywhere.brought("x.xlsx", in_workbook("budget", float(number))))
    assert len({one for one in given if one is not None}) <= 1, given
    if number > 0 and len(number.normalize().as_tuple().digits) <= 15:
        assert None not in given
