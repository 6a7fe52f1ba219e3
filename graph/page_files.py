"""Files that pages load from this server, each at an address that no other content ever has.

A browser keeps such a file for as long as it likes (``immutable``, RFC 8246), and a new version of
a library has a new address. The address is relative, so that it holds below any path.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from graph.joined_scripts import joined

__all__ = [
    "BUNDLED",
    "PAGE_FILES",
    "PageFile",
    "page_files",
    "script",
    "vis_network",
    "vis_network_text",
]

PAGE_FILES: Final = "page-files"
"""The part of the address before the digest and the name."""

_VIS_NETWORK: Final = "templates/lib/vis-9.1.2/vis-network.min.js"
# A library from before modules gets the names that it looks for, and leaves none in the page.
_AS_MODULE: Final = """const exports = {};
const module = { exports };
%s
export default module.exports;
"""
_COMPONENTS: Final = Path(__file__).with_name("components")
_FIRST: Final = re.compile(r"^export default ", re.MULTILINE)
"""By this the first script of a component is told from those that it imports."""
BUNDLED: Final = {
    "sparql_editor/codemirror.js": _COMPONENTS / "sparql_editor" / "built" / "codemirror.js"
}
"""The scripts that the installation bundles, which may be missing, and where it puts them."""


@dataclass(frozen=True, kw_only=True)
class PageFile:
    """A file with its name, its media type and its bytes."""

    name: str
    media_type: str
    body: bytes

    @cached_property
    def digest(self) -> str:
        """What tells this content from every other."""
        return hashlib.sha256(self.body).hexdigest()[:24]

    @property
    def address(self) -> str:
        """Where it is, seen from a page."""
        return f"{PAGE_FILES}/{self.digest}/{self.name}"


@cache
def vis_network_text() -> str:
    """The script of vis-network, which pyvis brings in its own wheel."""
    spec = find_spec("pyvis")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("pyvis is not installed, which brings vis-network.")
    return Path(spec.origin).parent.joinpath(_VIS_NETWORK).read_text("utf-8")


@cache
def vis_network() -> PageFile:
    """vis-network as a module, whose default is the library."""
    return PageFile(
        name="vis-network.js",
        media_type="text/javascript",
        body=(_AS_MODULE % vis_network_text()).encode(),
    )


@cache
def script(name: str) -> PageFile:
    """The script of a component, with all the modules that it is written in.

    Args:
        name: the component's folder and the first module, such as "matrix/matrix.js".

    Raises:
        OSError: it is not there, or the installation could not bundle it.
        ScriptError: its modules cannot be joined.
    """
    bundle, path = BUNDLED.get(name), _COMPONENTS / name
    text = bundle.read_text("utf-8") if bundle else joined(path)
    return PageFile(name=path.name, media_type="text/javascript", body=text.encode())


@cache
def page_files() -> dict[str, PageFile]:
    """All of them by their addresses."""
    return {one.address: one for one in (vis_network(), *map(script, _scripts()))}


def _scripts() -> list[str]:
    """The names of the scripts of all components."""
    first = (
        path.relative_to(_COMPONENTS).as_posix()
        for path in sorted(_COMPONENTS.glob("*/*.js"))
        if _FIRST.search(path.read_text("utf-8"))
    )
    return [name for name in first if name not in BUNDLED or BUNDLED[name].is_file()]
