"""RDF in the words of other vocabularies comes in by the alignments, its addresses asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from click.testing import CliRunner

from graph.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TURTLE: Final = """
@prefix schema: <http://schema.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix at: <https://press.example/> .
at:lab a org:Organization ; foaf:name "Laboratory of the East"@en , "Лаборатория Востока"@ru ;
    schema:parentOrganization at:agency ; foaf:homepage at:home .
at:agency a schema:Organization ; schema:name "The Agency" .
at:ann a foaf:Person ; foaf:name "Ann Bell" ; schema:worksFor at:lab ; foaf:mbox <mailto:a@b.c> .
at:day a schema:Event ; dct:title "Open day" ; schema:startDate "2022-03-01T09:00:00" ;
    schema:organizer at:lab ; schema:attendee at:ann .
"""
TRIG: Final = TURTLE.replace("at:lab a org", "at:graph {\nat:lab a org") + "}\n"
QUADS: Final = """
<https://press.example/lab> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/org#Organization> <https://press.example/g> .
<https://press.example/lab> <http://www.w3.org/2004/02/skos/core#prefLabel> "Laboratory of the East"@en <https://press.example/g> .
<https://press.example/lab> <https://schema.org/parentOrganization> <https://press.example/agency> <https://press.example/g> .
<https://press.example/agency> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://xmlns.com/foaf/0.1/Organization> .
<https://press.example/agency> <http://xmlns.com/foaf/0.1/name> "The Agency" .
"""  # noqa: E501 - a line of N-Quads is one statement
JSON_LD: Final = json.dumps({
    "@context": "https://schema.org",
    "@type": "Event",
    "@id": "https://press.example/day",
    "name": "Open day",
    "startDate": "2022-03-01",
    "organizer": {"@type": "Organization", "name": "The Agency"},
})  # fmt: skip
WHOLE: Final = (
    ["meeting/open-day", "organisation/laboratory-of-the-east", "person/ann-bell"],
    ["attendedBy person/ann-bell", "organisedBy organisation/laboratory-of-the-east",
     "partOf organisation/agency", "startDate 2022-03-01",
     "worksFor organisation/laboratory-of-the-east"],
)  # fmt: skip


def run(world: Path, file: Path, *options: str) -> dict[str, Any]:
    """What the import tells of a file that is the gazette."""
    command = ["import", str(file), "--root", str(world), *options]
    told: dict[str, Any] = json.loads(CliRunner().invoke(main, command).output)
    return told


@pytest.mark.parametrize(
    ("form", "content", "brings"),
    [
        ("ttl", TURTLE, WHOLE),
        ("trig", TRIG, WHOLE),
        ("nq", QUADS, (["organisation/laboratory-of-the-east"], ["partOf organisation/agency"])),
        ("jsonld", JSON_LD,
         (["meeting/open-day"], ["organisedBy organisation/agency", "startDate 2022-03-01"])),
    ],
)  # fmt: skip
def test_other_vocabularies_come_in_after_asking(
    world: Path, tmp_path: Path, form: str, content: str, brings: tuple[list[str], list[str]]
) -> None:
    """Each address is asked for first; with the keys taken, things and lines are those of ours."""
    new, said = brings
    file = tmp_path / f"gazette-2020.{form}"
    file.write_text(content)
    asked = run(world, file)
    assert not asked["ok"]
    first = {one["name"]: one["suggestions"][0]["key"] for one in asked["unknown"]}
    assert set(new) <= set(first.values())
    assert {one["column"] for one in asked["findings"] if one["severity"] == "error"} == {"key"}
    taken = run(world, file, "--new-keys")
    assert taken["ok"], taken["findings"]
    assert sorted(one["key"] for one in taken["things"]) == new
    assert sorted(f"{one['property']} {one['object']}" for one in taken["statements"]) == said
    assert "press.example" not in json.dumps([taken["things"], taken["statements"]])
    chosen = [f"--choose={name}={key}" for name, key in first.items()]
    assert run(world, file, *chosen)["statements"] == taken["statements"]


def test_what_no_term_of_ours_is_near_is_counted(world: Path, tmp_path: Path) -> None:
    """What is left out is named with its number, and which document the file is has to be said."""
    file = tmp_path / "gazette-2020.ttl"
    file.write_text(TURTLE)
    told = run(world, file, "--new-keys")
    left = next(one for one in told["notes"] if one.startswith("Not taken"))
    assert "mbox (1)" in left
    assert "homepage (1)" in left
    other = tmp_path / "page.ttl"
    other.write_text(TURTLE)
    assert "in the form of other vocabularies" in run(world, other)["refused"]
    assert run(world, other, "--document", "gazette-2020", "--new-keys")["ok"]
