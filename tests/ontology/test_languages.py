"""The ontology and the question cards in other languages: complete, well formed, and used."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from rdflib import RDFS, SKOS, Graph, Literal, URIRef

from graph.building.terms import Terms
from graph.building.terms_abroad import files_abroad, terms_abroad
from graph.errors import QueryError
from graph.store import load_questions
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from pathlib import Path

    from graph.knowledge_graph import KnowledgeGraph

LANGUAGES = ("fr", "ru")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_term_and_topic_is_told(root: Path, tag: str) -> None:
    """Each has a name; what has a definition or an inverse label in English has it here too."""
    ontology = root / "ontology"
    english = Terms.load(ontology).graph
    told = Graph().parse(ontology / "languages" / tag / "terms.ttl")
    topics = set(english.subjects(SKOS.inScheme, None))
    lacking = [
        (str(term), str(wanted))
        for own, wanted in (
            (RDFS.label, SKOS.prefLabel),
            (CBRN.inverseLabel, CBRN.inverseLabel),
            (SKOS.definition, SKOS.definition),
        )
        for term in english.subjects(own, None)
        if not (wanted == SKOS.definition and (term in topics or "/topic/" in str(term)))
        if (term, wanted, None) not in told
    ]
    assert lacking == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_card_is_asked(tag: str) -> None:
    """Each card has a question in the language, with the parameters of the English one."""
    for card in load_questions().values():
        there = card.in_language(tag)
        assert there.question != card.question, card.key
        slots = [sorted({*re.findall(r"\{(\w+)", one.question)}) for one in (card, there)]
        assert slots[0] == slots[1], card.key
        assert there.sparql == card.sparql


def test_lines_read_in_the_readers_language_from_both_ends(kg: KnowledgeGraph) -> None:
    """A relation is French from its subject and from its object; the terms keep English labels."""
    french = kg.in_language("fr").names[str(CBRN.attendedBy)]
    assert (french.label, french.inverse) == ("avec la participation de", "a participé à")
    english = kg.names[str(CBRN.attendedBy)]
    assert (english.label, english.inverse) == ("attended by", "attended")
    assert kg.in_language("ru").questions["who-says"].question.startswith("Кто говорит")


def test_what_is_wrong_with_a_language_is_a_finding(root: Path, tmp_path: Path) -> None:
    """A term that is not there, a tag of another language and a second name are each told."""
    folder = tmp_path / "ontology" / "languages" / "fr"
    folder.mkdir(parents=True)
    (folder / "terms.ttl").write_text(
        """
        @prefix cbrn: <https://w3id.org/cbrn-graph/ontology#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        cbrn:Countryy skos:prefLabel "Pays"@fr .
        cbrn:Region skos:prefLabel "Region"@de .
        cbrn:Country skos:prefLabel "Pays"@fr , "Contrée"@fr .
        """
    )
    terms = Terms.load(root / "ontology").graph
    triples, findings = terms_abroad(files_abroad(tmp_path / "ontology"), terms)
    assert triples == [(URIRef(str(CBRN.Country)), SKOS.prefLabel, Literal("Contrée", lang="fr"))]
    assert len(findings) == 3
    told = " ".join(one.sentence for one in findings)
    assert "is no term of the ontology" in told
    assert "with @fr" in told
    assert "has two of prefLabel" in told


def test_a_question_of_no_card_or_parameter_is_an_error(root: Path, tmp_path: Path) -> None:
    """The sentence says in which file, and which card or parameter there is not."""
    (tmp_path / "questions").mkdir()
    shutil.copy(root / "ontology" / "questions" / "who-says.rq", tmp_path / "questions")
    folder = tmp_path / "languages" / "fr"
    folder.mkdir(parents=True)
    for text, told in (
        ('who-sais = ["Qui ?"]', "there is no card 'who-sais'"),
        ('who-says = ["Qui dit que {chose} existe ?"]', "has no parameter 'chose'"),
    ):
        (folder / "questions.toml").write_text(text)
        with pytest.raises(QueryError, match=told):
            load_questions(tmp_path / "questions")
