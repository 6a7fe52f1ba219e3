"""The writing half: rows become statements, are resolved, checked and released."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, RDF, Graph, Literal, URIRef

from graph.building import check
from graph.building.draft import drafted
from graph.building.literals import labelled
from graph.building.release import Release, build, write
from graph.manifest import Manifest, manifest_of
from graph.vocabulary import CBRN, thing
from tests.mini_world import mini_project

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent
CASES = sorted((TESTS / "building" / "bad_tables").glob("*.toml"))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the mini-world that a test may change: tables of its own, the real ontology."""
    return mini_project(tmp_path)


def graph_of(release: Release) -> Graph:
    """The release read back as RDF."""
    return Graph().parse(data=release.text, format="nt")


def test_mini_world_builds_clean(world: Path) -> None:
    """The invented world passes every check, and what it holds is counted."""
    release = build(world)
    assert [str(finding) for finding in release.findings if "error" in str(finding)] == []
    assert (release.documents, release.things, release.statements) == (2, 14, 27)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_bad_table_is_named_with_its_place(world: Path, case: Path) -> None:
    """A table that is wrong in one place gives the file, row, column and what to do."""
    told = tomllib.loads(case.read_text())
    edit = told["edit"]
    table = world / "data" / edit["file"]
    text = table.read_text()
    assert edit["find"] in text, "the case no longer matches the mini-world"
    table.write_text(text.replace(edit["find"], edit["replace"], 1))
    release = build(world)
    assert release.fatal
    found = [str(finding) for finding in release.findings]
    for expected in told["expects"]:
        assert any(f"error: data/{expected}" in line for line in found), found


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        ("key,title\nä,b".encode("utf-16"), "is not UTF-8; save the file as 'CSV UTF-8'"),
        ("key,type,label\ncountry/AAA,Country,Казань".encode("cp1251"), "line 2 is not UTF-8"),
        (b"key,type,label\ncountry/\x00AA,Country,A", "control character"),
    ],
)
def test_unreadable_table_is_a_sentence(world: Path, content: bytes, sentence: str) -> None:
    """Bytes that are no UTF-8 table are reported, not guessed at, and nothing crashes."""
    (world / "data" / "things" / "all.csv").write_bytes(content)
    assert any(sentence in str(finding) for finding in build(world).findings)


def test_byte_order_mark_is_no_part_of_the_heading(world: Path) -> None:
    """A table that Excel saved as CSV UTF-8 reads like any other."""
    before = build(world).text
    table = world / "data" / "documents.csv"
    table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes())
    assert build(world).text == before


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("Казахстан@kk", "kk"),
        ("Qazaqstan@kk-Latn-KZ", "kk-latn-kz"),
        ("Programme@en-GB-oxendict", "en-gb-oxendict"),
        ("Office@en-ab-cd", None),
        ("Office@en-12", None),
        ("Office@unit", None),
    ],
)
def test_language_of_a_label(text: str, tag: str | None) -> None:
    """A label ends in a tag that every engine reads, or is English whatever it ends in."""
    label = labelled(text)
    assert (label.language, str(label)) == ((tag, text.partition("@")[0]) if tag else ("en", text))
    assert len(list(parse(f"<x:a> <x:b> {label.n3()} .", RdfFormat.N_TRIPLES))) == 1


def test_missing_table_is_a_sentence(world: Path) -> None:
    """A table that is not there is named."""
    (world / "data" / "documents.csv").unlink()
    assert any("this table is missing" in str(finding) for finding in build(world).findings)


def test_triple_without_statement_is_fatal(world: Path) -> None:
    """A plain triple that no document states is an error, though its subject is known."""
    draft = drafted(world)
    draft.graph.add((thing("country/CCC"), CBRN.inRegion, thing("region/WE")))
    findings = list(
        check.without_evidence(draft.graph, draft.statements, draft.terms, draft.origins)
    )
    assert len(findings) == 1
    assert "Cland · in region · West" in findings[0].sentence


