"""Facts about clumsy files: each gets one finding, at the right line, that says what to type.

The files in `klumpiga` are what a team leader with Word, Excel and Notepad really writes. The
first lines of a finding have to be enough: the place, what is wrong, and what to write instead.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.reading.small_folder import FILES, lay_out

from jourstod.cli import main
from jourstod.domain.checks import check_all
from jourstod.domain.findings import Finding, Severity
from jourstod.reading import marks, shelf
from jourstod.reading.night_reader import night_findings
from jourstod.reading.shelf import Shelf
from jourstod.reading.station_reader import read_station_file

FOLDER = Path(__file__).parent / "klumpiga"
PARSERS = ["python", "C"] if hasattr(yaml, "CBaseLoader") else ["python"]
NOT_STARTED = "startas-aldrig"  # true of the routine that is laid in: no other knows of it
FOLLOW_ONS = {"trasig-hanvisning", "startar-rutin-ur-bruk", NOT_STARTED}
"""Warnings that are not about the mistake; most say which files wait for the one with it."""
ROUTINE, FACTS, NIGHT, STATION = "hemlos.yaml", "fakta.yaml", "prov/natten.yaml", "station.yaml"
BROKEN_KRAV = ("  - { id: skydd-före-slut", "  - { id: aldrig-ensam")

# (file, where it is laid, rule, line, column, words that the finding has to hold)
MANIFEST = [
    ("01-tabb-i-indrag", ROUTINE, "tabb-i-indrag", 23, 1, "Samma fel finns på rad 24, 25."),
    ("02-krokiga-citattecken", ROUTINE, "krokiga-citattecken", 14, 12,
     'fråga: "Är personen i fara: just nu?"'),
    ("03-hart-blanksteg-i-indrag", ROUTINE, "fel-blanksteg", 25, 3, "Sudda indraget"),
    ("04-hart-blanksteg-efter-kolon", ROUTINE, "hart-blanksteg", 53, 10, "slut: klart"),
    ("05-tankstreck-som-listpunkt", ROUTINE, "fel-listtecken", 9, 3, "- { id: går-att-sluta, "),
    ("06-word-punkt", ROUTINE, "fel-listtecken", 27, 7, "Skriv t.ex. - händelsenummer"),
    ("07-kolon-saknas", ROUTINE, "kolon-saknas", 48, 5, "senast: före midnatt"),
    ("08-fel-indrag", ROUTINE, "fel-indrag", 27, 6, "kolumn 5 (som på rad 23)"),
    ("09-nyckel-utan-a-ring", ROUTINE, "okand-nyckel", 14, 5, "fråga: Är personen i fara just nu?"),
    ("10-stegnamn-med-blanksteg", ROUTINE, "fel-namn", 39, 3, "Skriv t.ex. ring_mottagningen"),
    ("11-mal-utan-prickar", ROUTINE, "okant-steg", 19, 12, "Menade du «ordna_sängplats»?"),
    ("12-gren-saknas", ROUTINE, "saknat-svar", 18, 7, "Svaret «nej» (Nej) leder ingenstans"),
    ("13-engelska-svar", ROUTINE, "okant-varde", 18, 7, "«yes» och «no» är inga svar"),
    ("14-crlf-bom-och-datum", ROUTINE, "fel-datum", 5, 17, "från: 2026-12-31"),
    ("15-sparad-som-unicode", ROUTINE, "utf-16", 1, 1, "Spara som och kodningen UTF-8"),
    ("16-sparad-som-ansi", ROUTINE, "inte-utf8", 1, 12, "nog «ö»"),
    ("17-tva-rutiner-i-en-fil", ROUTINE, "flera-dokument", 56, 1, "i en egen fil"),
    ("18-annars-forst", ROUTINE, "annars-inte-sist", 36, 9, "det står sist"),
    ("19-okant-lagrum", ROUTINE, "okant-lagrum", 16, 13, "Menade du «sol-20-1»?"),
    ("20-nattens-klockslag-med-punkt", NIGHT, "fel-tid", 9, 11, "Skriv t.ex. kl: 22:45"),
    ("21-bokstaven-o-i-numret", STATION, "fel-nummer", 6, 14, 'telefon: "070-174 06 50"'),
    ("22-kommentar-i-fragan", ROUTINE, "kommentar-i-text", 14, 41, 'boende #2 just nu?"'),
    ("23-kolon-i-fragan", ROUTINE, "kolon-i-text", 14, 22, '"Säg så här: är du i fara just nu?"'),
    ("24-steg-tva-ganger", ROUTINE, "dubbel-nyckel", 52, 3, "står redan på rad 22"),
    ("25-borjar-saknas", ROUTINE, "saknad-nyckel", 2, 1, "Skriv t.ex. börjar: "),
    ("26-krav-pa-steg-som-bytt-namn", ROUTINE, "okant-steg", 9, 41, "eller «klart»"),
    ("27-fel-sprakversion", ROUTINE, "okant-sprak", 2, 8, "Skriv t.ex. språk: 1"),
    ("28-inklistrad-tva-ganger", ROUTINE, "dubbel-nyckel", 58, 1, "inklistrat två gånger"),
    ("29-streck-framfor-svaren", ROUTINE, "streck-pa-fel-plats", 20, 7, "Ta bort strecket"),
    ("30-tva-ville-andra-samtidigt", ROUTINE, "git-marken", 25, 1, "Behåll de rader"),
    ("31-citattecken-saknas", ROUTINE, "citattecken-saknas", 24, 11, "sista citattecknet saknas"),
    ("32-for-lang-fraga", ROUTINE, "for-lang-fraga", 14, 12, "har 32 ord och får ha högst 25"),
    ("33-varde-som-inte-finns", ROUTINE, "okant-varde", 36, 28, "Det kan vara «ja», «nej»"),
    ("34-alder-med-ord", ROUTINE, "okant-varde", 36, 24, "Menade du «under 18»?"),
    ("35-kolumner-fran-excel", FACTS, "tabb", 16, 12, "Skriv blanksteg i stället"),
    ("36-faktum-med-egna-ord", FACTS, "okant-varde", 14, 11, "«val», «flerval», «tal»"),
    ("37-fristens-langd-i-ord", "register/frister.yaml", "fel-langd", 19, 12, "längd: 14 dagar"),
    ("38-numret-utan-citattecken", "register/myndigheter.yaml", "komma-i-klammer", 10, 26,
     "Efter «ring polisen» saknas ett kolon"),
    ("39-rubrik-som-text", ROUTINE, "kolon-saknas", 11, 1, "Skriv t.ex. steg:"),
    ("40-storbokstav-i-nyckel", ROUTINE, "okand-nyckel", 25, 5, "gör: Ring och berätta var ni är."),
    ("41-likhetstecken", ROUTINE, "kolon-saknas", 18, 7, "Skriv t.ex. ja: larma"),
    ("42-citat-och-fortsattning", ROUTINE, "text-efter-varde", 25, 20, "gör: '\"Ring nu\" säger"),
    ("43-stjarnor-for-fetstil", ROUTINE, "tecken-kraver-citattecken", 25, 10, 'gör: "**Ring** och'),
    ("44-radbrytning-i-texten", ROUTINE, "kolon-saknas", 26, 1, "ska den dras in längre"),
    ("45-punkt-efter-malet", ROUTINE, "okant-steg", 28, 12, "Menade du «hur_gammal»?"),
    ("46-osynligt-fran-webben", ROUTINE, "osynligt-tecken", 40, 17, "Sudda stället"),
    ("47-blanksteg-efter-kolon-saknas", ROUTINE, "blanksteg-efter-kolon", 28, 10,
     "Skriv t.ex. sedan: hur_gammal"),
    ("48-namnet-med-prickar", ROUTINE, "fel-namn", 3, 8, "Skriv t.ex. rutin: hemlos"),
    ("49-datum-som-inte-finns", NIGHT, "fel-tid", 4, 9, "en dag som inte finns"),
    ("50-delegation-med-tva-datum", STATION, "fel-datum", 12, 13, "till: 2026-12-31"),
    ("51-sakerhet-med-egna-ord", "register/lagrum.yaml", "okant-varde", 8, 15, "eller «osäker»"),
    ("52-tom-nyckel", ROUTINE, "tomt-varde", 54, 9, "Efter «gör» i steget «klart»"),
    ("53-word-dokument", ROUTINE, "sparad-av-word", 1, 1, "Kopiera texten till en ny fil"),
]  # fmt: skip
WARNINGS = {"kommentar-i-text": "the text is whole YAML, and ends where the reader did not mean it"}
"""Rules whose one finding is a warning, and why."""


@pytest.fixture(params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each of the two parsers in turn: what is told must not hang on which one is installed."""
    loader = yaml.BaseLoader if request.param == "python" else yaml.CBaseLoader
    monkeypatch.setattr(marks, "_LOADER", loader)
    shelf._read.cache_clear()


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("name", "laid", "rule", "line", "column", "says"), MANIFEST, ids=[row[0] for row in MANIFEST]
)
def test_a_clumsy_file_gets_one_useful_finding_at_the_right_place(
    name: str, laid: str, rule: str, line: int, column: int, says: str, tmp_path: Path
) -> None:
    found = told(tmp_path, laid, (FOLDER / f"{name}.yaml").read_bytes())
    own = [f for f in found if f.rule not in FOLLOW_ONS or f.severity is Severity.ERROR]
    assert [(f.rule, f.place.line, f.place.column) for f in own] == [(rule, line, column)]
    [finding] = own
    assert finding.place.file.endswith(laid)
    assert finding.severity is (Severity.WARNING if rule in WARNINGS else Severity.ERROR)
    assert says in finding.text()
    assert finding.hint or finding.example or "Här finns" in finding.sentence


