"""Word documents and PDFs as word processors write them, small and made on the spot."""

from __future__ import annotations

import zipfile
from io import BytesIO

__all__ = ["pdf", "word"]


def word(body: str, more: dict[str, bytes] | None = None) -> bytes:
    """A Word document with this XML as its body, and further parts."""
    names = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{names}"><w:body>{body}</w:body></w:document>',
        )
        for name, content in (more or {}).items():
            parts.writestr(name, content)
    return written.getvalue()


def pdf(lines: list[str], pages: int = 1) -> bytes:
    """A PDF of so many pages with these lines on each, as a word processor would write it."""
    drawn = "BT /F1 11 Tf 50 800 Td 14 TL " + " T* ".join(f"({line}) Tj" for line in lines) + " ET"
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        *(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
            for _ in range(pages)
        ),
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{each}\nendobj\n".encode()
    start = len(written)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        written
        + (
            f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}"
            f"trailer << /Size {len(places) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
        ).encode()
    )
