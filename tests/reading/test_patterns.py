"""Each file of patterns says what it finds and what it does not; both are held here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph.errors import DataError
from graph.folding import words as plain_words
from graph.reading.cldr import countries
from graph.reading.known import KnownThings
from graph.reading.patterns import read_patterns
from graph.reading.proposed import rows
from graph.reading.reading import read_text
from graph.reading.words import languages, words_of

if TYPE_CHECKING:
    from graph.reading.patterns import PatternFile
    from graph.reading.proposed import ProposedStatement

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
FOLDER = ONTOLOGY / "patterns"
FILES = sorted(path for path in FOLDER.glob("*.toml") if not path.name.startswith("words."))


def made(text: str, on_record: KnownThings, file: PatternFile) -> list[ProposedStatement]:
    """The statements with the property of a file that a text makes."""
    reading = read_text(text, on_record, ONTOLOGY, language=file.language)
    return [row for row in rows(reading, on_record) if row.property == file.property]


def names(key: str, label: str, on_record: KnownThings, language: str) -> set[str]:
    """Every name under which an example may give what was found, as plain words."""
    words = words_of(FOLDER, language)
    kind, _, code = key.partition("/")
    told = [key, label, *(known.text for known in on_record.names if known.key == key)]
    told += [name for name, each in countries(language) if kind == "country" and each == code]
    told += words.table("regions").get(code, []) if kind == "region" else []
    told += words.table("bodies").get(key, [])
    return {plain_words(name) for name in told if name}


def within(wanted: str, told: set[str]) -> bool:
    """Whether words stand in a row in one of several names."""
    return any(f" {wanted} " in f" {name} " for name in told)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_of_patterns_finds_what_its_example_gives(
    path: Path, on_record: KnownThings
) -> None:
    """The positive example gives the statements that the file lists."""
    file = read_patterns(path, words_of(FOLDER, path.stem.split(".")[1]))
    found = [
        (
            names(row.subject, row.subject_label, on_record, file.language),
            names(row.object, row.object_label, on_record, file.language),
        )
        for row in made(file.positive, on_record, file)
    ]
    assert file.gives
    for line in file.gives:
        subject, _, value = (part.strip() for part in line.partition("->"))
        wanted = plain_words(subject), plain_words(value)
        assert any(within(wanted[0], ends[0]) and within(wanted[1], ends[1]) for ends in found), (
            line,
            found,
        )


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_file_of_patterns_leaves_its_other_example_alone(
    path: Path, on_record: KnownThings
) -> None:
    """The negative example, which names the same kinds of things, gives nothing of the property."""
    file = read_patterns(path, words_of(FOLDER, path.stem.split(".")[1]))
    assert not made(file.negative, on_record, file)


def test_every_language_of_patterns_has_its_words() -> None:
    """A pattern can only be met in a text whose language is known."""
    assert {path.stem.split(".")[1] for path in FILES} <= set(languages(FOLDER))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('patterns = ["{subject:metting}"]', "'metting' is no kind of slot"),
        ('patterns = ["{subject:meeting} ("]', "missing )"),
        ("patterns = [", "Invalid value"),
        ('positive = "x"', "the part 'patterns' is missing"),
    ],
)
def test_a_spoilt_file_of_patterns_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    """Whoever writes a pattern wrongly is told in which file, and what is wrong."""
    path = tmp_path / "hostedBy.en.toml"
    path.write_text(text)
    with pytest.raises(DataError, match=r"hostedBy\.en\.toml") as refused:
        read_patterns(path, words_of(FOLDER, "en"))
    assert sentence in str(refused.value)
