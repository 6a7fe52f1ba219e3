"""Question cards: read strictly, bound by term, asked in words.

Each file of ``questions_bad`` has one fault; its last line says what is to be said about it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph
import pytest

from graph.errors import QueryError
from graph.store import EmbeddedEngine, Question, ask, load_questions
from graph.store.cards.card_files import QUESTIONS

BAD = sorted((Path(__file__).parent / "questions_bad").glob("*.rq"))
CBRN = "https://w3id.org/cbrn-graph/ontology#"
THINGS = "https://w3id.org/cbrn-graph/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
CARD = """\
# question: Who took part in {meeting} since {since}?
# group: reviewer
# parameter: meeting a cbrn:Meeting = meeting/rtm-ca-14
# parameter: since a xsd:gYear
# view: network
# note: Only what a document names.

# The year is compared as a text, which years of four digits allow.
SELECT ?meeting ?since ?who
WHERE {
  ?meeting cbrn:attendedBy ?who ; cbrn:startDate ?date .
  FILTER(STR(?date) >= STR(?since))
}
"""


@pytest.fixture
def card(tmp_path: Path) -> Question:
    """A card with every part, read from a file."""
    (tmp_path / "participants.rq").write_text(CARD)
    return load_questions(tmp_path)["participants"]


@pytest.fixture
def engine(tmp_path: Path) -> EmbeddedEngine:
    """A graph of two meetings."""
    path = tmp_path / "graph.nt"
    lines = [
        f"<{THINGS}meeting/{key}> <{CBRN}attendedBy> <{THINGS}country/{who}> .\n"
        f'<{THINGS}meeting/{key}> <{CBRN}startDate> "{year}-03"^^<{XSD}gYearMonth> .\n'
        for key, who, year in (("rtm-ca-14", "KAZ", 2021), ("rtm-ca-13", "UZB", 2020))
    ]
    path.write_text("".join(lines))
    return EmbeddedEngine(path)


def test_card_is_read(card: Question) -> None:
    """Every part of a card is kept, and the query begins behind the headings."""
    assert (card.key, card.group, card.view) == ("participants", "reviewer", "network")
    assert card.question == "Who took part in {meeting} since {since}?"
    assert card.note == "Only what a document names."
    meeting, since = card.parameters
    assert (meeting.name, meeting.kind, meeting.default) == (
        "meeting",
        "thing",
        "meeting/rtm-ca-14",
    )
    assert (since.name, since.kind, since.default) == ("since", "value", None)
    assert (meeting.type_iri, since.type_iri) == (f"{CBRN}Meeting", f"{XSD}gYear")
    assert card.sparql.startswith("# The year is compared")
    assert card.sparql.endswith("}\n")


def test_card_is_asked(card: Question, engine: EmbeddedEngine) -> None:
    """The answer is that of the bound query; what is not given keeps the card's own value."""
    record = {"meeting": f"{THINGS}meeting/rtm-ca-14", "who": f"{THINGS}country/KAZ"}
    assert ask(engine, card, {"since": "2021"}).records() == [record | {"since": "2021"}]
    assert ask(engine, card, {"since": "2022"}).records() == []
    other = {"meeting": "meeting/rtm-ca-13", "since": "2020"}
    assert ask(engine, card, other).records()[0]["who"] == f"{THINGS}country/UZB"


