"""The commands that ask the graph: what they print to a person, to a program, and on a mistake."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, parse

from graph.cli import main
from graph.commands.ask import ASKS_BACK
from graph.commands.output import as_text
from graph.knowledge_graph import KnowledgeGraph
from graph.store import load_questions
from graph.views.record.tables import Table
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
NAME = "SELECT ?country ?name { VALUES ?country { country:KAZ } ?country rdfs:label ?name }"
CARD = ["ask", "who-took-part", "--meeting", "meeting/rtm-ca-14"]


@pytest.fixture
def opened(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """The record, which the command finds open already: to open it takes longer than to ask it."""
    monkeypatch.setattr("graph.commands.engine.open_graph", lambda engine: kg)
    monkeypatch.setattr(KnowledgeGraph, "close", lambda _: None)


def told(*arguments: str, typed: str | None = None) -> str:
    """What a command prints where it goes well."""
    result = CliRunner().invoke(main, arguments, input=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(*arguments: str) -> str:
    """The sentence of a command that goes wrong, which prints nothing else."""
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    return result.stderr


def test_program_gets_json() -> None:
    """Without a terminal the answer is the standard's JSON, with addresses."""
    (row,) = json.loads(told("query", NAME))["results"]["bindings"]
    assert row["country"]["value"] == "https://w3id.org/cbrn-graph/id/country/KAZ"


def test_query_from_a_file_and_from_standard_input(tmp_path: Path) -> None:
    """A query may stand in a file, or come in through a pipe."""
    file = tmp_path / "one query.rq"
    file.write_text(NAME)
    assert told("query", str(file)) == told("query", "-", typed=NAME) == told("query", NAME)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
def test_person_gets_a_table() -> None:
    """On a terminal the answer is a table no wider than it, with labels for addresses."""
    import pty  # noqa: PLC0415 - Windows has none

    above, below = pty.openpty()
    command = [sys.executable, "-m", "graph.cli", *CARD]
    environment = {**os.environ, "COLUMNS": "90"}
    with subprocess.Popen(command, stdout=below, stderr=below, cwd=ROOT, env=environment):
        os.close(below)
        received = b""
        while True:
            try:
                piece = os.read(above, 65_536)
            except OSError:  # how Linux tells the end of a terminal
                break
            if not piece:
                break
            received += piece
    os.close(above)
    lines = received.decode().splitlines()
    assert lines[0].split() == ["participant", "part", "role", "document", "locator"]
    assert any(line.startswith("Kazakhstan  ") for line in lines)
    assert max(map(len, lines)) <= 90
    assert re.fullmatch(r"\d+ rows \(\d\.\d\d s\): \d+ different in participant\.", lines[-1])
    assert "https://" not in received.decode()


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv", "turtle", "nt", "jsonld", "rdfxml"])
def test_every_format(form: str) -> None:
    """Each format can be asked for, and what it cannot hold is a sentence."""
    triples = form in {"turtle", "nt", "jsonld", "rdfxml"}
    good, bad = NAME, "CONSTRUCT WHERE { country:KAZ rdfs:label ?name }"
    if triples:
        good, bad = bad, good
    assert "Kazakhstan" in told("query", good, "--format", form)
    assert f"not written as {form}" in refused("query", bad, "--format", form)


@pytest.mark.usefixtures("opened")
def test_triples_go_to_a_program_as_turtle() -> None:
    """A CONSTRUCT without a format is Turtle, all of it."""
    sparql = "CONSTRUCT WHERE { country:KAZ ?p ?o }"
    plain = told("query", sparql, "--format", "nt")
    assert len(plain.splitlines()) > 5
    assert len(list(parse(told("query", sparql), RdfFormat.TURTLE))) == len(plain.splitlines())


@pytest.mark.usefixtures("opened")
def test_yes_and_no() -> None:
    """A person is told yes, or that it is not on record."""
    assert told("query", "ASK { country:KAZ ?p ?o }", "--format", "table") == "Yes.\n"
    answer = told("query", "ASK { country:ATL ?p ?o }", "--format", "table")
    assert answer == "No, it is not on record.\n"


@pytest.mark.usefixtures("opened")
def test_part_of_an_answer_goes_to_people_only() -> None:
    """A table may be cut and says so; to a program nothing is written at all."""
    many = "SELECT * { ?s ?p ?o }"
    assert "Nothing was written. Only the first 5 rows" in refused("query", many, "--rows", "5")
    arguments = ["query", many, "--rows", "5", "--format", "table"]
    shown = CliRunner().invoke(main, arguments)
    assert len(shown.stdout.splitlines()) == 7
    assert "there is more (--rows raises it)" in shown.stderr


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["query", "SELECT * {"], "Line 1, column 11"),
        (["query", "DROP ALL"], "DROP changes data"),
        (["query", "none.rq"], "'none.rq' is neither a query nor a file"),
        (["query", str(ROOT / "docs/pictures/ask-light-420.png")], "not written in UTF-8"),
        (["query", "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f", "--seconds", "0.3"], "0.3 sec"),
        (["ask", "who-took-part", "--meeting", "rtm"], "'rtm' is not on record"),
    ],
)
def test_mistake_is_a_sentence(arguments: list[str], sentence: str) -> None:
    """What goes wrong is told without a stack trace, and the exit code is 1."""
    assert sentence in refused(*arguments)


