"""Names in a query that mean nothing here, each with the nearest that the record has."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from graph.errors import CbrnGraphError
from graph.folding import plain
from graph.store import Limits
from graph.store.text.patterns import declared
from graph.store.text.tokens import place, tokens
from graph.texts import gettext
from graph.vocabulary import CBRN, PREFIXES, THINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from graph.store import Engine
    from graph.store.text.tokens import Token
    from graph.views.record.names import NamedGraph, Names

__all__ = ["unknown_terms"]

_ONTOLOGY: Final = str(CBRN._NS)
_USED: Final = "SELECT DISTINCT ?term WHERE { { ?s ?term ?o } UNION { ?s a ?term } }"
_LIMITS: Final = Limits(seconds=3, rows=10_000)
_MOST: Final = 5
# Words before a name after which it is a type of value, or a function's name, and no term.
_NO_TERM: Final = {"^^", "PREFIX"}


def unknown_terms(kg: NamedGraph, sparql: str) -> list[str]:
    """A sentence for each class, property or thing of a query that is not on record.

    What is not of the ontology is asked for in the record; what it nowhere uses is told too.
    """
    read = tokens(sparql)
    known = {**PREFIXES, **declared(read)}
    told: dict[str, str] = {}
    used: dict[str, None] | None = None
    for at, token in enumerate(read):
        before = read[at - 1].text.upper() if at else ""
        iri = _address(token, known)
        if iri is None or before in _NO_TERM or iri in told or _is_function(read, at):
            continue
        line, sentence = place(sparql, token.start)[0], ""
        if iri.startswith(_ONTOLOGY):
            sentence = _of_the_ontology(line, iri, kg.names, asked_as_class=before == "A")
        elif iri.startswith(str(THINGS)):
            sentence = "" if iri in kg.names else _thing(line, iri, kg.names)
        elif before == "A" or _stands_as_relation(read, at):
            used = _used(kg.engine) if used is None else used
            if used and iri not in used:
                sentence = _unused(line, token.text, iri, used, kg.names)
        if sentence:
            told[iri] = sentence
    return list(told.values())[:_MOST]


def _address(token: Token, known: dict[str, str]) -> str | None:
    """The full address of a name or an address in brackets; None for another token."""
    if token.kind == "iri":
        return token.text[1:-1]
    if token.kind == "name" and token.prefix in known:
        local = token.text.partition(":")[2]
        return known[token.prefix] + re.sub(r"\\(.)", r"\1", local)
    return None


def _is_function(read: Sequence[Token], at: int) -> bool:
    return at + 1 < len(read) and read[at + 1].text == "(" and at > 0 and read[at - 1].text != "|"


def _stands_as_relation(read: Sequence[Token], at: int) -> bool:
    """Whether a name stands between two terms, as the relation of a triple does."""
    terms = {"variable", "iri", "name", "blank"}
    before, after = read[at - 1] if at else None, read[at + 1] if at + 1 < len(read) else None
    return (
        before is not None
        and after is not None
        and (before.kind in terms or before.text in {";", "]", "/", "|", "^", "!"})
        and (after.kind in terms | {"string", "number"} or after.text in {"[", "/", "|", "+", "*"})
    )


def _of_the_ontology(line: int, iri: str, names: Names, *, asked_as_class: bool) -> str:
    local = iri.removeprefix(_ONTOLOGY)
    terms = {*CBRN.__annotations__, "from"} - {"_fail", "_NS", "_extras"}
    if local in terms:
        return ""
    alike = [one for one in terms if one[:1].isupper() == asked_as_class]
    near = _nearest(local, {one: [one, names[_ONTOLOGY + one].label] for one in alike})
    told = {"line": line, "term": f"cbrn:{local}"}
    if not near:
        return (
            gettext(
                "Line {line}: {term} is no class of the ontology; the page of the ontology lists "
                "all.",
                **told,
            )
            if asked_as_class
            else gettext(
                "Line {line}: {term} is no property of the ontology; the page of the ontology "
                "lists all.",
                **told,
            )
        )
    told |= {"near": f"cbrn:{near}", "name": names[_ONTOLOGY + near].label}
    return (
        gettext(
            "Line {line}: {term} is no class of the ontology; the nearest is {near} ({name}).",
            **told,
        )
        if asked_as_class
        else gettext(
            "Line {line}: {term} is no property of the ontology; the nearest is {near} ({name}).",
            **told,
        )
    )


def _thing(line: int, iri: str, names: Names) -> str:
    kind, _, key = iri.removeprefix(str(THINGS)).partition("/")
    same = [name for name in names.things() if name.short.startswith(f"{kind}/")]
    near = _nearest(
        key, {name.iri: [name.short.partition("/")[2], name.label, *name.others] for name in same}
    )
    term = f"{kind}:{key}"
    if not near:
        return gettext("Line {line}: {term} is not on record.", line=line, term=term)
    return gettext(
        "Line {line}: {term} is not on record; the nearest is {near} ({name}).",
        line=line,
        term=term,
        near=names[near].short.replace("/", ":", 1),
        name=names[near].label,
    )


def _unused(line: int, term: str, iri: str, used: Iterable[str], names: Names) -> str:
    words = {one: [re.split(r"[/#]", one)[-1], names[one].label] for one in used}
    near = _nearest(re.split(r"[/#]", iri)[-1], words)
    if not near:
        return gettext("Line {line}: nothing on record uses {term}.", line=line, term=term)
    return gettext(
        "Line {line}: nothing on record uses {term}; the nearest that it uses is {near}.",
        line=line,
        term=term,
        near=_short(near),
    )


def _used(engine: Engine) -> dict[str, None]:
    """Every property and class that the record uses; none where it cannot be asked in time."""
    try:
        found = engine.query(_USED, limits=_LIMITS)
    except CbrnGraphError:
        return {}
    return {row[0].value: None for row in found.rows if isinstance(row[0], NamedNode)}


def _nearest(word: str, others: dict[str, list[str]]) -> str:
    """The key of which one of the words is nearest to a word; nothing where none is near."""
    wanted = plain(word)
    best, nearest = 0.6, ""
    for key in sorted(others):
        for other in others[key]:
            likeness = difflib.SequenceMatcher(None, wanted, plain(other)).ratio()
            if likeness > best:
                best, nearest = likeness, key
    return nearest


def _short(iri: str) -> str:
    for prefix, address in PREFIXES.items():
        if iri.startswith(address):
            return f"{prefix}:{iri.removeprefix(address)}"
    return f"<{iri}>"