def test_values_become_terms(card: Question) -> None:
    """A short name and a full IRI become the thing, a value becomes a typed literal."""
    year = pyoxigraph.Literal("2020", datatype=pyoxigraph.NamedNode(f"{XSD}gYear"))
    for name in ("meeting/rtm-ca-13", f"{THINGS}meeting/rtm-ca-13"):
        assert card.bind({"meeting": name, "since": "2020"}) == {
            "meeting": pyoxigraph.NamedNode(f"{THINGS}meeting/rtm-ca-13"),
            "since": year,
        }


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "needs a value for 'since'"),
        ({"since": "last year"}, "'last year' is no value for 'since': write a year"),
        ({"since": "2020\n"}, "is no value for 'since'"),
        (
            {"since": "2020", "meeting": "Tashkent"},
            "'Tashkent' does not name a thing for 'meeting'",
        ),
        ({"since": "2020", "meeting": "planet/X"}, "does not name a thing for 'meeting'"),
        ({"since": "2020", "meeting": "https://a b> ?x"}, "does not name a thing for 'meeting'"),
        ({"since": "2020", "region": "region/CA"}, "does not ask for 'region'"),
    ],
)
def test_wrong_value(card: Question, values: dict[str, str], words: str) -> None:
    """A wrong, missing or unknown value is a sentence that names the parameter."""
    with pytest.raises(QueryError, match=words):
        card.bind(values)


@pytest.mark.parametrize(
    ("type_name", "good", "bad"),
    [
        ("boolean", "true", "yes"),
        ("date", "2021-12-14", "2021-13-14"),
        ("decimal", "-2.5", "2,5"),
        ("gYear", "2021", "21"),
        ("gYearMonth", "2021-12", "2021-13"),
        ("integer", "62", "6e2"),
    ],
)
def test_types_of_values(tmp_path: Path, type_name: str, good: str, bad: str) -> None:
    """Each type takes what is written its way and nothing else."""
    heading = "# question: Is it {x}?\n# group: staff\n# parameter: x a xsd:TYPE\n# view: table\n"
    (tmp_path / "x.rq").write_text(heading.replace("TYPE", type_name) + "ASK { ?s ?p ?x }")
    question = load_questions(tmp_path)["x"]
    term = question.bind({"x": good})["x"]
    assert term == pyoxigraph.Literal(good, datatype=pyoxigraph.NamedNode(XSD + type_name))
    with pytest.raises(QueryError, match="is no value for 'x'"):
        question.bind({"x": bad})


def test_value_stays_a_value(tmp_path: Path, engine: EmbeddedEngine) -> None:
    """A text that looks like SPARQL is bound as a text."""
    heading = "# question: Is it {x}?\n# group: staff\n# parameter: x a xsd:string\n# view: table\n"
    (tmp_path / "x.rq").write_text(heading + "SELECT ?x { FILTER(STRLEN(?x) > 0) }")
    hostile = "\" } ; DROP ALL # \n' {meeting}"
    answer = ask(engine, load_questions(tmp_path)["x"], {"x": hostile})
    assert answer.records() == [{"x": hostile}]


def test_question_in_words(card: Question) -> None:
    """The labels stand in the sentence as they are; what is not chosen yet is an ellipsis."""
    assert card.asked({"meeting": "<b>{since}</b>", "since": "2020"}) == (
        "Who took part in <b>{since}</b> since 2020?"
    )
    assert card.asked({"meeting": "the 14th"}) == "Who took part in the 14th since …?"


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_bad_card(path: Path, tmp_path: Path) -> None:
    """Each fault is told with file and line and what to mend."""
    shutil.copy(path, tmp_path)
    expected = path.read_text(encoding="utf-8").splitlines()[-1].removeprefix("# expect: ")
    with pytest.raises(QueryError) as caught:
        load_questions(tmp_path)
    assert str(caught.value).startswith(f"{path.name}, {expected}")
    assert caught.value.line == int(expected.split()[1].rstrip(":"))


def test_same_question_twice(tmp_path: Path) -> None:
    """Two cards that ask the same are a fault of the second."""
    for name in ("one.rq", "two.rq"):
        (tmp_path / name).write_text(CARD)
    with pytest.raises(QueryError, match=r"two\.rq, line 1: one\.rq asks the same question"):
        load_questions(tmp_path)


def test_shipped_cards() -> None:
    """The cards of this checkout can all be read, in the order of their keys."""
    cards = load_questions()
    assert list(cards) == sorted(path.stem for path in QUESTIONS.glob("*.rq"))
    assert cards
