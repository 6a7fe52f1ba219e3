"""How far a command is: a bar on a terminal, lines of JSON to a program, else nothing."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Final, TypeAlias

import click

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PROGRESS", "Tell", "clear_line", "of_stages", "silent", "teller"]

Tell: TypeAlias = "Callable[[float, str], None]"
"""Takes how much is done, from 0 to 1, and what is being done."""

PROGRESS: Final = click.option(
    "--progress", is_flag=True, hidden=True, help="Tell the progress as lines of JSON."
)

_REACHED: Final = {"reading": 0.1, "resolving": 0.4, "checking": 0.55, "putting": 0.9}
"""How much of a build is done where a stage begins, by the first word of its sentence."""


def silent(done: float, stage: str) -> None:
    """Tells nobody."""


def teller(*, as_lines: bool) -> Tell:
    """What shows how far the work is, to whoever started the command."""
    if as_lines:

        def tell(done: float, stage: str) -> None:
            click.echo(json.dumps({"done": round(done, 3), "stage": stage}), err=True)

        return tell
    if not sys.stderr.isatty():
        return silent

    def draw(done: float, stage: str) -> None:
        bar = ("█" * round(done * 20)).ljust(20, "░")
        click.echo(f"\r\033[K{bar} {done:4.0%} {stage}", err=True, nl=False)

    return draw


def clear_line() -> None:
    """Takes the bar off the terminal."""
    if sys.stderr.isatty():
        click.echo("\r\033[K", err=True, nl=False)


def of_stages(tell: Tell) -> Callable[[str], None]:
    """The same for a build, which says only the stage that begins."""
    reached = 0.0

    def stage(sentence: str) -> None:
        nonlocal reached
        reached = max(reached, _REACHED.get(sentence.partition(" ")[0], reached))
        tell(reached, sentence)

    return stage
