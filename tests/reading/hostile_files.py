"""Hostile files: what somebody writes to crash, hang, fool or leak, each laid in a sound folder.

They are built here and not stored, since a file with raw control characters harms whoever prints
it, and a large one harms everybody. Run as a program it checks one of them and writes the findings
as JSON; the memory it may use is set by whoever starts it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.reading.small_folder import FILES, lay_out

KLUMPIGA = Path(__file__).parent / "klumpiga"
ROUTINE, FACTS, DUTIES, NIGHT = "hemlos.yaml", "fakta.yaml", "register/frister.yaml", "prov/n.yaml"
RIGHT = (
    (KLUMPIGA / "11-mal-utan-prickar.yaml")
    .read_text(encoding="utf-8")
    .replace("ordna_sangplats", "ordna_sängplats")
)
QUESTION = "fråga: Är personen i fara just nu?"
FIRST_STEP = RIGHT[RIGHT.index("    fas: De") : RIGHT.index("\n  larma:")]
PASSWD = "fragment: ../../../etc/passwd"
ONWARD = "sedan: hur_gammal"
SOURCES = "källor: [manualen]"
OSC = "\x1b]52;c;cm0gLXJmIC8=\x07"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile file: what is laid where, and the one finding it has to get."""

    name: str
    build: str | bytes | Callable[[Path], object]
    rule: str
    line: int
    column: int
    says: str
    laid: str = ROUTINE
    crowd: int = 1  # so many errors of the rule are told, and then that there are more


def right(old: str, new: str) -> str:
    """The sound routine with one passage, which stands there once, replaced."""
    assert RIGHT.count(old) == 1, old
    return RIGHT.replace(old, new)


def asked(words: str) -> str:
    """The sound routine with other words as its first question."""
    return right(QUESTION, f"fråga: {words}")


