"""Texts in the files that people have: plain, web pages, Word, PDF, mails; and bad files."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from graph.intake.limits import DEFAULT_LIMITS, FileRefused
from graph.intake.texts import read_text_file
from tests.reading.word_and_pdf import pdf, word

SENTENCE = "The 12th Round-Table Meeting for Central Asia took place in Almaty on 3 May 2022."


def told(name: str, content: bytes) -> str:
    """The text of a file."""
    return read_text_file(name, content, DEFAULT_LIMITS).text


PAGE = f"""<!doctype html><html lang="en"><head><title>News | Agency</title>
<meta property="og:title" content="Round table in Almaty"><link rel="canonical" href="https://example.org/a">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2022-05-04T10:00",
"publisher": {{"name": "The Agency"}}}}</script><script>document.write("struck")</script></head>
<body><nav><a href="/">Home</a> <a href="/n">News</a></nav><main><article>
<h1>Round table in Almaty</h1>
<p>{SENTENCE}</p><p>Took part:</p><ul><li>Kazakhstan</li><li>Mongolia</li></ul></article></main>
<footer>Cookies and contact</footer></body></html>"""


def test_the_article_of_a_page_without_its_menus() -> None:
    """Menus, scripts and the foot of a page are left out; what it says of itself is taken."""
    found = read_text_file("page.html", PAGE.encode(), DEFAULT_LIMITS)
    assert SENTENCE in found.text
    assert "• Kazakhstan" in found.text
    for other in ("Home", "Cookies", "struck"):
        assert other not in found.text
    assert (found.title, found.publisher, found.date) == (
        "Round table in Almaty", "The Agency", "2022-05-04",
    )  # fmt: skip
    assert (found.language, found.address) == ("en", "https://example.org/a")


def test_a_word_document_without_what_was_deleted() -> None:
    """Paragraphs and list items are taken, text that is marked as deleted is not."""
    body = (
        f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Kazakhstan</w:t></w:r></w:p>"
        "<w:p><w:del><w:r><w:t>struck</w:t></w:r></w:del></w:p>"
    )
    text = told("text.docx", word(body, {"word/vbaProject.bin": b"macro"}))
    assert text == f"{SENTENCE}\n\n• Kazakhstan"


def test_the_text_of_a_pdf() -> None:
    """The lines of a page are read in their order."""
    text = told("text.pdf", pdf(["The 12th Round-Table Meeting for", "Central Asia took place."]))
    assert " ".join(text.split()) == "The 12th Round-Table Meeting for Central Asia took place."


@pytest.mark.parametrize("form", ["plain", "html"])
def test_a_mail_without_the_address_of_its_sender(form: str) -> None:
    """The body, subject and day of a mail are read; of the sender only the name."""
    body = SENTENCE if form == "plain" else f"<html><body><p>{SENTENCE}</p></body></html>"
    mail = (
        "From: The Agency <press@example.org>\nSubject: Round table\n"
        f"Date: Wed, 04 May 2022 10:00:00 +0000\nContent-Type: text/{form}; charset=utf-8\n\n{body}"
    )
    found = read_text_file("news.eml", mail.encode(), DEFAULT_LIMITS)
    assert found.text.strip() == SENTENCE
    assert (found.title, found.publisher, found.date) == ("Round table", "The Agency", "2022-05-04")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Круглый стол в Алматы"),
        ("utf-16", "Круглый стол в Алматы"),
        ("cp1251", "Круглый стол в Алматы прошёл в мае"),
        ("cp1252", "Réunion à Genève à l’été"),
    ],
)
def test_letters_of_older_sets(encoding: str, text: str) -> None:
    """A text is read in UTF-8, UTF-16 and the two older sets that people still save in."""
    assert told("text.txt", text.encode(encoding)) == text


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("empty.txt", b" \n ", "has no text"),
        ("null.txt", b"a\0b", "null signs"),
        ("old.doc", b"\xd0\xcf\x11\xe0rest", "old form of Office"),
        ("rich.rtf", b"{\\rtf1 text}", "Rich Text"),
        ("scan.png", b"\x89PNG\r\n", "a picture"),
        ("other.zip", b"PK\x03\x04rest", "no Word document"),
        ("cut.pdf", b"%PDF-1.4 cut off", "cannot be opened"),
        ("scan.pdf", pdf([""]), "pictures of pages"),
        ("long.pdf", pdf(["page"], pages=5_000), "5,000 pages"),
        ("bomb.docx", word("<w:p/>", {"word/big.xml": b" " * 30_000_000}), "would grow"),
        ("long.txt", b"word " * 700_000, "the most that is read"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    """What is no text, means harm or is too long is refused in words that say what to do."""
    with pytest.raises(FileRefused, match=sentence):
        told(name, content)


def test_a_word_document_that_declares_entities_is_refused() -> None:
    """A document type, through which XML grows without end, is not read."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as parts:
        parts.writestr("word/document.xml", DOCTYPE)
    with pytest.raises(FileRefused, match="DOCTYPE"):
        told("bad.docx", written.getvalue())


def test_names_that_mean_harm_are_only_text() -> None:
    """Script and formulas in a text stay words; nothing of a page is run."""
    harm = "<p>=HYPERLINK(1) &lt;script&gt;alert(1)&lt;/script&gt; said Mr. Ivan Petrenko.</p>"
    assert "<script>alert(1)</script>" in told(
        "page.html", f"<html><body>{harm}</body></html>".encode()
    )