def test_every_clumsy_file_stands_in_the_manifest() -> None:
    assert [row[0] for row in MANIFEST] == sorted(path.stem for path in FOLDER.iterdir())
    assert len(MANIFEST) >= 30


def test_what_the_clumsy_files_are_laid_among_is_sound(tmp_path: Path) -> None:
    assert told(tmp_path, ROUTINE, None) == []


def test_a_file_from_notepad_with_bom_and_crlf_is_no_mistake(tmp_path: Path) -> None:
    wrong = (FOLDER / "14-crlf-bom-och-datum.yaml").read_bytes()
    right = wrong.replace(b"31/12-2026", b"2026-12-31")
    assert right.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in right
    assert {finding.rule for finding in told(tmp_path, ROUTINE, right)} == {NOT_STARTED}


def test_the_command_shows_the_line_with_a_caret_below_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = sound(tmp_path)
    (folder / ROUTINE).write_bytes((FOLDER / "11-mal-utan-prickar.yaml").read_bytes())
    assert main(["routine", "check", str(folder)]) == 1
    shown = capsys.readouterr().out.splitlines()
    at = shown.index("    19 | nej: ordna_sangplats")
    assert shown[at + 1] == "       |      ^"


def test_a_fact_is_not_said_to_be_asked_nowhere_when_the_file_that_asks_has_an_error(
    tmp_path: Path,
) -> None:
    folder = sound(tmp_path)
    reads_the_age = (
        "gör: Ordna ett jourhem.\n    ej aktuellt:\n"
        "      - { om: { ålder: under 15 }, gå till: tyst }\n      - { annars: slut }"
    )
    boende = FILES["boende.yaml"].replace("gör: Ordna ett jourhem.", reads_the_age)
    (folder / "boende.yaml").write_text(boende, encoding="utf-8")
    assert Shelf(folder, check_all).findings() == []
    barn = (folder / "barn.yaml").read_text(encoding="utf-8")
    (folder / "barn.yaml").write_text(barn.replace("titel:", "titl:"), encoding="utf-8")
    assert [f.rule for f in Shelf(folder, check_all).findings()] == ["okand-nyckel"]
    (folder / "barn.yaml").unlink()
    assert "ingen-svarar" in [f.rule for f in Shelf(folder, check_all).findings()]


def told(tmp_path: Path, laid: str, content: bytes | None) -> list[Finding]:
    """What the program says of a folder, or of a station's file, with one file laid in it."""
    folder = sound(tmp_path)
    path = folder / laid
    path.parent.mkdir(exist_ok=True)
    if content is not None:
        path.write_bytes(content)
    if laid == STATION:
        return read_station_file(path)[1]
    return [*Shelf(folder, check_all).findings(), *night_findings(folder)]


def sound(tmp_path: Path) -> Path:
    """The small folder without the two krav that do not hold, and as both parsers read it."""
    lines = FILES["barn.yaml"].splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(BROKEN_KRAV))
    barn = kept.replace("Vad sades?]", "Vad sades]")  # «?]» is no YAML to the one in Python
    return lay_out(tmp_path, {**FILES, "barn.yaml": barn})