def test_statement_without_locator_supports_nothing(world: Path) -> None:
    """A statement that does not say where in its document it stands is no evidence."""
    draft = drafted(world)
    line = (thing("country/BBB"), CBRN.inRegion, thing("region/EA"))
    statements = [
        replace(one, locator="") if one.triple == line else one for one in draft.statements
    ]
    findings = list(check.without_evidence(draft.graph, statements, draft.terms, draft.origins))
    assert ["Bland · in region · East" in finding.sentence for finding in findings] == [True]


def test_documents_that_agree_make_two_statements_of_one_triple(world: Path) -> None:
    """Both documents say who leads Project 1: one line, two statements."""
    graph = graph_of(build(world))
    leaders = list(graph.objects(thing("project/001"), CBRN.ledBy))
    statements = [
        node
        for node in graph.subjects(RDF.predicate, CBRN.ledBy)
        if graph.value(node, RDF.subject) == thing("project/001")
    ]
    assert leaders == [thing("organisation/agency")]
    assert len(statements) == len({graph.value(node, CBRN.statedIn) for node in statements}) == 2


def test_newest_of_two_values_wins_and_the_other_stays_disputed(world: Path) -> None:
    """A property with one value keeps the newest document's; the older statement stays."""
    graph = graph_of(build(world))
    assert list(graph.objects(thing("project/001"), CBRN.status)) == [Literal("closed")]
    disputed = list(graph.subjects(CBRN.review, CBRN.Disputed))
    values = {str(graph.value(node, RDF.object)) for node in disputed}
    assert values == {"ongoing", "3"}


def test_stated_beats_newer_derived(world: Path) -> None:
    """What a document says outweighs what was worked out, even from a newer document."""
    graph = graph_of(build(world))
    counts = list(graph.objects(thing("initiative/mini"), CBRN.partnerCount))
    assert [str(count) for count in counts] == ["2"]


def test_document_without_a_date_counts_from_its_reading_and_ranks_last(world: Path) -> None:
    """An undated document has no date in the graph, and a dated one outweighs it."""
    table = world / "data" / "documents.csv"
    heading, gazette, herald = table.read_text().splitlines()
    undated = herald.replace("2021-06", "") + ",2026-11-22"
    table.write_text("\n".join([f"{heading},read", f"{gazette},", undated]) + "\n")
    graph = graph_of(build(world))
    assert graph.value(thing("source/herald-2021"), DCTERMS.issued) is None
    stated = {
        str(graph.value(node, CBRN.statedOn))
        for node in graph.subjects(CBRN.statedIn, thing("source/herald-2021"))
    }
    assert stated == {"2026-11-22"}
    assert list(graph.objects(thing("project/001"), CBRN.status)) == [Literal("ongoing")]


@pytest.mark.parametrize(
    ("review", "status"), [("accepted", "ongoing"), ("withdrawn", "closed"), ("", "closed")]
)
def test_review_comes_before_age(world: Path, review: str, status: str) -> None:
    """An accepted statement wins over a newer one; a withdrawn one asserts nothing."""
    table = world / "data" / "statements" / "gazette-2020.csv"
    lines = table.read_text().splitlines()
    lines = [f"{line},{'review' if not number else ''}" for number, line in enumerate(lines)]
    table.write_text(
        "\n".join(lines).replace("ongoing,paragraph 3,,,,,,", f"ongoing,paragraph 3,,,,,,{review}")
    )
    graph = graph_of(build(world))
    assert [str(one) for one in graph.objects(thing("project/001"), CBRN.status)] == [status]


def test_supertypes_and_superproperties_are_written(world: Path) -> None:
    """A round table is also a meeting, and who addressed it was involved."""
    graph = graph_of(build(world))
    meeting = thing("meeting/rtm-e-02")
    assert {CBRN.RoundTable, CBRN.Meeting, CBRN.Activity, CBRN.Thing} <= set(
        graph.objects(meeting, RDF.type)
    )
    assert (meeting, CBRN.involves, thing("person/one")) in graph


