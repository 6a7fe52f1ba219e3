"""Signing in with OpenID Connect: a real provider on this machine, a real browser, both doors."""

from __future__ import annotations

import json
import re
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from graph.pages.parts.sign_in import may_read
from graph.views.review.review_file import read_proposals
from tests.browser.fitness import settled
from tests.provider import CLIENT, provider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.browser.conftest import Serve, Visit

APP = Path(__file__).parents[2] / "app.py"
LINE = "/network?thing=meeting/rtm-ca-14&at=meeting/rtm-ca-14~attendedBy~country/KAZ"


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of proposals of this app."""
    return tmp_path_factory.mktemp("proposals") / "proposals.csv"


@pytest.fixture(scope="module")
def url(serve: Serve, tmp_path_factory: pytest.TempPathFactory, proposals: Path) -> Iterator[str]:
    """The app, whose owner has set up signing in for the readers of one organisation."""
    with provider() as address:
        told = {
            "redirect_uri": "http://127.0.0.1:{port}/oauth2callback",
            "cookie_secret": "nobody can guess this one, it is long",
            "server_metadata_url": f"{address}/.well-known/openid-configuration",
            **CLIENT,
        }
        lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
        secrets = tmp_path_factory.mktemp("owner") / "secrets.toml"
        secrets.write_text("\n".join(['readers = ["@readers.example"]', "[auth]", *lines]))
        yield serve(
            APP,
            CBRN_GRAPH_APART="1",
            STREAMLIT_SECRETS_FILES=str(secrets),
            CBRN_GRAPH_TOKEN="",
            CBRN_GRAPH_PROPOSALS=str(proposals),
            CBRN_GRAPH_ALLOW_PROPOSALS="1",
        )


def sign_in(page: Page, email: str) -> None:
    """Goes to the provider and says who one is."""
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("E-mail").fill(email)
    page.get_by_role("button", name="It is me").click()


@pytest.mark.browser
@pytest.mark.slow
def test_pages_are_for_those_who_sign_in(url: str, visit: Visit, proposals: Path) -> None:
    """A stranger sees a sentence and a button and no data; a reader signs in, reads, signs out.

    What a reader proposes bears the name of the account, and another reader cannot take it back.
    """
    page = visit(f"{url}/network?thing=country/KAZ").page
    heard: list[str] = []
    page.on("websocket", lambda one: one.on("framereceived", lambda data: heard.append(str(data))))
    page.reload()
    page.get_by_text("This server shows its pages to people who sign in.").wait_for(timeout=60_000)
    assert "Kazakhstan" not in page.content() + "".join(heard)
    assert page.get_by_role("link", name="Cooperation").count() == 0
    sign_in(page, "anna@readers.example")
    page.get_by_role("heading", name="Who works with whom").wait_for(timeout=60_000)
    page.get_by_role("link", name="Cooperation").first.wait_for(timeout=60_000)
    # An address is no link here: a sign that nobody sees stands in it.
    page.get_by_text(re.compile(r"Signed in as anna\W+readers\.example")).wait_for(timeout=60_000)
    page.goto(f"{url}/network?thing=country/KAZ")
    page.get_by_role("heading", name="Network").wait_for(timeout=60_000)
    # A field asks the server itself, which lets the page ask though programs are kept out.
    page.get_by_role("combobox", name="Find a thing").fill("preca")
    page.get_by_role("option", name="Project 87 PRECA").wait_for(timeout=60_000)
    page.goto(f"{url}{LINE}")
    page.get_by_text("Review a statement").click()
    expect(
        page.get_by_text(re.compile(r"signed with your account, anna\W+readers"))
    ).to_be_visible()
    expect(page.get_by_role("textbox", name="Your name or role")).to_have_count(0)
    page.get_by_role("textbox", name="Why").fill("The list of participants has another name")
    page.get_by_role("button", name="Propose", exact=True).click()
    proposed = page.get_by_text(re.compile(r"Proposed as disputed by anna\W+readers\.example, "))
    expect(proposed).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_be_visible()
    (made,) = read_proposals(proposals).values()
    assert (made.by, made.checked) == ("anna@readers.example", "signed in")
    settled(page)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "ben@readers.example")
    page.get_by_role("heading", name="Who works with whom").wait_for(timeout=60_000)
    page.goto(f"{url}{LINE}")
    page.get_by_text("Review a statement").click()
    expect(proposed).to_be_visible()
    settled(page)
    expect(page.get_by_role("button", name="Take it back")).to_have_count(0)
    assert list(read_proposals(proposals).values()) == [made]
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for(timeout=60_000)


@pytest.mark.browser
@pytest.mark.slow
def test_who_is_no_reader_is_told(url: str, visit: Visit) -> None:
    """Somebody of another organisation can sign in, is told that it is no use, and sees nothing."""
    page = visit(url).page
    sign_in(page, "eve@elsewhere.example")
    told = re.compile(r"eve\W+elsewhere\.example, who is not one of the readers")
    page.get_by_text(told).wait_for(timeout=60_000)
    assert page.get_by_role("link", name="Cooperation").count() == 0
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for(timeout=60_000)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(
    "target",
    [
        "sparql?query=ASK%7B%7D",
        "sparql",
        "id/country/KAZ",
        "ontology",
        "data/cbrn.nt",
        "find?text=x",
    ],
)
def test_programs_are_not_let_in_by_the_other_door(target: str, url: str) -> None:
    """While people have to sign in and no token is set, the addresses for programs tell nothing."""
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{url}/{target}", timeout=60)
    with refused.value:
        assert refused.value.code == 403
        assert b"CBRN_GRAPH_TOKEN" in refused.value.read()


@pytest.mark.parametrize(
    ("person", "readers", "may"),
    [
        ({"email": "anna@readers.example"}, [], True),
        ({}, [], True),
        ({"email": "anna@readers.example"}, ["@readers.example"], True),
        ({"email": "Anna@Readers.Example"}, ["anna@readers.example"], True),
        ({"email": "anna@readers.example"}, ["ben@readers.example"], False),
        ({"email": "anna@sub.readers.example"}, ["@readers.example"], False),
        ({"email": "anna@evil.example@readers.example.evil"}, ["@readers.example"], False),
        ({"email": "anna@readers.example", "email_verified": False}, ["@readers.example"], False),
        ({"email": "readers.example"}, ["@readers.example"], False),
        ({"email": ""}, ["@readers.example"], False),
        ({}, ["@readers.example"], False),
    ],
)
def test_who_may_read(person: dict[str, object], readers: list[str], may: bool) -> None:
    """Readers are named by address or by domain; an address not verified counts for none."""
    assert may_read(person, readers) is may
