"""The same question for other tools: a few lines of curl, Python or R that ask this very server.

What is in them is quoted so that any query stays text: none of it is run by a shell or a program.
"""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import urlencode

from graph.texts import catalogued

__all__ = ["ONE_LINE", "SNIPPETS", "endpoint_of", "one_line", "snippet"]

SNIPPETS: Final = ("curl", "Python", "R")
"""The tools, in the order in which they are offered."""

ONE_LINE: Final = (catalogued("Address"), "Excel, Power BI", "Google Sheets", "pandas", "R")
"""What takes an answer by its address alone, in the order in which it is offered."""

_ROWS: Final = ("application/sparql-results+json", "text/csv")
_TRIPLES: Final = ("text/turtle", "text/turtle")


def endpoint_of(page: str) -> str:
    """The endpoint of the server that a page's address is of: ``http://host/ask`` → its /sparql."""
    return f"{page.split('?', maxsplit=1)[0].rstrip('/').rpartition('/')[0]}/sparql"


def snippet(tool: str, endpoint: str, sparql: str, *, triples: bool) -> str:
    """The lines for a tool that ask a query of an endpoint, ready to be copied.

    Args:
        tool: one of `SNIPPETS`.
        endpoint: the address of the endpoint.
        sparql: the query.
        triples: whether the query gives triples (CONSTRUCT, DESCRIBE) and not rows.
    """
    media = _TRIPLES if triples else _ROWS
    query = sparql.strip()
    if tool == "curl":
        return (
            f"curl --silent --show-error --fail-with-body {_shell(endpoint)} \\\n"
            f"  --header {_shell(f'Accept: {media[1]}')} \\\n"
            f"  --data-urlencode {_shell('query=' + query)}\n"
        )
    if tool == "Python":
        return _python(endpoint, query, media[0], triples=triples)
    return _r(endpoint, query, media[1], triples=triples)


def one_line(tool: str, endpoint: str, sparql: str, *, triples: bool) -> str:
    """The one line by which a tool reads an answer from its address, with names beside addresses.

    Args:
        tool: one of `ONE_LINE`.
        endpoint: the address of the endpoint.
        sparql: the query.
        triples: whether the query gives triples; a table of them is a workbook, else CSV.
    """
    form = "xlsx" if triples else "csv"
    address = f"{endpoint}?{urlencode({'format': form, 'labels': 'en', 'query': sparql.strip()})}"
    book = f'curl::curl_download("{address}", tempfile(fileext = ".xlsx"))'
    lines = {
        # IMPORTDATA reads no workbook; triples come as rows of text.
        "Google Sheets": f'=IMPORTDATA("{address.replace("format=xlsx", "format=nt")}")',
        "Excel, Power BI": f'= Excel.Workbook(Web.Contents("{address}"), true)'
        if triples
        else f'= Csv.Document(Web.Contents("{address}"), [Encoding = 65001])',
        "pandas": f'pd.{"read_excel" if triples else "read_csv"}("{address}")',
        "R": f"readxl::read_excel({book})" if triples else f'read.csv("{address}")',
    }
    return lines.get(tool, address)


def _python(endpoint: str, query: str, media: str, *, triples: bool) -> str:
    end = (
        "    print(answer.read().decode())\n"
        if triples
        else "    found = json.load(answer)\n"
        'for row in found["results"]["bindings"] if "results" in found else [found["boolean"]]:\n'
        "    print(row)\n"
    )
    imports = "" if triples else "import json\n"
    return (
        f"{imports}import urllib.parse\nimport urllib.request\n\n"
        f"query = {_lines(query)}\n"
        "request = urllib.request.Request(\n"
        f"    {json.dumps(endpoint)},\n"
        '    data=urllib.parse.urlencode({"query": query}).encode(),\n'
        f'    headers={{"Accept": {json.dumps(media)}}},\n'
        ")\n"
        "with urllib.request.urlopen(request) as answer:\n"
        f"{end}"
    )


def _r(endpoint: str, query: str, media: str, *, triples: bool) -> str:
    read = (
        "cat(resp_body_string(answer))"
        if triples
        else "found <- read.csv(text = resp_body_string(answer))\nprint(found)"
    )
    # The dashes end a raw string of R, so there are more of them than the query has anywhere.
    dashes = "-"
    while f'){dashes}"' in query:
        dashes += "-"
    return (
        "library(httr2)\n\n"
        f'query <- r"{dashes}({query}){dashes}"\n'
        f"answer <- request({json.dumps(endpoint)}) |>\n"
        f"  req_headers(Accept = {json.dumps(media)}) |>\n"
        "  req_body_form(query = query) |>\n"
        "  req_perform()\n"
        f"{read}\n"
    )


def _shell(text: str) -> str:
    """A text in single quotes, in which a shell takes every sign as it is."""
    return "'" + text.replace("'", "'\\''") + "'"


def _lines(query: str) -> str:
    """A query as Python writes it: over several lines where its signs allow that."""
    if '"""' in query or "\\" in query or query.endswith('"'):
        return repr(query)
    return f'"""\n{query}\n"""'