def test_numbers_are_written_in_the_form_that_engines_keep(world: Path) -> None:
    """2.50 is written 2.5, as Oxigraph would rewrite it."""
    graph = graph_of(build(world))
    budget = graph.value(thing("project/002"), CBRN.budget)
    assert budget is not None
    assert budget.n3() == '"2.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'


@pytest.mark.parametrize(
    "label",
    ["<img src=x onerror=alert(1)> \\ 'q' مرحبا {{x}}", "a\u2028b\u2029c\u0085d"],
    ids=["markup", "separators"],
)
def test_hostile_labels_survive_as_text(world: Path, label: str) -> None:
    """Markup, quotation marks, right-to-left text and odd line ends go through unchanged."""
    table = world / "data" / "things" / "all.csv"
    table.write_text(table.read_text().replace("Cland", label))
    graph = graph_of(build(world))
    labels = set(map(str, graph.objects(thing("country/CCC"))))
    assert label in labels


def test_same_bytes_under_any_hash_seed(world: Path) -> None:
    """Two builds in processes with different hash seeds write the same file."""
    code = (
        "import sys, pathlib; sys.path.insert(0, sys.argv[2])\n"
        "from graph.building.release import build\n"
        "sys.stdout.write(build(pathlib.Path(sys.argv[1])).text)"
    )
    texts = [
        subprocess.run(
            [sys.executable, "-c", code, str(world), str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert texts[0] == texts[1]
    assert texts[0].count(b"\n") > 100


def test_statement_address_does_not_depend_on_its_row(world: Path) -> None:
    """Rows in another order, and more of them, leave every statement's address as it was."""
    before = set(graph_of(build(world)).subjects(RDF.type, CBRN.Statement))
    table = world / "data" / "statements" / "herald-2021.csv"
    heading, *rows = table.read_text().splitlines()
    rows.append("country/CCC,inRegion,region/WE,paragraph 7,,,,,")
    table.write_text("\n".join([heading, *reversed(rows)]) + "\n")
    after = set(graph_of(build(world)).subjects(RDF.type, CBRN.Statement))
    assert before < after
    assert len(after - before) == 1


def test_writing_replaces_the_file_at_once(world: Path) -> None:
    """The old file stands until the new one is whole, and no draft is left."""
    release = build(world)
    target = world / "data" / "built" / "cbrn.nt"
    write(release, target)
    write(release, target)
    assert target.read_text() == release.text
    names = sorted(path.name for path in target.parent.iterdir())
    assert names == ["cbrn.nt", "cbrn.nt.manifest.json"]


def test_full_disk_is_a_sentence(world: Path) -> None:
    """Where the build cannot be written, what was there stays, with no draft beside it."""
    target = world / "data" / "built" / "cbrn.nt"
    write(build(world), target)
    before = {path.name: path.read_bytes() for path in target.parent.iterdir()}
    limited = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))\n"
    limited += "from graph.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", limited, "build", "--root", str(world)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be written: File too large. What was there stays." in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name: path.read_bytes() for path in target.parent.iterdir()} == before


def test_committed_file_is_what_the_tables_give(root: Path) -> None:
    """The built file in the repository is that of its tables, without an error."""
    release = build(root)
    assert not release.fatal, [str(finding) for finding in release.findings]
    built = root / "data" / "built" / "cbrn.nt"
    assert built.read_text() == release.text
    manifest = Manifest.beside(built)
    assert manifest == Manifest.of(built.read_bytes())
    assert manifest_of(built).read_bytes() == manifest.to_json()


def test_built_file_has_no_blank_nodes(root: Path) -> None:
    """Every node has an address, so lines can be sorted and compared."""
    graph = Graph().parse(root / "data" / "built" / "cbrn.nt", format="nt")
    assert all(isinstance(subject, URIRef) for subject in graph.subjects())
    assert all(isinstance(value, URIRef | Literal) for value in graph.objects())
