"""The page of an entry: in both languages, for print, and harmless whatever the record says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.knowledge_graph import open_graph
from graph.languages import ENGLISH
from graph.server.entry_page import entry_page
from tests.mini_world import mini_world

if TYPE_CHECKING:
    from pathlib import Path

    from graph.knowledge_graph import KnowledgeGraph


def test_an_entry_in_french(kg: KnowledgeGraph) -> None:
    """Words, names and the kind are French; the page says its language and leads to the other."""
    name = kg.names.find("country/KAZ")
    assert name is not None
    page = entry_page(kg, name.iri, "fr")
    assert '<html lang="fr" dir="ltr">' in page
    assert "\u00a0: Pays." in page
    for told in ("Depuis quand", "Qui le dit", "novembre 2020", "un plan d’action national"):
        assert told in page
    assert 'href="?format=entry"' in page
    assert "../../network?thing=country/KAZ&amp;lang=fr" in page
    assert "Since when" not in page
    assert '<html lang="en" dir="ltr">' in entry_page(kg, name.iri, ENGLISH)
    # In a language without texts the words are English, and the names that language's.
    assert "كازاخستان" in (arabic := entry_page(kg, name.iri, "ar"))
    assert '<html lang="en" dir="ltr">' in arabic


def test_an_entry_escapes_what_the_record_says(tmp_path: Path) -> None:
    """A name with a tag in it is text; a world of a few things has entries as well."""
    mini_world(tmp_path, label="Aland <script>alert(1)</script>").close()
    with open_graph(tmp_path / "mini.nt") as small:
        names = [one for one in small.names.by_iri.values() if one.family == "Country"]
        pages = [entry_page(small, one.iri, ENGLISH) for one in names]
    assert any("Aland &lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages)
    assert all("<script" not in page and "Not on record" in page for page in pages)
