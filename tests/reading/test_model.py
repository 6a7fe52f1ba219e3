"""A model may add to a reading where its owner has set one up, and only what stands in the text."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from graph.intake.read_command import read_command
from tests.reading.__main__ import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXT = "Experts of the Joint Research Centre stayed with INERIS for a week. UNICRI was not there."
RIGHT = {
    "subject": "organisation/jrc", "property": "agreementWith", "object": "organisation/ineris",
    "quote": "Experts of the Joint Research Centre stayed with INERIS",
}  # fmt: skip
WRONG = [
    (RIGHT | {"quote": "The Joint Research Centre joined INERIS"}, "word for word"),
    (RIGHT | {"object": "organisation/unicri"}, "does not name both"),
    (RIGHT | {"object": "organisation/nobody"}, "does not name both"),
    (RIGHT | {"property": "attendedBy"}, "cannot join"),
    (RIGHT | {"property": "invented"}, "cannot join"),
]


class Answering(HTTPServer):
    """A small server with OpenAI's interface, which gives one answer and keeps what it was sent."""

    def __init__(self, answer: str) -> None:
        """Give this content for each chat."""
        self.answer = answer
        self.sent: list[dict[str, Any]] = []
        super().__init__(("127.0.0.1", 0), _Chat)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Chat(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Answering)
        sent = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.sent.append({"path": self.path, **json.loads(sent)})
        content = json.dumps({"choices": [{"message": {"content": self.server.answer}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the name that it has
        """Says nothing."""


@pytest.fixture
def server() -> Iterator[Answering]:
    """A server whose answer has one right row and several wrong ones."""
    rows = [RIGHT, *(row for row, _ in WRONG)]
    running = Answering(json.dumps({"statements": rows}))
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


def told(tmp_path: Path, **env: str) -> dict[str, Any]:
    """What the command tells of the text as JSON."""
    file = tmp_path / "text.txt"
    file.write_text(TEXT)
    arguments = [str(file), "--format", "json", "--root", str(ROOT)]
    result = CliRunner().invoke(read_command, arguments, env=env)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.output)
    return found


def test_nothing_is_sent_without_the_setting(server: Answering, tmp_path: Path) -> None:
    """As it comes, a reading asks nobody."""
    found = told(tmp_path, CBRN_GRAPH_MODEL="")
    assert found["dropped"] == []
    assert server.sent == []


def test_a_model_adds_what_stands_in_the_text(server: Answering, tmp_path: Path) -> None:
    """The right row is proposed and marked as the model's; the wrong ones are told as dropped."""
    found = told(tmp_path, CBRN_GRAPH_MODEL=server.address, CBRN_GRAPH_MODEL_NAME="small")
    added = [row for row in found["statements"] if "model" in row["matched"]]
    assert [(row["subject"], row["property"], row["object"]) for row in added] == [
        (RIGHT["subject"], RIGHT["property"], RIGHT["object"])
    ]
    assert added[0]["matched"] == "proposed by the model small"
    assert len(found["dropped"]) == len(WRONG)
    for one, (_, why) in zip(found["dropped"], WRONG, strict=True):
        assert why in one["why"]
    [sent] = server.sent
    assert sent["path"] == "/v1/chat/completions"
    assert TEXT in sent["messages"][1]["content"]


def test_a_model_that_answers_nonsense_takes_nothing_away(
    server: Answering, tmp_path: Path
) -> None:
    """What was read without it stays; that it gave no answer is told."""
    server.answer = "no JSON"
    without = told(tmp_path, CBRN_GRAPH_MODEL="")
    found = told(tmp_path, CBRN_GRAPH_MODEL=server.address)
    assert found["statements"] == without["statements"]
    assert "gave no answer" in found["dropped"][0]["why"]
