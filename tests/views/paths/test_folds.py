"""Paths that say the same are folded into one, and busy initiatives are gone around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from graph.views.paths.folds import folded
from graph.views.paths.hubs import busy_initiatives
from graph.views.paths.paths import connections
from graph.vocabulary import thing

if TYPE_CHECKING:
    from graph.knowledge_graph import KnowledgeGraph

INITIATIVE = "initiative/eu-cbrn-coe"


def ends(*names: str) -> list[str]:
    """The addresses of things."""
    return [str(thing(name)) for name in names]


@pytest.mark.parametrize(
    "pair", [("project/053", "project/065"), ("country/KAZ", "country/GEO")], ids=lambda one: one[0]
)
def test_every_path_is_in_one_fold_and_each_fold_says_one_thing(
    kg: KnowledgeGraph, pair: tuple[str, str]
) -> None:
    """Nothing is lost or doubled; in a fold the kinds and the words of the ways are the same."""
    paths = connections(kg, ends(*pair), most=40).paths
    folds = folded(paths)
    assert len(folds) < len(paths)
    assert sorted(map(id, (path for fold in folds for path in fold.paths))) == sorted(
        map(id, paths)
    )
    assert [fold.paths[0] for fold in folds] == sorted(
        (fold.paths[0] for fold in folds), key=paths.index
    )
    for fold in folds:
        kinds = {tuple(name.family for name in path.things[1:-1]) for path in fold.paths}
        assert len(kinds) == 1
        assert fold.signs.count("→") + fold.signs.count("←") == fold.length
        counted = [len(things) for things in fold.between]
        assert all(str(many) in fold.sentence for many in counted if many > 1)


def test_the_first_fold_counts_the_shared_countries(kg: KnowledgeGraph) -> None:
    """Projects 53 and 65 cover the same six countries, which is one way and not six."""
    first = folded(connections(kg, ends("project/053", "project/065"), most=40).paths)[0]
    assert first.signs == "→ ● 6 countries ←"
    assert len(first.paths) == 6
    assert first.ids == tuple(dict.fromkeys(id_ for path in first.paths for id_ in path.ids))


def test_paths_go_around_the_initiative_and_say_so(kg: KnowledgeGraph) -> None:
    """By default no path leads through what most things belong to; the note names it."""
    quiet = busy_initiatives(kg)
    assert quiet.keys() == {*ends(INITIATIVE)}
    pair = ends("project/053", "project/065")
    (around,) = connections(kg, pair, quiet=quiet).between
    assert not any(name.short == INITIATIVE for path in around.paths for name in path.things)
    assert f"has a line to {quiet[ends(INITIATIVE)[0]]:,} things, are left out." in around.note
    (through,) = connections(kg, pair).between
    assert any(name.short == INITIATIVE for path in through.paths for name in path.things)


def test_where_only_the_initiative_connects_it_is_shown(kg: KnowledgeGraph) -> None:
    """Two things that nothing else joins have their path through it, with a sentence."""
    quiet = busy_initiatives(kg)
    (found,) = connections(kg, ends("project/053", "region/GCC"), longest=2, quiet=quiet).between
    assert found.paths
    assert all(path.things[1].short == INITIATIVE for path in found.paths)
    assert "No path of up to 2 lines goes around" in found.note
    (at_end,) = connections(kg, ends("project/053", INITIATIVE), longest=1, quiet=quiet).between
    assert at_end.paths
    assert at_end.note == ""
