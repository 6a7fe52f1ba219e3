"""The end of a sign-in: by age, by signing out, for sockets too, and only where oneself asks."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest
from starlette.datastructures import MutableHeaders
from websockets.exceptions import ConnectionClosed

from graph.server.sign_ins import safe_cookies
from tests.app_server import App, app
from tests.event_loop import run
from tests.server import signed_in
from tests.server.signed_in import SECRET, USER
from tests.visitors import XSRF, Visit, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

STRANGER = "This server shows its pages to people who sign in."


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The settings of an owner who has people sign in, and keeps who has signed out."""
    folder = tmp_path_factory.mktemp("owner")
    told = {
        "redirect_uri": "http://127.0.0.1:PORT/oauth2callback",
        "cookie_secret": SECRET,
        "client_id": "x",
        "client_secret": "x",
        "server_metadata_url": "http://127.0.0.1:9/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    (folder / "secrets.toml").write_text("\n".join(["[auth]", *lines]).replace("PORT", "1"))
    return {
        "STREAMLIT_SECRETS_FILES": str(folder / "secrets.toml"),
        "CBRN_GRAPH_SIGN_IN_HOURS": "2",
        "CBRN_GRAPH_SIGNED_OUT": str(folder / "signed-out.txt"),
    }


@pytest.fixture(scope="module")
def running(owner: dict[str, str]) -> Iterator[App]:
    """The app of that owner."""
    with app(environment=owner) as running:
        yield running


def cookies(running: App, who: str, *, hours_ago: float = 0.0) -> dict[str, str]:
    """The cookies of somebody who signed in here so many hours ago."""
    return signed_in.cookies(f"http://127.0.0.1:{running.port}", who, hours_ago=hours_ago)


async def seen(running: App, told: dict[str, str]) -> str:
    """What a page says to whoever shows some cookies."""
    async with visit(running, "overview", cookies=told) as one:
        return one.text


async def ended(one: Visit) -> int | None:
    """The code with which the server closes a visit's socket."""
    try:
        async with asyncio.timeout(30):
            while True:
                await one.socket.recv()
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None


def signs_out(running: App, told: dict[str, str], **headers: str) -> int:
    """The status of a request to sign out."""
    shown = {"Cookie": f"{USER}={told[USER]}", **headers}
    return running.ask("/auth/logout", headers=shown).status


@pytest.mark.slow
def test_a_sign_in_ends_by_its_age(running: App) -> None:
    """A cookie holds for so many hours, though Streamlit would take it for thirty days."""
    fresh, old = cookies(running, "anna@a.example"), cookies(running, "ben@a.example", hours_ago=3)
    forged = {**old, USER: fresh[USER].rsplit(".", 1)[0] + ".x"}
    assert "Signed in as anna" in run(seen(running, fresh))
    for told in (old, forged, {**fresh, USER: "x.y"}, {**fresh, USER: ""}):
        assert STRANGER in run(seen(running, told))


@pytest.mark.slow
def test_an_open_page_ends_with_its_sign_in(running: App) -> None:
    """A socket that is open when its sign-in becomes too old is closed."""

    async def act() -> int | None:
        told = cookies(running, "anna@a.example", hours_ago=2 - 6 / 3600)
        async with visit(running, "overview", cookies=told) as one:
            assert "Signed in as anna" in one.text
            return await ended(one)

    assert run(act()) == 1008


@pytest.mark.slow
def test_signing_out_ends_it_everywhere(running: App, owner: dict[str, str]) -> None:
    """Another tab is closed, a copy of the cookie is worth nothing, here and after a restart."""
    told, other = cookies(running, "anna@a.example"), cookies(running, "ben@a.example")

    async def act() -> None:
        async with (
            visit(running, "overview", cookies=told) as tab,
            visit(running, "overview", cookies=other) as bens,
        ):
            own = {"Sec-Fetch-Site": "same-origin"}
            assert await asyncio.to_thread(signs_out, running, told, **own) == 302
            assert await ended(tab) == 1008
            await bens.go("sources")

    run(act())
    assert STRANGER in run(seen(running, told))
    assert "Signed in as ben" in run(seen(running, other))
    with app(environment=owner) as again:
        kept = {USER: told[USER], XSRF: told[XSRF]}
        assert STRANGER in run(seen(again, kept))


@pytest.mark.slow
def test_only_a_page_of_this_server_signs_people_out(running: App) -> None:
    """A link or a picture on a page of another site does nothing."""
    told = cookies(running, "anna@a.example")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Referer": "https://attacker.example/"},
        {"Origin": "null"},
        {},
    ):
        assert signs_out(running, told, **headers) == 403
    assert "Signed in as anna" in run(seen(running, told))
    own = f"http://127.0.0.1:{running.port}/network"
    assert signs_out(running, told, Referer=own) == 302
    assert STRANGER in run(seen(running, told))


@pytest.mark.slow
def test_signed_out_sockets_bring_no_files(running: App) -> None:
    """Whoever is not signed in has an open socket for the button, and an address for no file."""

    async def act() -> int:
        async with visit(running, "add") as one:
            assert STRANGER in one.text
            target = f"/_stcore/upload_file/{one.session}/f"
            heard = await asyncio.to_thread(running.ask, target, "PUT", None, b"a" * 100)
            return heard.status

    assert run(act()) == 403


def test_cookies_are_safe() -> None:
    """Behind HTTPS each travels by HTTPS only, and that of the sign-in lives as long as it."""
    headers = MutableHeaders()
    headers.append("set-cookie", f"{USER}=a; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax")
    headers.append("set-cookie", f'{USER}=""; Max-Age=0; Path=/')
    headers.append("set-cookie", "_streamlit_xsrf=b; Path=/; SameSite=Lax; Secure")
    safe_cookies(headers, https=True, hours=2)
    assert headers.getlist("set-cookie") == [
        f"{USER}=a; HttpOnly; Path=/; SameSite=lax; Max-Age=7200; Secure",
        f'{USER}=""; Max-Age=0; Path=/; Secure',
        "_streamlit_xsrf=b; Path=/; SameSite=Lax; Secure",
    ]
