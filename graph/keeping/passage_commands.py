"""The commands ``cbrn-graph keep-copy``, ``passages`` and ``read-again``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.intake.limits import DEFAULT_LIMITS
from graph.intake.texts import read_text_file
from graph.intake.wall import walled
from graph.keeping.commands import decided, keeping_options
from graph.keeping.passages import DocumentText, brought, enter_passages, keep_copy, read_again
from graph.reading.known import known
from graph.reading.reading import read_text
from graph.reading.words import languages

if TYPE_CHECKING:
    from graph.intake.progress import Tell
    from graph.intake.record import Record
    from graph.keeping.commands import Options
    from graph.reading.reading import Reading

__all__ = ["keep_copy_command", "passages_command", "read_again_command"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("keep-copy")
@click.argument("document")
@click.argument("file", type=_FILE)
@keeping_options
def keep_copy_command(document: str, file: Path, options: Options) -> None:
    """Put down that FILE is a copy of DOCUMENT that you keep: its SHA-256 and the day.

    DOCUMENT is a key of data/documents.csv. The file can be of any kind and stays where it is;
    whoever has it can show later that it is that copy.
    """
    decided(
        lambda record, signature, tell: keep_copy(record, document, brought(file), signature, tell),
        options,
        why_needed=False,
    )


@click.command("passages")
@click.argument("document")
@click.argument("file", type=_FILE)
@keeping_options
def passages_command(document: str, file: Path, options: Options) -> None:
    """Enter where in its text, in FILE, each statement of DOCUMENT stands: its passage.

    Of a passage the record keeps the first and the last five words and the SHA-256 of all of them.
    FILE is plain text, a web page (.html), Word (.docx), a PDF with text or a mail (.eml).
    """
    decided(
        lambda record, signature, tell: enter_passages(
            record, document, _read(record, file, tell), signature, tell
        ),
        options,
        why_needed=False,
    )


@click.command("read-again")
@click.argument("key")
@click.argument("file", type=_FILE, required=False)
@keeping_options
def read_again_command(key: str, file: Path | None, options: Options) -> None:
    """Put down that you read again what KEY says: source/… for a document, or statement/….

    With FILE, the document's text as it is now, only those statements count whose passage reads as
    it did; the others are listed.
    """
    decided(
        lambda record, signature, tell: read_again(
            record, key, signature, _read(record, file, tell) if file else None, tell
        ),
        options,
        why_needed=False,
    )


def _read(record: Record, file: Path, tell: Tell) -> DocumentText:
    """What is read of a file's text, behind the wall."""
    ontology = record.root / "ontology"
    on_record = known(record.contents)

    def work(say: Tell) -> Reading:
        DEFAULT_LIMITS.check_size(file.stat().st_size)
        text = read_text_file(file.name, file.read_bytes(), DEFAULT_LIMITS)
        known_language = text.language in languages(ontology / "patterns")
        return read_text(
            text.text,
            on_record,
            ontology,
            language=text.language if known_language else "",
            progress=say,
        )

    return DocumentText(walled(work, DEFAULT_LIMITS, tell), brought(file))
