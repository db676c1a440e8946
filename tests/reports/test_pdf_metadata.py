"""What a PDF tells beside its page: the number of the case, and nothing of who, what or when."""

from __future__ import annotations

import io
import re
from typing import Any

from pypdf import PdfReader
from tests.desk.sheet_case import sheet_desk, sheet_jour, whole_night

from jourstod.desk.sheets import sheet_for
from jourstod.reports import render


def test_a_pdf_says_neither_when_nor_by_whom_it_was_made() -> None:
    desk = sheet_desk(sheet_jour())
    sheet = sheet_for(desk, whole_night(desk)).sheet
    read: Any = PdfReader(io.BytesIO(render(sheet, "pdf")))
    told: dict[str, str] = dict(read.metadata or {})
    made = read.trailer["/Root"].get("/Metadata")
    told["xmp"] = made.get_object().get_data().decode() if made else ""
    assert "2026-0001" in str(told["/Title"])
    assert not {"/CreationDate", "/ModDate", "/Author", "/Keywords"} & set(told)
    assert not re.search(r"(Create|Modify|Metadata)Date|dc:creator|dc:date", told["xmp"])
    for word in ("Anna Berg", "Jouren", "file:", "/home/"):
        assert word not in str(told)
