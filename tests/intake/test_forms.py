"""Tables in other forms come in by a profile; a stranger's file gets a sentence."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner
from openpyxl import Workbook

from graph.cli import main
from graph.intake.corrections import Answers
from graph.intake.forms.countries import alpha_3
from graph.intake.limits import FileRefused
from graph.intake.record import Record
from graph.intake.worker import look_at
from tests.intake.sheets import workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.intake.proposal import Preview
    from graph.intake.worker import Outcome

    Look = Callable[..., Outcome]

FORMS = Path(__file__).parent / "forms"
ROOT = FORMS.parents[2]


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts, none of them packed."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        for name, content in parts.items():
            whole.writestr(name, content)
    return target.getvalue()


ODS = zipped({
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": (FORMS / "content.xml").read_bytes(),
})  # fmt: skip
TOGETHER = zipped({
    "all/things.csv": b"key,type,label\norganisation/new,Company,New Limited\n",
    "all/gazette-2020.csv": b"subject,property,object,locator\n"
    b"organisation/new,basedIn,Cland,p 9\n",
    "all/read me.txt": b"Two tables.",
})  # fmt: skip


@pytest.fixture
def bring(world: Path, tmp_path: Path) -> Callable[[str, bytes], Preview]:
    """Brings a file as the gazette, to a record that has Kazakhstan too."""
    table = world / "data" / "things" / "all.csv"
    table.write_text(table.read_text() + "country/KAZ,Country,Kazakhstan,\n")

    def brought(name: str, content: bytes) -> Preview:
        file = tmp_path / name
        file.write_bytes(content)
        answers = Answers(document="gazette-2020")
        return look_at(file, Record.load(world), answers=answers).proposal

    return brought


@pytest.mark.parametrize(
    ("name", "things", "statements"),
    [
        ("iati.xml", ["project/xm-dac-ml-2022-1: Laboratories of the East"],
         ["coversCountry country/KAZ", "fundedBy organisation/agency",
          "implementedWith organisation/office", "startDate 2022-03-01", "status ongoing"]),
        ("cordis.csv", ["project/eastlab: EASTLAB"],
         ["budget 2969700.35", "endDate 2025-02-28", "startDate 2022-03-01", "status ongoing",
          "title Laboratories of the East"]),
        ("cordis.json", ["project/westlab: WESTLAB"],
         ["budget 1500000", "endDate 2021-02-28", "startDate 2020-03-01", "status closed",
          "title Laboratories of the West"]),
        ("ror.json", ["organisation/institute-of-the-east: Institute of the East"],
         ["basedIn country/KAZ", "notation https://ror.org/0mini00"]),
        ("calendar.ics", ["meeting/workshop-on-waste-first-day-2022-03-01: "
                          "Workshop on waste, first day"],
         ["endDate 2022-03-02", "organisedBy organisation/agency", "place Hall",
          "startDate 2022-03-01"]),
        ("wikidata.json", ["organisation/centre-for-waste: Centre for Waste"],
         ["basedIn country/CCC"]),
        ("triples.csv", [], ["attendedBy country/CCC", "coversCountry country/CCC"]),
        ("gazette-2020.tsv", [], ["coversCountry country/CCC"]),
        ("table.ods", [], ["budget 1.1"]),
        ("together.zip", ["organisation/new: New Limited"], ["basedIn country/CCC"]),
    ],
)  # fmt: skip
def test_ten_forms_come_in(
    bring: Callable[[str, bytes], Preview], name: str, things: list[str], statements: list[str]
) -> None:
    """Each file becomes the things and the statements that a person would have typed."""
    made = {
        "table.ods": ODS,
        "together.zip": TOGETHER,
        "gazette-2020.tsv": (FORMS / "table.tsv").read_bytes(),
    }
    proposal = bring(name, made[name] if name in made else (FORMS / name).read_bytes())
    assert [str(one) for one in proposal.findings if one.fatal] == []
    assert [f"{one.key}: {one.label}" for one in proposal.things] == things
    assert sorted(f"{one.property} {one.object}" for one in proposal.statements) == statements
    assert "example" not in "".join(content.decode() for name, content in proposal.files.items()
                                    if content and not name.startswith("documents"))  # fmt: skip


STRANGERS = {
    "page.csv": (b"<!DOCTYPE html><html><body>x</body></html>", "is a web page (HTML)"),
    "letter.docx": (zipped({"word/document.xml": b"<w/>"}), "is a Word document"),
    "text.ods": (zipped({"content.xml": b"<w/>"}), "is an OpenDocument file that is no spread"),
    "note.txt": (b"The meeting took place in March.", "is a plain text (to propose statements"),
    "m49.xml": (b'<codes xmlns="urn:x"><c n="4"/></codes>', "is XML of the kind 'codes'"),
    "map.json": (b'{"type": "FeatureCollection", "features": []}',
                 "is JSON (with type, features), for which there is no profile"),
    "list.csv": (b"name,colour\nx,red\n", "is not a table of documents, things or statements"),
    "cards.vcf": (b"BEGIN:VCARD\nEND:VCARD\n", "is contact cards (vCard)"),
    "empty.ics": (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "is a calendar without events"),
    "data.parquet": (b"PAR1....", "is a Parquet table"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGERS)
def test_a_strangers_file_gets_a_sentence(world: Path, tmp_path: Path, name: str) -> None:
    """What is not read is an error that says what it is and what to do, never 'adds nothing'."""
    content, says = STRANGERS[name]
    file = tmp_path / name
    file.write_bytes(content)
    done = CliRunner().invoke(main, ["import", str(file), "--root", str(world)])
    told: dict[str, Any] = json.loads(done.output)
    assert done.exit_code == 1
    assert says in told["refused"], told["refused"]
    assert re.search(r"bring a workbook \(\.xlsx, \.ods\)|needs a profile", told["refused"])


def test_a_file_of_others_asks_which_document_it_is(world: Path, tmp_path: Path) -> None:
    """Every statement is one of a document; who brings the file says which."""
    file = tmp_path / "export.json"
    file.write_bytes((FORMS / "cordis.json").read_bytes())
    with pytest.raises(FileRefused, match=r"has 1 record in the form of CORDIS JSON\. Say which"):
        look_at(file, Record.load(world))


def test_an_own_profile_is_used(world: Path, tmp_path: Path) -> None:
    """A profile of one's own maps headings to properties and codes to words."""
    profile = tmp_path / "ours.toml"
    profile.write_text(
        'name = "ours"\nform = "csv"\nneeds = ["Nr"]\n[columns]\nkey = "project/{Nr}"\n'
        'status = "State"\nlocator = "row {Nr}"\n[values.status]\nL = "ongoing"\n'
    )
    file = tmp_path / "ours.csv"
    file.write_text("Nr;State\n002;L\n")
    command = [
        "import", str(file), "--root", str(world), "--profile", str(profile),
        "--document", "gazette-2020",
    ]  # fmt: skip
    told = json.loads(CliRunner().invoke(main, command).output)
    assert [(one["subject"], one["object"]) for one in told["statements"]] == [
        ("project/002", "ongoing")
    ]


