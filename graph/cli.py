"""The command line: the door to all commands, each loaded when it is called.

What a command stands on takes seconds to load; ``--version``, and the name of a command that is
none, need nothing of it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

import click

__all__ = ["main"]

_PLACES: Final = {
    "build": "graph.intake.build_commands:build_command",
    "check": "graph.intake.build_commands:check_command",
    "query": "graph.commands.query:query_command",
    "ask": "graph.commands.ask:ask_command",
    "find": "graph.commands.find:find_command",
    "report": "graph.commands.report:report_command",
    "serve": "graph.commands.serve:serve_command",
    "endpoint": "graph.commands.endpoint:endpoint_command",
    "settings": "graph.commands.settings:settings_command",
    "doctor": "graph.commands.doctor:doctor_command",
    "backup": "graph.commands.backup:backup_command",
    "restore": "graph.commands.backup:restore_command",
    "publish": "graph.commands.publish:publish_command",
    "template": "graph.intake.commands:template_command",
    "import": "graph.intake.commands:import_command",
    "map": "graph.intake.map_command:map_command",
    "read": "graph.intake.read_command:read_command",
    "review": "graph.intake.review_command:review_command",
    "edit": "graph.keeping.commands:edit_command",
    "passages": "graph.keeping.passage_commands:passages_command",
    "read-again": "graph.keeping.passage_commands:read_again_command",
    "keep-copy": "graph.keeping.passage_commands:keep_copy_command",
    "merge": "graph.keeping.thing_commands:merge_command",
    "rename": "graph.keeping.thing_commands:rename_command",
    "split": "graph.keeping.thing_commands:split_command",
    "names": "graph.keeping.thing_commands:names_command",
    "retract": "graph.keeping.ending_commands:retract_command",
    "erase": "graph.keeping.ending_commands:erase_command",
    "journal": "graph.keeping.commands:journal_command",
    "undo": "graph.keeping.commands:undo_command",
    "changes": "graph.commands.changes:changes_command",
}
"""Where each command is."""


class _Commands(click.Group):
    """The commands by their names, each loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _PLACES:
            return None
        module, _, name = _PLACES[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return _readable(command)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="cbrn-graph")
def main() -> None:
    """Builds, checks, asks, fills and serves the CBRN knowledge graph."""


def _readable(command: click.Command) -> click.Command:
    """A command whose help has the sign for lines that stay as they are, and not its name."""
    if command.help:
        command.help = command.help.replace("\\b", "\b")
    for below in getattr(command, "commands", {}).values():
        _readable(below)
    return command


if __name__ == "__main__":
    main()
