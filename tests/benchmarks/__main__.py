"""Runs every benchmark in turn and writes the page about them: ``python -m tests.benchmarks``.

Each runs in a process of its own, so that none pays for the memory of another. What was measured
before stays on the page where this run measured nothing in its place, as long as it was measured
on the same machine with the same versions.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.figures import read_records
from tests.benchmarks.machine import described
from tests.benchmarks.report import FOLDER, Run, write
from tests.benchmarks.speed import README, tell

if TYPE_CHECKING:
    from tests.benchmarks.figures import Record

HERE = Path(__file__).parent
PATIENCE = {False: 420, True: 7_200}
"""The seconds after which a benchmark is ended, quick or full; what it has by then is kept."""


def main() -> int:
    """Runs the benchmarks named on the command line, else all; 1 if one of them failed."""
    parser = argparse.ArgumentParser(description="Measure, and write docs/benchmarks.md.")
    parser.add_argument("names", nargs="*", help="benchmarks to run (queries for bench_queries.py)")
    parser.add_argument("--full", action="store_true", help="the large sizes too")
    chosen = parser.parse_args()
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := set(chosen.names) - set(known):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {known}")
    run, failed = Run.read(FOLDER), []
    for name in chosen.names or known:
        sys.stdout.write(f"\n── {name} {'─' * (70 - len(name))}\n")
        sys.stdout.flush()
        found, well = measured(name, full=chosen.full)
        # At once: whoever stops a long run keeps what was measured by then.
        run = run.with_new(found, described())
        write(run, FOLDER)
        tell(run.records, README)
        if not well:
            failed.append(name)
    sys.stdout.write("\nThe figures are in docs/benchmarks.md, and some of them in README.md.\n")
    if failed:
        sys.stderr.write(f"Not measured to the end: {', '.join(failed)}.\n")
    return bool(failed)


def measured(name: str, *, full: bool) -> tuple[list[Record], bool]:
    """The records of one benchmark, and whether it came to its end."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "records.jsonl"
        command = [sys.executable, "-m", f"tests.benchmarks.bench_{name}", "--records", str(file)]
        with subprocess.Popen(
            [*command, *(["--full"] if full else [])], start_new_session=True
        ) as process:
            try:
                code = process.wait(PATIENCE[full])
            except (subprocess.TimeoutExpired, KeyboardInterrupt):
                os.killpg(process.pid, signal.SIGTERM)
                code = process.wait()
        text = file.read_text(encoding="utf-8") if file.exists() else ""
    return read_records(text), code == 0


if __name__ == "__main__":
    sys.exit(main())
