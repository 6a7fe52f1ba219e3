"""Commands of ``cbrn-graph``, run in this process."""

from __future__ import annotations

from click.testing import CliRunner

from graph.cli import main

__all__ = ["run"]


def run(*arguments: object) -> tuple[int, str]:
    """The exit code and the output of a command, in this process."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output