def test_card_is_answered() -> None:
    """A card's answer is that of its file of expected rows."""
    rows = list(csv.DictReader(io.StringIO(told(*CARD, "--format", "csv"))))
    expected = (ROOT / "tests" / "answers" / "who-took-part.csv").read_text("utf-8")
    assert len(rows) == len(list(csv.DictReader(io.StringIO(expected))))


@pytest.mark.usefixtures("opened")
def test_card_takes_a_name_and_gives_names() -> None:
    """A card takes a thing by any of its names, and names things beside their addresses."""
    by_name = told("ask", "countries-of-region", "--region", "Central Asia", "--format", "csv")
    by_key = told("ask", "countries-of-region", "--region", "region/CA", "--format", "csv")
    assert by_name == by_key
    names = {row["country"]: row["countryLabel"] for row in csv.DictReader(io.StringIO(by_name))}
    assert names["https://w3id.org/cbrn-graph/id/country/KAZ"] == "Kazakhstan"
    plain = told("ask", "countries-of-region", "--format", "csv", "--labels", "")
    assert "Label" not in plain.splitlines()[0]
    assert "is not on record" in refused("ask", "countries-of-region", "--region", "Atlantis")


def test_version_and_help_load_nothing_else() -> None:
    """The version is told without what the commands stand on, and help shows no raw signs."""
    code = (
        "import sys; from graph.cli import main; "
        "sys.argv = ['cbrn-graph', '--version']; "
        "\ntry: main()\nexcept SystemExit: pass\n"
        "print(sorted({'rdflib', 'pyoxigraph', 'pandas', 'streamlit'} & sys.modules.keys()))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert run.stdout.splitlines()[-1] == "[]"
    assert "version" in run.stdout
    for name in ("query", "ask", "report"):
        assert "\\b" not in told(name, "--help")


def test_every_card_is_a_command() -> None:
    """Each card is listed with its question and has an option for each of its parameters."""
    listed = told("ask", "--help")
    for key, question in load_questions().items():
        assert key in listed
        options = told("ask", key, "--help")
        for parameter in question.parameters:
            assert f"--{parameter.name.replace('_', '-')}" in options


def test_table_fits_and_steers_nothing() -> None:
    """A long cell is shortened, and what would steer a terminal or break the line is a blank."""
    table = Table(("a", "long"), (("x\x1b[31m\n", "y" * 100),), ((None, None),))
    lines = as_text(table, 40).splitlines()
    assert len(lines) == 3
    assert max(map(len, lines)) <= 40
    assert lines[2].endswith("y…")
    assert "\x1b" not in lines[2]


@pytest.mark.slow
def test_serve_until_it_is_ended() -> None:
    """The command serves pages and endpoint on the port given, and ends when it is told to."""
    port = free_port()
    command = [sys.executable, "-m", "graph.cli", "serve", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT) as server:
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    with urlopen(f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D") as answer:
                        assert json.load(answer)["boolean"] is True
                    break
                except URLError:
                    assert server.poll() is None
                    assert time.monotonic() < until
                    time.sleep(0.2)
        finally:
            server.terminate()
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/sparql")


@pytest.mark.usefixtures("opened")
def test_find_lists_what_words_can_mean() -> None:
    """The ranking is that of every picker: as CSV with the name by which a thing was found."""
    rows = list(csv.DictReader(io.StringIO(told("find", "preca", "--format", "csv"))))
    assert list(rows[0]) == ["key", "label", "kind", "matched"]
    assert rows[0] == {
        "key": "project/087",
        "label": "Project 87 PRECA",
        "kind": "Project",
        "matched": "PRECA",
    }
    found = csv.DictReader(io.StringIO(told("find", "46", "--kind", "project")))
    assert [row["key"] for row in found] == ["project/046"]


@pytest.mark.usefixtures("opened")
def test_find_says_what_is_not_on_record() -> None:
    """What nothing is called is said, and what is only close is not passed off as it."""
    result = CliRunner().invoke(main, ["find", "Brazil"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Nothing on record is called 'Brazil'.\n"
    result = CliRunner().invoke(main, ["find", "Kazahkstan"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1].startswith("country/KAZ,Kazakhstan,")
    assert "only close to it" in result.stderr


@pytest.mark.usefixtures("opened")
def test_question_in_plain_words_is_answered() -> None:
    """How it was read is told on standard error, the rows have names on standard output."""
    result = CliRunner().invoke(main, ["ask", "Which projects cover both Georgia and Ukraine?"])
    assert result.exit_code == 0
    asked, note, left_out = result.stderr.splitlines()
    assert asked == "Question: Which projects cover both Georgia and Ukraine?"
    assert "documents name only the region that they cover" in left_out
    assert note == f"Note: {load_questions()['projects-with-both'].note}"
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert {row["project"] for row in rows} == {
        "Project 100",
        "Project 101",
        "Project 36 MediPIET II",
        "Project 67",
        "Project 88",
    }


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("which sites in Georgia are vulnerable", "Not understood: “sites” and “vulnerable”."),
        (
            "Georgia and Kazakhstan",
            "It could mean:\n  Which projects cover both Georgia and Kazakhstan?",
        ),
        ("who bridges Georgia and Kazakhstan", "on the page /connections?group=country/GEO&"),
        ("who is the president of Norway", "Nothing here answers that"),
        (
            "Which country has the most meetings?",
            "It could mean:\n  Countries: most first: attended or country of venue for any meeting",
        ),
        ("Morocco, Algeria and Tunisia", "Side by side: Morocco, Algeria, Tunisia"),
        ("xyzzy", "Not understood: “xyzzy”."),
    ],
)
def test_question_that_is_not_clear_is_asked_back(text: str, says: str) -> None:
    """Nothing is guessed: what is not understood and what could be meant is told, with code 3."""
    result = CliRunner().invoke(main, ["ask", text])
    assert (result.exit_code, result.stdout) == (3, "")
    assert says in result.stderr


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    "asked",
    [
        ["When did Georgia join the Initiative?"],
        ["accession", "--country", "Georgia", "--format", "table"],
    ],
)
def test_empty_answer_of_a_card_explains_itself_in_its_words(asked: list[str]) -> None:
    """What there is an answer for is told, as on the page, and no line of a query."""
    result = CliRunner().invoke(main, ["ask", *asked])
    assert result.exit_code == 0
    assert "There is an answer in place of Georgia for: Kazakhstan, " in result.stderr
    assert "?" not in result.stderr.partition("Nothing on record")[2]


@pytest.mark.usefixtures("opened")
def test_each_of_several_questions_is_answered() -> None:
    """One after the other, with a line between; a file holds one answer and is asked back."""
    text = "What is Project 53 about and who implements it?"
    result = CliRunner().invoke(main, ["ask", text])
    about, who = result.stdout.split("\n\n")
    assert (about.split(",")[0], who.split(",")[0]) == ("about", "participant")
    assert "International Science and Technology Center" in who
    assert result.stderr.count("Question: ") == 2
    assert result.exit_code == 0
    refused = CliRunner().invoke(main, ["ask", text, "--format", "csv"])
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "Who takes part in Project 53, in what role, and who says so?" in refused.stderr


@pytest.mark.usefixtures("opened")
def test_how_many_is_told_beside_the_rows() -> None:
    """Where a thing has several rows, the number of different things stands beside that of rows."""
    text = "How many partner countries are there?"
    result = CliRunner().invoke(main, ["ask", text, "--format", "table"])
    assert result.exit_code == 0
    assert "62 different in country" in result.stderr or "62 in country" in result.stderr


def test_a_report_with_names_in_a_language(tmp_path: Path) -> None:
    """Names are in the language that is wanted; one in which there are none is told as such."""
    target = tmp_path / "report.html"
    asked = ["report", "country/KAZ", "--to", str(target), "--lang"]
    refused = CliRunner().invoke(main, [*asked, "xx"])
    assert refused.exit_code == 1
    assert "No name in 'xx' is on record; there are: en, " in refused.output
    assert not target.exists()
    assert CliRunner().invoke(main, [*asked, "ar"]).exit_code == 0
    assert "كازاخستان" in target.read_text("utf-8")


@pytest.mark.usefixtures("opened")
@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["find", "Kyrgyzstan"], ",Kirghizstan,Pays,"),
        (["ask", "Quels projets couvrent la Géorgie et l’Ukraine ?"], "Géorgie et Ukraine ?"),
        (["ask", "countries-of-region", "--region", "region/CA"], '"value":"Kirghizstan"'),
        (["ask", "countries-of-region", "--format", "table"], "\nKirghizstan "),
    ],
)
def test_a_question_and_its_answer_in_a_language(asked: list[str], says: str) -> None:
    """Things are named in the language, and a question is read in it too."""
    assert says in CliRunner().invoke(main, [*asked, "--lang", "fr"]).output
    assert says not in CliRunner().invoke(main, asked).output
    refused = CliRunner().invoke(main, [*asked, "--lang", "xx"])
    assert "No name in 'xx' is on record" in refused.output


@pytest.mark.usefixtures("opened")
def test_how_many_is_told_as_a_number() -> None:
    """A country that is in two regions is one of the partner countries."""
    result = CliRunner().invoke(main, ["ask", "how many partner countries are there"])
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    countries = {row["country"] for row in rows}
    assert len(countries) < len(rows)
    assert f"On record: {len(countries)} different in country." in result.stderr


@pytest.mark.usefixtures("opened")
def test_other_reading_is_offered_where_the_first_has_no_answer() -> None:
    """Nothing is said not to be on record before the other ways to read it have been tried."""
    result = CliRunner().invoke(main, ["ask", "organisations in projects with Belgium"])
    assert result.exit_code == ASKS_BACK
    assert "Nothing on record answers this." in result.stderr
    assert "Which organisations based in Belgium are in projects" in result.stderr
    assert not result.stdout
