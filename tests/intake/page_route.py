"""Takes files through the page "Add a document" of a copy of the project, and tells what it shows.

Run in that copy: ``python page_route.py FILE…``; the outcome is JSON, one object for each file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest


def shown(page: AppTest) -> dict[str, Any]:
    """What is on the page, as text."""
    return {
        "faults": [fault.value for fault in page.exception],
        "texts": [one.value for one in (*page.markdown, *page.caption, *page.success)],
        "errors": [error.value for error in page.error],
        "html": [str(one.proto.body) for one in page.get("html")],
        "tables": [table.value.astype(str).to_numpy().tolist() for table in page.dataframe],
        "buttons": [button.label for button in page.button],
    }


def main() -> None:
    """Brings each file in turn, and presses the button that adds it where there is one."""
    told = []
    page = AppTest.from_file(str(Path("app.py").resolve()), default_timeout=120)
    page.run()
    page.switch_page("graph/pages/add/page.py").run()
    told.append(shown(page))
    for file in map(Path, sys.argv[1:]):
        page.file_uploader[0].set_value((file.name, file.read_bytes(), "")).run()
        told.append(shown(page))
        if page.button:
            page.text_input[0].set_value("Ann Bell").run()
            page.button[0].click().run()
            told.append(shown(page))
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
