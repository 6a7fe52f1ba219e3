"""The machine and the versions that figures were measured with, without the machine's name."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.chromium import installed

__all__ = ["described"]

_PACKAGES = (
    "pyoxigraph",
    "rdflib",
    "pyshacl",
    "networkx",
    "streamlit",
    "pyvis",
    "oxigraph",
    "rdflib-endpoint",
    "st-link-analysis",
    "streamlit-agraph",
)


def described() -> dict[str, str]:
    """What there is to say, in the order in which the page says it.

    "load" is how many programs wanted a core while it was measured, this one included.
    """
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count() or 1),
        "memory": f"{_memory():.0f} GB",
        "system": f"{platform.system()} {platform.release().partition('-')[0]}",
        "load": f"{os.getloadavg()[0]:.0f}",
        "Python": platform.python_version(),
        **{name: found for name in _PACKAGES if (found := _version(name))},
        **({"Virtuoso": found} if (found := _virtuoso()) else {}),
        **({"Chromium": found} if (found := _chromium()) else {}),
    }


def _processor() -> str:
    """Its name, with family and model where they are told: a rented one's name tells neither."""
    file = Path("/proc/cpuinfo")
    told = file.read_text(encoding="utf-8") if file.exists() else ""
    name, family, model = (
        found[1].strip() if (found := re.search(rf"^{key}\s*: (.+)", told, re.M)) else ""
        for key in ("model name", "cpu family", "model")
    )
    kind = f" (family {family}, model {model})" if family and model else ""
    return f"{name or platform.machine()}{kind}"


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _virtuoso() -> str:
    return _told_by(shutil.which("virtuoso-t"), "-?", r"Version (\d[\d.]*)")


def _chromium() -> str:
    return _told_by(installed(), "--version", r"(\d[\d.]+)")


def _told_by(path: str | None, flag: str, form: str) -> str:
    if path is None:
        return ""
    outcome = subprocess.run([path, flag], capture_output=True, text=True, check=False)
    found = re.search(form, outcome.stdout + outcome.stderr)
    return found[1] if found else ""
