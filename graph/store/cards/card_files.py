"""The files of question cards, read and checked: each a question with a query that answers it.

A card is a file ``KEY.rq`` in ``ontology/questions``. It begins with comments, in this order::

    # question: Who took part in {meeting}, in what role?
    # also: participants of {meeting}                           none or more: other ways to ask it
    # group: analyst                                            or staff, or reviewer
    # parameter: meeting a cbrn:Meeting = meeting/rtm-ca-14     none or more; "= ..." is optional
    # view: table                                               or network, bar, line, timeline, map
    # note: Roles are given as the documents name them.         optional

and goes on with the query, whose variable ``?meeting`` is bound to what the reader chose. The type
of a parameter is a class of ours (the reader picks a thing), ``rdfs:Class`` (the reader picks a
kind, such as Meeting) or one of the ``xsd:`` types below (the reader types a value). Nothing is
ever pasted into the text of a query. In other languages the question, then other ways to ask it,
stand by the card's key in ``ontology/languages/TAG/questions.toml``.

What the author of a card must do for a bound variable, by the rules of SPARQL and of the engine:

- name it after SELECT, and after GROUP BY where there is one: ``SELECT ?meeting ?who ?role``.
  The answer then has it as a column, the same in every row; CONSTRUCT and ASK need not name it;
- name it after SELECT in each subquery that uses it, or there it is another variable;
- compare texts by ``STR(?label) = ?name``: a typed value has no language, a label has one.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar, get_args

import pyoxigraph

from graph.errors import QueryError
from graph.home import HOME
from graph.store.cards.questions import GROUPS, PLACEHOLDER, VALUES, Parameter, Question, View
from graph.store.engines.embedded import evaluate
from graph.store.replies.limits import DEFAULT_LIMITS
from graph.store.text.tokens import tokens
from graph.vocabulary import CBRN, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from graph.store.replies.limits import Term

__all__ = ["QUESTIONS", "load_questions", "read_card"]

QUESTIONS: Final = HOME / "ontology" / "questions"
"""The folder of the cards of this checkout."""

TryOut: TypeAlias = "Callable[[str, Mapping[str, Term]], None]"
_Choice = TypeVar("_Choice", bound=str)
_VIEWS: Final[tuple[View, ...]] = get_args(View)
_HEADING: Final = re.compile(r"#\s*(\w+)\s*:\s*(.*?)\s*")
_ORDER: Final = re.compile(r"question (also )*group (parameter )*view (note )?")
_PARAMETER: Final = re.compile(r"(\w+)\s+a\s+(\w+):(\w+)(?:\s*=\s*(\S.*))?", re.ASCII)
# What the address of a question says beside its parameters.
_TAKEN: Final = frozenset({"question", "query", "value", "view"})


def load_questions(folder: Path = QUESTIONS) -> dict[str, Question]:
    """Return the cards of a folder by key, in the order of their keys.

    Raises:
        QueryError: a card has a fault; the sentence gives file and line, and what to mend.
    """
    questions: dict[str, Question] = {}
    asked: dict[str, str] = {}
    for path in sorted(folder.glob("*.rq"), key=lambda path: path.stem):
        question = _card_of_ours(path.name, path.read_text(encoding="utf-8"))
        if question.question in asked:
            fault = f"{asked[question.question]} asks the same question; change one of the two"
            raise _fault(path.name, 1, fault)
        asked[question.question] = path.name
        questions[question.key] = question
    return _asked_abroad(folder.parent / "languages", questions)


def _asked_abroad(folder: Path, cards: Mapping[str, Question]) -> dict[str, Question]:
    """The cards with their questions in the languages of a folder, ``TAG/questions.toml`` each.

    Raises:
        QueryError: a sentence is for no card, or names what is no parameter of its card.
    """
    asked: dict[str, list[tuple[str, tuple[str, ...]]]] = {key: [] for key in cards}
    for file in sorted(folder.glob("*/questions.toml")):
        name = f"{file.parent.name}/{file.name}"
        for key, sentences in tomllib.loads(file.read_text("utf-8")).items():
            if key not in cards:
                raise _fault(name, 1, f"there is no card '{key}'")
            known = {one.name for one in cards[key].parameters}
            for sentence in sentences:
                if unknown := {*PLACEHOLDER.findall(sentence)} - known:
                    raise _fault(name, 1, f"the card '{key}' has no parameter '{min(unknown)}'")
            asked[key].append((file.parent.name, tuple(sentences)))
    return {key: replace(card, abroad=tuple(asked[key])) for key, card in cards.items()}


@lru_cache(maxsize=512)
def _card_of_ours(file: str, text: str) -> Question:
    """A card, read once for each text that its file has had: to check it takes most of the time."""
    return read_card(file, text)


def read_card(file: str, text: str, try_out: TryOut | None = None) -> Question:
    """Return the card that a file of this name and text is.

    ``try_out`` runs the query once, to see that it can be read and bound; without it that is done
    in this process on no data, which is only for cards of our own.

    Raises:
        QueryError: the card has a fault; the sentence gives file and line, and what to mend.
    """
    headings = list(_headings(file, text))
    keys = [key for _, key, _ in headings]
    if not _ORDER.fullmatch("".join(f"{key} " for key in keys)):
        missing = [key for key in ("question", "group", "view") if key not in keys]
        fault = f"there is no line '# {missing[0]}: ...'" if missing else "a line is out of place"
        order = (
            "question, also (none or more), group, parameter (none or more), view, note (optional)"
        )
        raise _fault(file, max(len(headings), 1), f"{fault}; a card begins with {order}")
    said = {key: (number, value) for number, key, value in headings}
    question = Question(
        key=file.removesuffix(".rq"),
        question=said["question"][1],
        group=_choice(file, *said["group"], GROUPS),
        parameters=tuple(
            _read_parameter(file, number, value)
            for number, key, value in headings
            if key == "parameter"
        ),
        view=_choice(file, *said["view"], _VIEWS),
        note=said["note"][1] if "note" in said else None,
        also=tuple(value for _, key, value in headings if key == "also"),
        sparql="\n".join(text.splitlines()[len(headings) :]).strip() + "\n",
    )
    _check_names(file, question, first_line=said["group"][0] + 1)
    _check_query(file, question, text, try_out or _on_no_data)
    return question


def _headings(file: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line number, key and value of each comment at the top of a card."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            return
        found = _HEADING.fullmatch(line)
        if not found or found[1] not in {"question", "also", "group", "parameter", "view", "note"}:
            fault = "this is not '# key: value'; leave an empty line before other comments"
            raise _fault(file, number, fault)
        if not found[2]:
            raise _fault(file, number, f"say something after '{found[1]}:'")
        yield number, found[1], found[2]


def _read_parameter(file: str, number: int, value: str) -> Parameter:
    found = _PARAMETER.fullmatch(value)
    if not found:
        fault = f"write '{value}' as NAME a TYPE = VALUE, such as: meeting a cbrn:Meeting"
        raise _fault(file, number, fault)
    name, prefix, local, default = found.groups()
    if name in _TAKEN:
        fault = f"'{name}' means something else in an address; choose another name"
        raise _fault(file, number, fault)
    if prefix == "xsd" and local in VALUES:
        parameter = Parameter(name, PREFIXES["xsd"] + local, "value", default)
    elif (prefix, local) == ("rdfs", "Class"):
        parameter = Parameter(name, PREFIXES["rdfs"] + local, "kind", default)
    elif prefix == "cbrn" and local[0].isupper() and local in CBRN.__annotations__:
        parameter = Parameter(name, PREFIXES["cbrn"] + local, "thing", default)
    else:
        types = ", ".join(f"xsd:{known}" for known in VALUES)
        ours = "neither a class of ours, such as cbrn:Meeting, nor rdfs:Class"
        fault = f"{prefix}:{local} is {ours}, {types}"
        raise _fault(file, number, fault)
    try:
        if default is not None:
            parameter.bind(default)
    except QueryError as error:
        raise _fault(file, number, str(error)) from error
    return parameter


def _choice(file: str, number: int, value: str, allowed: tuple[_Choice, ...]) -> _Choice:
    for choice in allowed:
        if choice == value:
            return choice
    raise _fault(file, number, f"'{value}' is none of {', '.join(allowed)}")


def _check_names(file: str, question: Question, first_line: int) -> None:
    """Check that the sentence, the parameters and the query speak of the same names."""
    names = [parameter.name for parameter in question.parameters]
    for line, sentence in enumerate((question.question, *question.also), start=1):
        for placeholder in PLACEHOLDER.findall(sentence):
            if placeholder not in names:
                fault = f"{{{placeholder}}} has no line '# parameter: {placeholder} a ...'"
                raise _fault(file, line, fault)
    read = tokens(question.sparql)
    first_brace = next((i for i, token in enumerate(read) if token.text == "{"), len(read))
    used = {token.text[1:] for token in read[first_brace:] if token.kind == "variable"}
    for line, name in enumerate(names, start=first_line):
        if names.count(name) > 1:
            raise _fault(file, line, f"the parameter '{name}' is there twice")
        if name not in used:
            raise _fault(file, line, f"the query does not use ?{name}; use it or take it out")


def _check_query(file: str, question: Question, text: str, try_out: TryOut) -> None:
    """Check that the query can be read and bound."""
    bindings: dict[str, Term] = {
        parameter.name: parameter.bind(parameter.default)
        if parameter.default is not None
        else pyoxigraph.NamedNode("https://example.org/any")
        for parameter in question.parameters
    }
    try:
        try_out(text, bindings)
    except QueryError as error:
        sentence = re.sub(r"^Line \d+, ", "", str(error))
        raise _fault(file, error.line or 1, sentence) from error


def _on_no_data(sparql: str, bindings: Mapping[str, Term]) -> None:
    evaluate(pyoxigraph.Store(), sparql, bindings, DEFAULT_LIMITS)


def _fault(file: str, line: int, fault: str) -> QueryError:
    return QueryError(f"{file}, line {line}: {fault.rstrip('.')}.", line)
