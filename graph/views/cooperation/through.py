"""What things share through one step: what is in the projects that they are in together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from graph.store import Limits
from graph.store.text.parameters import Parametrised

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from graph.views.record.names import Name, NamedGraph

__all__ = ["through_projects"]

_IN_PROJECTS: Final = Parametrised("""
SELECT DISTINCT ?project ?thing
WHERE {
  VALUES ?project { }
  { ?project cbrn:involves|cbrn:coversCountry|cbrn:coversRegion|cbrn:hasTopic|cbrn:hazard ?thing }
  UNION
  { ?thing cbrn:discussed ?project }
}
""")
_LIMITS: Final = Limits(seconds=30, rows=100_000)


def through_projects(
    kg: NamedGraph, projects: Sequence[Name], without: Collection[Name]
) -> dict[str, dict[Name, list[Name]]]:
    """The things in some projects, by kind, each with the projects that it is in.

    Args:
        kg: the graph, opened.
        projects: those that the things compared are in together.
        without: the things compared themselves.
    """
    if not projects:
        return {}
    asked = _IN_PROJECTS.filled(project=[one.iri for one in projects])
    rows = kg.engine.query(asked, limits=_LIMITS).records()
    found: dict[str, dict[Name, list[Name]]] = defaultdict(lambda: defaultdict(list))
    told = sorted(
        (kg.names[row["thing"] or ""].label, row["thing"], row["project"]) for row in rows
    )
    for _, thing, project in told:
        name = kg.names[thing or ""]
        if name.family and name not in without:
            found[name.family][name].append(kg.names[project or ""])
    return found
