"""Signing in to the pages, where the owner of the server has set it up; else all may read.

It is Streamlit's own sign-in with OpenID Connect, set up in ``.streamlit/secrets.toml``;
docs/endpoint.md tells how.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from graph.browser_mark import BROWSER
from graph.pages.parts.widgets import plain_text
from graph.texts import gettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "Account",
    "account",
    "is_set_up",
    "is_welcome",
    "may_read",
    "sign_in_page",
    "sign_out",
    "write_log",
]

_LOG = logging.getLogger(__name__)
_NOTED = "noted in the log"


def is_set_up() -> bool:
    """Whether people have to sign in."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def is_welcome() -> bool:
    """Whether the visitor may see the pages."""
    if not is_set_up():
        return True
    if not st.user.is_logged_in:
        return False
    may = may_read(st.user.to_dict(), st.secrets.get("readers", ()))
    if st.session_state.get(_NOTED) != may:
        st.session_state[_NOTED] = may
        write_log("signed in" if may else "signed in, and is no reader")
    return may


def write_log(deed: str) -> None:
    """Write into the log what the visitor did, and who that is, where people sign in."""
    who = "a visitor"
    if is_set_up() and st.user.is_logged_in:
        who = str(st.user.get("email") or st.user.get("name") or "somebody")
    _LOG.info("%s: %s.", who, deed, extra={"facts": {"who": who, "did": deed}})


def may_read(person: Mapping[str, object], readers: Sequence[str]) -> bool:
    """Whether somebody who has signed in is one of the readers.

    Args:
        person: what the provider tells of them.
        readers: addresses of e-mail, and domains as ``@example.org``; empty for all who sign in.
    """
    if not readers:
        return True
    email = str(person.get("email", "")).lower()
    verified = person.get("email_verified", True) is True
    return verified and bool({email, email[email.rfind("@") :]} & {one.lower() for one in readers})


@dataclass(frozen=True, slots=True)
class Account:
    """Who acts on this page: the name, a token by which their acts are theirs, and their rights.

    ``checked`` says that the name is that of an account; else whoever has this browser acts, and
    gives a name that nobody checks.
    """

    name: str
    token: str
    checked: bool
    is_owner: bool


def account() -> Account:
    """The account that is signed in, or the browser that shows the page.

    The token of a browser is made from the cookie by which it is known again, so it is the same on
    another day and on another page; a browser that keeps none has one for the visit.
    """
    if is_set_up() and st.user.is_logged_in:
        name = str(st.user.get("email") or st.user.get("name") or "")
        owners = {str(one).lower() for one in st.secrets.get("owners", ())}
        return Account(
            name, _token(f"account {name}"), checked=True, is_owner=name.lower() in owners
        )
    cookie = st.context.cookies.get(BROWSER, "")
    if not cookie:
        cookie = st.session_state.setdefault("browser of this visit", secrets.token_hex(16))
    return Account("", _token(f"browser {cookie}"), checked=False, is_owner=False)


def _token(of: str) -> str:
    return hashlib.sha256(of.encode()).hexdigest()[:16]


def sign_in_page() -> None:
    """A sentence for who is not signed in, or not one of the readers, and what to do about it."""
    st.title(gettext("CBRN knowledge graph"))
    if st.user.is_logged_in:
        who = plain_text(str(st.user.get("email") or st.user.get("name") or "somebody"))
        st.write(
            gettext(
                "You are signed in as {who}, who is not one of the readers of this server. Ask "
                "whoever runs it, or sign in as somebody else.",
                who=who,
            )
        )
        st.button(gettext("Sign out"), on_click=st.logout)
        return
    st.write(gettext("This server shows its pages to people who sign in."))
    st.button(gettext("Sign in"), on_click=st.login, type="primary", icon=":material/login:")


def sign_out() -> None:
    """Below a page, who is signed in and the way out; nothing where nobody has to sign in."""
    if not is_set_up():
        return
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        who = st.user.get("email") or st.user.get("name") or ""
        st.caption(gettext("Signed in as {who}", who=plain_text(str(who))), width="content")
        st.button(
            gettext("Sign out"), on_click=st.logout, type="tertiary", icon=":material/logout:"
        )
