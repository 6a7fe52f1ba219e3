"""The gate that every request passes, and the doors for programs beside the pages: `front`.

- ``/sparql``: the SPARQL 1.1 Protocol for queries, and the description of the service;
- ``/find``: the things that a name can mean, for the fields of the pages too;
- ``/read``: what a question in plain words asks for, for the box of the pages too;
- ``/id/KIND/KEY``: one thing with its statements and documents;
- ``/ontology``: the terms;
- ``/data/``: everything as one file;
- ``/ready`` and ``/version``: whether and from what the server answers.

`graph.server.settings` has what can be changed where the server is started.
"""

from graph.server.doors import routes
from graph.server.front import front
from graph.server.settings import Settings

__all__ = ["Settings", "front", "routes"]
