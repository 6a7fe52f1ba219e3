"""A mail (.eml) as the text of its body; of whoever sent it only the name, never the address."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from graph.intake.brought_text import BroughtText
from graph.intake.limits import FileRefused
from graph.intake.web_pages import read_web_page

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["is_mail", "read_mail"]

_AT_LEAST: Final = 3
_HEADS: Final = (b"from:", b"received:", b"return-path:", b"delivered-to:", b"subject:", b"date:")


def is_mail(name: str, content: bytes) -> bool:
    """Whether a file is a mail, by its name or by the heads that it begins with."""
    lines = content[:4_000].lower().splitlines()
    heads = sum(line.startswith(_HEADS) for line in lines)
    begins = bool(lines) and lines[0].startswith(_HEADS)
    return name.lower().endswith(".eml") or (begins and heads >= _AT_LEAST)


def read_mail(content: bytes) -> BroughtText:
    """The plain body of a mail, or the text of its HTML; with its subject and day.

    Raises:
        FileRefused: it has no text.
    """
    mail = message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain", "html"))
    if body is None:
        msg = "The mail has no text in it; save its attachment and bring that."
        raise FileRefused(msg)
    try:
        text = str(body.get_content())
    except (LookupError, ValueError):
        payload = body.get_payload(decode=True)
        text = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    if body.get_content_type() == "text/html":
        text = read_web_page(text.encode()).text
    sender = parseaddr(str(mail.get("From", "")))[0]
    return BroughtText(
        text=text, title=str(mail.get("Subject", "")), publisher=sender, date=_day(mail)
    )


def _day(mail: EmailMessage) -> str:
    try:
        return parsedate_to_datetime(str(mail["Date"])).date().isoformat()
    except (TypeError, ValueError):
        return ""
