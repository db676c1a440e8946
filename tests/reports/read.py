"""What stands in a sheet's forms, read back from their bytes as a reader or a thief would."""

from __future__ import annotations

from html import unescape
from io import BytesIO

from pypdf import PdfReader

from jourstod.domain.sheet import Sheet
from jourstod.reports import FORMS, render


def everywhere(sheet: Sheet) -> dict[str, str]:
    """The words of every form: on one line, tags and all, with what lies hidden in the files."""
    return {form: words_of(form, render(sheet, form)) for form in FORMS}


def words_of(form: str, content: bytes) -> str:
    """All that can be read out of the bytes of a form."""
    if form == "pdf":
        return pdf_words(content)
    return " ".join(unescape(content.decode()).split())


def pdf_words(content: bytes) -> str:
    """The text of every page, the metadata, and every string in the file."""
    reader = PdfReader(BytesIO(content))
    pages = " ".join(page.extract_text() for page in reader.pages)
    meta = " ".join(str(value) for value in (reader.metadata or {}).values())
    xmp = reader.xmp_metadata
    hidden = xmp.stream.get_data().decode() if xmp else ""
    whole = f"{pages} {meta} {hidden}".replace("\u200b", "").replace("\u00ad", "")
    return " ".join(whole.split())