WORKBOOK: Final = [
    ["Ref.", "What it is called", "State/phase", "Led by", "Notes"],
    ["7", "Laboratories of the East", "L", "The Agency", "x"],
    ["12", "Waste of the West", "C", "Agency", ""],
]
MAPPED: Final = (
    "--type", "Project", "--key", "Ref.", "--column", "What it is called=label",
    "--column", "State/phase=status", "--column", "Notes=", "--value", "status:L=ongoing",
    "--value", "status:C=closed",
)  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_table_of_any_form_is_mapped_and_known_again(
    world: Path, tmp_path: Path, form: str
) -> None:
    """Its headings are shown, mapped once, and kept; then a file of the form comes in by itself."""
    file = tmp_path / f"gazette-2020.{form}"
    if form == "csv":
        file.write_text("\n".join(";".join(row) for row in WORKBOOK))
    else:
        book = Workbook()
        for row in WORKBOOK:
            book.active.append(row)
        book.save(file)

    def run(*command: str) -> dict[str, Any]:
        done = CliRunner().invoke(main, [*command, "--root", str(world)])
        told: dict[str, Any] = json.loads(done.output)
        return told

    refused = run("import", str(file))["refused"]
    assert "map its columns on the page Add a document, or with 'cbrn-graph map'" in refused
    shown = run("map", str(file), "--json")
    assert {one["heading"]: one["column"] for one in shown["headings"]} == {
        "Ref.": "", "What it is called": "", "State/phase": "", "Led by": "ledBy", "Notes": "",
    }  # fmt: skip
    assert shown["headings"][2]["codes"] == ["L", "C"]
    status = next(one for one in shown["targets"] if one["column"] == "status")
    assert {"ongoing", "closed"} <= set(status["values"])
    assert not (world / "data" / "profiles").exists()
    kept = run("map", str(file), *MAPPED, "--name", "our list", "--keep", "--json")
    assert kept["written"] == [str(world / "data/profiles/our-list.toml")]
    told = run("import", str(file))
    assert told["ok"], told["findings"]
    assert [one["key"] for one in told["things"]] == ["project/007", "project/012"]
    assert sorted((one["property"], one["object"]) for one in told["statements"]) == [
        ("ledBy", "organisation/agency"), ("ledBy", "organisation/agency"),
        ("status", "closed"), ("status", "ongoing"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--key", "Ref."), "Say what the rows are about"),
        (("--type", "Project"), "which heading has the key or the name"),
        (("--type", "Projekt", "--key", "Ref."), "'Projekt' is no class of the ontology"),
        (("--type", "Project", "--key", "Nr"), "has no heading 'Nr'; it has Ref., What"),
        (("--type", "Project", "--key", "Ref.", "--column", "Notes=note"), "'note' is no column"),
        (("--column", "Notes"), "write HEADING=COLUMN"),
        (("--value", "L=ongoing"), "write COLUMN:CODE=WORD"),
    ],
)
def test_a_mapping_that_cannot_be_is_a_sentence(
    world: Path, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    """What is missing or not known is said, and no profile is written."""
    file = tmp_path / "list.csv"
    file.write_text("\n".join(";".join(row) for row in WORKBOOK))
    command = ["map", str(file), *options, "--keep", "--json", "--root", str(world)]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 1
    assert says in json.loads(done.output)["refused"]
    assert not (world / "data" / "profiles").exists()


def test_a_folder_of_tables_is_one(world: Path, tmp_path: Path) -> None:
    """Tables in a folder are looked at together, so one may name what another brings."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "things.csv").write_text("key,type,label\norganisation/new,Company,New Limited\n")
    (folder / "more.xlsx").write_bytes(workbook({
        "Statements": [["gazette-2020", "New Limited", "based in", "Cland", "p 9"]]
    }))  # fmt: skip
    told = json.loads(
        CliRunner().invoke(main, ["import", str(folder), "--root", str(world)]).output
    )
    assert (told["ok"], told["counts"]["things"], told["counts"]["statements"]) == (True, 1, 1)


def test_every_country_on_record_has_its_two_letters() -> None:
    """The table of codes knows all countries of the record."""
    lines = (ROOT / "data" / "things" / "countries.csv").read_text("utf-8").splitlines()[1:]
    keys = {line.partition(",")[0].removeprefix("country/") for line in lines}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    known = {alpha_3(one + other) for one in letters for other in letters}
    assert keys <= known
