"""No answer rests on a statement that was withdrawn: it is kept, and counts no longer."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from graph.knowledge_graph import BUILT
from graph.store import EmbeddedEngine, Limits, load_questions
from graph.views.asking.built_address import decoded
from graph.views.asking.built_query import answering
from graph.vocabulary import CBRN

if TYPE_CHECKING:
    from pathlib import Path

    from graph.knowledge_graph import KnowledgeGraph
    from graph.store import Answer

QUESTIONS = load_questions()
OF_DOCUMENTS = {"documents-read-in-part", "statements-by-year", "withdrawn-statements"}
"""What these count or list are the statements that documents make, whatever became of them."""
EVERY = 6
LIMITS = Limits(seconds=60, rows=20_000)
_STATEMENT = re.compile(r"<https://w3id\.org/cbrn-graph/id/statement/\w+>")


@pytest.fixture(scope="module")
def records(root: Path, tmp_path_factory: pytest.TempPathFactory) -> list[EmbeddedEngine]:
    """The record with one in six statements withdrawn, and the record without their nodes.

    The plain triples are the same in both, so that only what is read of statements can differ.
    """
    lines = (root / BUILT).read_text("utf-8").splitlines(keepends=True)
    ours = sorted({found[0] for line in lines if (found := _STATEMENT.match(line))})
    withdrawn = set(ours[::EVERY])
    assert len(withdrawn) > 500

    def is_of(line: str) -> bool:
        return any(one in withdrawn for one in _STATEMENT.findall(line))

    review = f"<{CBRN.review}>"
    marked = [line for line in lines if not (is_of(line) and review in line)]
    marked += [f"{one} {review} <{CBRN.Withdrawn}> .\n" for one in withdrawn]
    # What other nodes say of a statement that is gone goes with it, in both.
    marked = [line for line in marked if _STATEMENT.match(line) or not is_of(line)]
    kept = [line for line in marked if not is_of(line)]
    engines = []
    for name, text in (("marked", marked), ("kept", kept)):
        file = tmp_path_factory.mktemp("withdrawn") / f"{name}.nt"
        file.write_text("".join(text), "utf-8")
        engines.append(EmbeddedEngine(file))
    return engines


def told(answer: Answer) -> set[str]:
    """What an answer says, in any order."""
    return set(map(str, answer.triples if answer.form == "construct" else answer.rows))


@pytest.mark.parametrize("key", sorted({*QUESTIONS} - OF_DOCUMENTS))
def test_a_card_leaves_out_what_was_withdrawn(records: list[EmbeddedEngine], key: str) -> None:
    """Each card answers as if what was withdrawn were not there."""
    question = QUESTIONS[key]
    bindings = question.bind({one.name: one.default or "" for one in question.parameters})
    marked, kept = (one.query(question.sparql, bindings, LIMITS) for one in records)
    assert told(marked) == told(kept)


def test_questions_put_together_leave_it_out_too(
    kg: KnowledgeGraph, records: list[EmbeddedEngine], root: Path
) -> None:
    """So do the questions of the box that no card answers."""
    text = (root / "tests" / "questions.toml").read_text("utf-8").replace("{today}", "2025-06-01")
    cases = tomllib.loads(text)["cards"]["built"]
    addresses = sorted({address for _, address in cases})
    assert len(addresses) > 100
    for address in addresses[::3]:
        question = decoded(address, kg.names)
        assert question is not None, address
        marked, kept = (one.query(answering(question), limits=LIMITS) for one in records)
        assert told(marked) == told(kept), address
