"""Facts about every form of a sheet: exact, marked, harmless, and silent about the rest."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import asdict, replace
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from tests.reports.read import everywhere, words_of

from jourstod.domain.errors import UsageError
from jourstod.domain.sheet import Sheet, SheetLine, SheetPart, SheetRow, Witness
from jourstod.reports import FORMS, file_name, render

SHEET = Sheet(
    number="2026-0142",
    receiver="mottagning",
    receiver_name="Mottagningen",
    board="Söder",
    station="City",
    mode="skarp",
    made_at="tisdag 24 november 2026 kl. 05:12",
    made_by="Anna Berg, socialsekreterare (jour)",
    heading="Överlämning till Mottagningen",
    flaws=("Beslutet 03:40 saknar föredragande.",),
    first=(
        SheetPart("who", "Vem", (SheetLine("barn «Maja»", "Personen", urgent=True),)),
        SheetPart("lunch", "Före lunch tis 24 nov", (), "Inget med tid."),
    ),
    then=(SheetPart("open", "Öppet i övrigt", (SheetLine("Åkte hem", struck=True),)),),
    timeline=(
        SheetRow("tis 24 nov 03:40", "CD→AB", "Hon äter två bullar."),
        SheetRow("tis 24 nov 03:41", "AB", "Fel uppgift", struck=True),
    ),
    paste="Ärende 2026-0142\n\n03:40 Hon äter.",
    items=(("1", "uppgift: Ring"),),
    witness=Witness("a" * 64, "b" * 64, 39, "2026-11-24T06:30:00+00:00"),
    notice="Arbetsunderlag inom nämnden.",
)
HOSTILE = {
    "controls": "a\x1b[31mröd\x1b]0;titel\x07 \x9b2J",
    "bidi": "vänd\u202eom\u2066",
    "textual": "[@click=app.bell]x[/] [/",
    "html": "<script>alert(1)</script><img src=x onerror=y>&amp;\"'",
    "typst": '#eval("1+1") #read("/etc/passwd") $x$ *fet* _lut_ `kod` @ref <label> \\ // /* ~ = h',
    "emoji": "👩‍👧 🇸🇪 ☎️ \U000e0041",
    "nul": "noll\x00byte",
    "long": "långt" * 2_000,
    "scripts": "Сергей عربي 中文 עברית नमस्ते e\u0301\u0302\u0303",
    "lines": "en\u2028två\u2029tre\r\nfyra\tfem",
    "surrogate": "ensam\ud800",
    "quotes": '"}],"x":[{"',
}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_sheet_gives_the_same_bytes(form: str) -> None:
    assert render(SHEET, form) == render(replace(SHEET), form)


@pytest.mark.parametrize("form", FORMS)
def test_every_text_of_the_sheet_stands_in_every_form(form: str) -> None:
    said = everywhere(SHEET)[form]
    heading = SHEET.heading.upper() if form == "text" else SHEET.heading
    for words in (heading, "2026-0142", "saknar föredragande", "barn «Maja»", "Inget med tid.",
                  "Åkte hem", "Hon äter två bullar.", "03:40 Hon äter.", "a" * 64):  # fmt: skip
        assert words in said, words


@pytest.mark.parametrize("form", ["text", "html", "pdf"])
def test_what_is_void_says_so_in_words_too(form: str) -> None:
    assert everywhere(SHEET)[form].count("gäller inte längre") == 2


def test_practice_stands_on_every_page_of_every_form() -> None:
    rows = tuple(SheetRow("tis 24 nov 03:40", "AB", f"Rad {n}") for n in range(300))
    sheet = replace(SHEET, mode="övning", timeline=rows, preview="Förhandsvisning – inte lämnat")
    pages = PdfReader(BytesIO(render(sheet, "pdf"))).pages
    assert len(pages) > 4
    for page in pages:
        assert "ÖVNING" in page.extract_text() and "Förhandsvisning" in page.extract_text()
    text = render(sheet, "text").decode().splitlines()
    assert "ÖVNING" in text[0] and "ÖVNING" in text[-2]
    html = render(sheet, "html").decode()
    assert "ÖVNING" in html and re.search(
        r"@media print \{.*\.watermark \{\s+display: block; position: fixed", html, re.S
    )
    assert json.loads(render(sheet, "json"))["mode"] == "övning"


def test_a_sharp_sheet_says_nothing_of_practice() -> None:
    for form, said in everywhere(SHEET).items():
        assert "ÖVNING" not in said, form


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_is_harmless_in_every_form(form: str, name: str) -> None:
    sheet = _everywhere_says(HOSTILE[name])
    content = render(sheet, form)
    said = words_of(form, content)
    assert not {sign for sign in said if unicodedata.category(sign) in ("Cc", "Cs", "Co")}
    assert not {sign for sign in said if 0x202A <= ord(sign) <= 0x202E or ord(sign) >= 0xE0000}
    if name == "typst":
        assert '#eval("1+1")' in said if form != "json" else "#eval(" in said
        assert "root:" not in said
    if name == "long":
        assert "långt" * 8 in said


def test_hostile_text_makes_no_element_in_html() -> None:
    class Elements(HTMLParser):
        seen: list[str] = []  # noqa: RUF012

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen.append(tag)

    def elements(sheet: Sheet) -> list[str]:
        parser = Elements()
        parser.seen = []
        parser.feed(render(sheet, "html").decode())
        return parser.seen

    plain = elements(_everywhere_says("vanlig text"))
    for name, text in HOSTILE.items():
        assert elements(_everywhere_says(text)) == plain, name
    assert "script" not in plain and "img" not in plain


def test_html_is_one_file_that_asks_for_nothing_outside_itself() -> None:
    html = render(SHEET, "html").decode()
    assert '<html lang="sv">' in html and "<title>2026-0142</title>" in html
    assert "default-src 'none'" in html
    assert not re.search(r"(src|href)=|url\(|@import|https?:|<link|<script|<form", html)


def test_html_has_one_heading_first_and_a_table_with_headed_columns() -> None:
    html = render(SHEET, "html").decode()
    assert html.count("<h1>") == 1 and "<main>" in html and html.count('scope="col"') == 3
    assert html.index("<h1>") < html.index("<h2>")


def test_the_pdf_is_tagged_titled_by_number_only_and_in_swedish() -> None:
    reader = PdfReader(BytesIO(render(SHEET, "pdf")))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("sv")
    assert "/StructTreeRoot" in root
    assert reader.metadata is not None
    assert reader.metadata.title == "2026-0142"
    assert reader.metadata.author in (None, "")
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()


def test_the_pdf_holds_no_time_no_name_and_no_path_but_those_on_its_pages() -> None:
    content = render(SHEET, "pdf")
    reader = PdfReader(BytesIO(content))
    said = " ".join(str(value) for value in (reader.metadata or {}).values())
    assert "Anna" not in said and "Söder" not in said and "/" not in said.replace("/Creat", "")
    assert b"/CreationDate" not in content or b"1970" in content


def test_letters_with_rings_and_dots_are_right_in_the_pdf() -> None:
    said = everywhere(_everywhere_says("Åsa äter ö på sjön, ÄÖÅ é ü"))["pdf"]
    assert "Åsa äter ö på sjön, ÄÖÅ é ü" in said


def test_a_sign_without_a_font_is_a_box_in_the_pdf_and_the_page_says_so() -> None:
    said = everywhere(_everywhere_says("Hon heter 王 👩"))["pdf"]
    assert "Hon heter □ □" in said
    assert "Tecken som utskriften saknar" in said
    assert "王" in everywhere(_everywhere_says("Hon heter 王"))["html"]


def test_json_has_stable_english_keys() -> None:
    plain = json.loads(render(SHEET, "json"))
    assert (plain["format"], plain["version"]) == ("jourstod-sheet", 1)
    assert list(plain) == ["format", "version", *asdict(SHEET)]
    assert plain["first"][0]["lines"][0] == {
        "text": "barn «Maja»", "label": "Personen", "item": "", "urgent": True, "struck": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "form", "name"),
    [
        ("2026-0142", "pdf", "2026-0142.pdf"),
        ("ÖVN-2026-0001", "text", "ÖVN-2026-0001.txt"),
        ("../../x y", "html", "xy.html"),
        ("", "json", "blad.json"),
    ],
)
def test_a_file_is_named_by_the_case_number_only(number: str, form: str, name: str) -> None:
    assert file_name(replace(SHEET, number=number), form) == name


def test_a_form_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UsageError, match="text, html, pdf, json"):
        render(SHEET, "fax")


def _everywhere_says(text: str) -> Sheet:
    part = SheetPart("p", text, (SheetLine(text, text), SheetLine(text, urgent=True)), text)
    return replace(
        SHEET,
        heading=text, made_by=text, flaws=(text,), first=(part,), then=(part,),
        timeline=(SheetRow(text, text, text), SheetRow(text, text, text, struck=True)),
        paste=text, items=(("1", text),),
    )  # fmt: skip


def test_the_persons_card_is_one_small_page() -> None:
    lines = (SheetLine("018-10 00 00", "Ring"), SheetLine("tis 24 nov 09:00", "Tid"))
    card = replace(
        SHEET, receiver="personen", receiver_name="", board="", station="", made_at="", made_by="",
        heading="", flaws=(), first=(SheetPart("card", "", lines),), then=(), timeline=(),
        paste="", items=(), witness=None, notice="", card=True, mode="övning",
        preview="Förhandsvisning – inte lämnat",
    )  # fmt: skip
    (page,) = PdfReader(BytesIO(render(card, "pdf"))).pages
    assert page.mediabox.width < 300
    assert words_of("text", render(card, "text")).startswith("*** ÖVNING")
    for form in ("text", "html", "pdf"):
        assert "018-10 00 00" in everywhere(card)[form]
