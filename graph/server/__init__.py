"""What the app's server answers beside its pages, for programs: `routes`.

- ``/sparql``: the SPARQL 1.1 Protocol for queries, and the description of the service;
- ``/id/KIND/KEY``: one thing with its statements and documents;
- ``/ontology``: the terms;
- ``/data/``: everything as one file.

`graph.server.settings` has what can be changed where the server is started.
"""

from graph.server.doors import routes
from graph.server.no_delay import no_delay
from graph.server.settings import Settings

__all__ = ["Settings", "no_delay", "routes"]