def _bomb() -> str:
    lines = ["språk: 1", "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    return "\n".join(lines) + "\n"


def _merges() -> str:
    lines = ["språk: 1", "m0: &m0 { a: 1 }"]
    lines += [f"m{n}: &m{n} {{ <<: [*m{n - 1}, *m{n - 1}] }}" for n in range(1, 40)]
    return "\n".join(lines) + "\n"


def _deep() -> str:
    return "".join(f"{' ' * n}a:\n" for n in range(400))


def _many_terms() -> str:
    old = "      - { om: { ålder: under 18 }, gå till: ring_mottagningen }\n"
    assert RIGHT.count(old) == 1
    terms = "            - { akut_fara: ja }\n" * 10_000
    begins = "      - om:\n          någon av:\n"
    return RIGHT.replace(old, f"{begins}{terms}        gå till: ring_mottagningen\n")


def _many_values() -> str:
    values = "".join(f"      v{n}: Värde {n}\n" for n in range(10_000))
    old = "    värden: { mat: Mat, sömn: Sömn }\n"
    return FILES[FACTS].replace(old, f"    värden:\n{values}")


def _many_unknown() -> str:
    steps = "".join(
        f"  steg_{n}_{'x' * 30}:\n    läs: Läs.\n    källa: manualen\n    sedan: borta_{n}\n"
        for n in range(5_000)
    )
    return RIGHT + steps


def _cascade_facts() -> str:
    return FILES[FACTS] + "".join(
        f"  f{n}:\n    om: personen\n    slag: val\n    värden: {{ a: A, b: B, c: C, d: D }}\n"
        f"    känslighet: låg\n    rubrik: F{n}\n    avsnitt: vem\n"
        for n in range(40)
    )


def _cascade_routine() -> str:
    """One krav over forty answers, no two of which can be told of apart from the rest."""
    head = RIGHT[: RIGHT.index("krav:")].replace("börjar: fara", "börjar: q0")
    either = ",\n      ".join(
        f"{{ någon av: [{{ f{n}: a }}, {{ f{(n + 17) % 40}: b }}] }}" for n in range(40)
    )
    krav = f"krav:\n  - {{ id: k, aldrig: slut, när: {{ alla: [{either}] }}, källa: manualen }}\n"
    steps = "".join(
        f"  q{n}:\n    fråga: F{n}?\n    svarar på: f{n}\n    källa: manualen\n"
        f"    svar: {{ övriga: {after}, vet inte: {after} }}\n"
        for n in range(40)
        for after in [f"q{n + 1}" if n < 39 else "slut"]
    )
    end = "  slut:\n    slut: klart\n    gör: Klart.\n    källa: manualen\n"
    return f"{head}{krav}steg:\n{steps}{end}"


def _lay_cascade(folder: Path) -> None:
    (folder / FACTS).write_text(_cascade_facts(), encoding="utf-8")
    (folder / ROUTINE).write_text(_cascade_routine(), encoding="utf-8")


def _link_out(folder: Path) -> None:
    secret = folder.parent / "hemligt.txt"
    secret.write_text("root: hemligt-lösen\n", encoding="utf-8")
    (folder / ROUTINE).symlink_to(secret)


def _link_in_nights(folder: Path) -> None:
    secret = folder.parent / "hemligt.txt"
    secret.write_text("root: hemligt-lösen\n", encoding="utf-8")
    (folder / NIGHT).symlink_to(secret)


def _loop(folder: Path) -> None:
    (folder / ROUTINE).symlink_to(folder / ROUTINE)


def _unreadable(folder: Path) -> None:
    (folder / ROUTINE).write_text(RIGHT, encoding="utf-8")
    (folder / ROUTINE).chmod(0)


def _keys(number: int) -> str:
    return "".join(f"n{n}: 1\n" for n in range(number))


ANY = 0
"""A place that the manifest leaves open, since the finding speaks of the whole."""

HOSTILE = [
    # too much
    Hostile("alias-bomb", _bomb(), "ankare", 2, 5, "får inte finnas"),
    Hostile("merge-kedja", _merges(), "ankare", 2, 5, "får inte finnas"),
    Hostile("ankare-som-rymmer-sig-sjalv", asked("&a [*a]"), "ankare", 14, 12, "«&a»"),
    Hostile("100000-klamrar-pa-en-rad", "[" * 100_000, "for-lang-rad", 1, 2001, "2000"),
    Hostile("100000-klamrar", "[\n" * 100_000, "for-djupt", 21, 1, "20 nivåer"),
    Hostile("djup-nastling", _deep(), "for-djupt", 21, 21, "20 nivåer"),
    Hostile("en-enda-lang-rad", asked("å" * 400_000), "for-lang-rad", 14, 2001, "flera rader"),
    Hostile("en-valdig-nyckel", right(QUESTION, f"{'n' * 1_500}: x"), "kolon-saknas", 14, 5,
            "nnn…"),
    Hostile("10000-dokument", "--- 1\n" * 10_000, "flera-dokument", 2, 1, "egen fil"),
    Hostile("200000-nycklar", _keys(200_000), "for-stor-fil", 1, 1, "1 000 000 byte"),
    Hostile("60000-nycklar", _keys(60_000), "for-manga-delar", 25_000, ANY, "50000 delar"),
    Hostile("10000-villkor", _many_terms(), "for-lang-lista", 38, 13, "har 10000 delar"),
    Hostile("10000-varden", _many_values(), "for-lang-lista", 18, 7, "har 10000 delar", FACTS),
    Hostile("krav-som-exploderar", _lay_cascade, "for-manga-lagen", ANY, ANY, "fler lägen"),
    Hostile("5000-okanda-mal", _many_unknown(), "okant-steg", 59, 12, "«borta_0»", crowd=200),
    Hostile("valdigt-tal", right("ålder: under 18 }", f"ålder: under {'9' * 1_000} }}"),
            "okant-varde", 36, 24, "är inget värde"),
    Hostile("valdig-frist", FILES[DUTIES].replace("1 vecka", "999999999 år"),
            "fel-langd", 19, 12, "går inte att räkna med", DUTIES),
    Hostile("valdig-version", right("språk: 1", f"språk: {'9' * 1_000}"), "okant-sprak", 2, 8,
            "Programmet läser version 1"),
    # what steers a screen or hides
    Hostile("esc", asked("Är \x1b[31mdu\x1b[0m här?"), "styrtecken", 14, 15, "U+001B"),
    Hostile("osc-urklipp", asked(f"Är {OSC} du här?"), "styrtecken", 14, 15, "U+001B"),
    Hostile("c1", asked("Är \u009b2J du här?"), "styrtecken", 14, 15, "U+009B"),
    Hostile("esc-som-escape", asked('"Är \\e]0;x\\a du här?"'), "styrtecken", 14, 12, "U+001B"),
    Hostile("nul", asked("Är du\x00 här?"), "styrtecken", 14, 17, "U+0000"),
    Hostile("bara-nul", b"\0" * 4_000, "styrtecken", 1, 1, "U+0000"),
    Hostile("bidi", asked("Är du \u202eräh\u202c?"), "osynligt-tecken", 14, 18, "U+202E"),
    Hostile("bidi-som-escape", asked('"Är du \\u202eräh?"'), "osynligt-tecken", 14, 12, "U+202E"),
    Hostile("nollbredd-i-nyckel", right(QUESTION, f"frå\u200b{QUESTION[3:]}"), "osynligt-tecken",
            14, 8, "U+200B"),
    Hostile("tagtecken", asked("Är du här?\U000e0069\U000e0067"), "osynligt-tecken", 14, 22,
            "U+E0069"),
    Hostile("bom-mitt-i", asked("Är du\ufeff här?"), "osynligt-tecken", 14, 17, "U+FEFF"),
    Hostile("kyrilliskt-a-i-nyckel", right(QUESTION, QUESTION.replace("ga:", "g\u0430:")),
            "frammande-bokstav", 14, 9, "annat alfabet"),
    Hostile("ensamt-surrogat", asked('"Är du \\ud800 här?"'), "okand-escape", 14, ANY,
            "snedstreck"),
    Hostile("bara-cr", RIGHT.replace("\n", "\r"), "styrtecken", 1, ANY, "U+000D"),
    # what reaches for the program
    Hostile("python-tagg", asked('!!python/object/apply:os.system ["id"]'), "tagg", 14, 12,
            "En tagg"),
    Hostile("klamrar-i-tagg", asked("!{0.__class__} x"), "tagg", 14, 12, "{0.__class__}"),
    Hostile("formatstrang-som-nyckel", right(QUESTION, f'{QUESTION}\n    "{{0.__class__}}": x'),
            "okand-nyckel", 15, 5, "«{0.__class__}»"),
    Hostile("markup-som-nyckel", right(QUESTION, f'{QUESTION}\n    "[/bold]": x'), "okand-nyckel",
            15, 5, "«[/bold]»"),
    Hostile("fragment-utanfor", right(FIRST_STEP, f"    {PASSWD}\n    sedan: larma\n"),
            "okant-fragment", 13, 15, "«../../../etc/passwd»"),
    Hostile("startar-utanfor", right(ONWARD, f"{ONWARD}\n    startar: ../../x"), "okand-rutin", 29,
            14, "«../../x»"),
    Hostile("namn-utanfor", right("rutin: hemlos", "rutin: ../../etc/cron.d/x"), "fel-namn", 3, 8,
            "rutin: hemlos"),
    Hostile("dunder-som-steg", right("  klart:\n", "  __class__:\n    läs: x\n    källa: manualen\n"
            "    sedan: klart\n  klart:\n"), "fel-namn", 52, 3, "«__class__»"),
    Hostile("gren-som-goms", right("      ja: larma\n", "      ja: larma\n      ja: klart\n"),
            "dubbel-nyckel", 19, 7, "står redan på rad 18"),
    Hostile("regexbomb", right(SOURCES, f"{SOURCES}\n{'- ' * 900}a: {'= ' * 50}!"),
            "streck-pa-fel-plats", 7, 1, "Ta bort strecket"),
    Hostile("datumbomb", right("från: 2026-12-01", f"från: {'1 ' * 900}x"), "fel-datum", 5, 17,
            "är inget datum"),
    # what is no file
    Hostile("lank-ut-ur-mappen", _link_out, "olaslig-fil", 1, 1, "utanför mappen"),
    Hostile("lank-bland-natterna", _link_in_nights, "olaslig-fil", 1, 1, "utanför mappen", NIGHT),
    Hostile("lank-i-ring", _loop, "olaslig-fil", 1, 1, "går inte att läsa"),
    Hostile("ror", lambda folder: os.mkfifo(folder / ROUTINE), "olaslig-fil", 1, 1, "vanlig fil"),
    Hostile("enhet", lambda folder: (folder / ROUTINE).symlink_to("/dev/zero"), "olaslig-fil", 1, 1,
            "utanför mappen"),
    Hostile("mapp-som-fil", lambda folder: (folder / ROUTINE).mkdir(), "olaslig-fil", 1, 1,
            "vanlig fil"),
    Hostile("utan-lasratt", _unreadable, "olaslig-fil", 1, 1, "saknar rätt"),
]  # fmt: skip


def lay(hostile: Hostile, folder: Path) -> None:
    """Write the hostile file into the folder; those that lay themselves take the folder."""
    path = folder / hostile.laid
    path.parent.mkdir(exist_ok=True)
    if isinstance(hostile.build, str):
        path.write_text(hostile.build, encoding="utf-8", newline="")
    elif isinstance(hostile.build, bytes):
        path.write_bytes(hostile.build)
    else:
        hostile.build(folder)


def check_one(name: str, root: Path) -> list[dict[str, object]]:
    """Everything that is found, as `--json` shows it, and with the text and the excerpt."""
    from jourstod.domain.checks import check_all
    from jourstod.reading.excerpt import Excerpts
    from jourstod.reading.night_reader import night_findings
    from jourstod.reading.shelf import Shelf

    hostile = next(one for one in HOSTILE if one.name == name)
    folder = sound(root)
    lay(hostile, folder)
    found = [*Shelf(folder, check_all).findings(), *night_findings(folder)]
    shown = Excerpts(folder)
    return [
        f.as_json() | {"text": f.text(), "excerpt": "\n".join(shown.of(f.place))} for f in found
    ]


def sound(root: Path) -> Path:
    """The small folder without the two krav that do not hold in it."""
    lines = FILES["barn.yaml"].splitlines(keepends=True)
    wrong = ("  - { id: skydd-före-slut", "  - { id: aldrig-ensam")
    kept = "".join(line for line in lines if not line.startswith(wrong))
    return lay_out(root, {**FILES, "barn.yaml": kept.replace("Vad sades?]", "Vad sades]")})


if __name__ == "__main__":
    print(json.dumps(check_one(sys.argv[1], Path(sys.argv[2]))))
