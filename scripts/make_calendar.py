"""Generate routines/register/kalender.yaml: the days that are no ordinary working days.

    python scripts/make_calendar.py            writes the register
    python scripts/make_calendar.py --check    tells which days differ; 1 when any does

Uses the library `holidays` (development only). The program itself reads the register and never
the library, so that a new version of the library cannot move a clock that already runs.
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path

FIRST = date(2005, 1, 1)
"""The national day became a red day in 2005; earlier years followed another list."""
LAST = date(2035, 12, 31)
REGISTER = Path(__file__).resolve().parents[1] / "routines" / "register" / "kalender.yaml"

RED, EVE, HALF = "röd dag", "helgdagsafton", "halvdag"

# The library's names and ours, as they stand in a sentence. A name that is not here stops the
# generator: a day that is new in the library must be judged by somebody, not slip in.
NAMES = {
    "Nyårsdagen": (RED, "nyårsdagen"),
    "Trettondedag jul": (RED, "trettondedag jul"),
    "Långfredagen": (RED, "långfredagen"),
    "Påskdagen": (RED, "påskdagen"),
    "Annandag påsk": (RED, "annandag påsk"),
    "Första maj": (RED, "första maj"),
    "Kristi himmelsfärdsdag": (RED, "Kristi himmelsfärdsdag"),
    "Nationaldagen": (RED, "nationaldagen"),
    "Pingstdagen": (RED, "pingstdagen"),
    "Midsommardagen": (RED, "midsommardagen"),
    "Alla helgons dag": (RED, "alla helgons dag"),
    "Juldagen": (RED, "juldagen"),
    "Annandag jul": (RED, "annandag jul"),
    "Midsommarafton": (EVE, "midsommarafton"),
    "Julafton": (EVE, "julafton"),
    "Nyårsafton": (EVE, "nyårsafton"),
    "Trettondagsafton (från kl. 14.00)": (HALF, "trettondagsafton"),
    "Skärtorsdagen (från kl. 14.00)": (HALF, "skärtorsdagen"),
    "Valborgsmässoafton (från kl. 14.00)": (HALF, "valborgsmässoafton"),
    "Allahelgonsafton (från kl. 14.00)": (HALF, "allhelgonaafton"),
}
# Optional days of the library that are working days to the law and to most authorities.
LEFT_OUT = frozenset({"Påskafton", "Klämdag", "Pingstafton"})

HEADER = """\
# yaml-language-server: $schema=../schema/kalender.json
# Helgdagar, helgdagsaftnar och halvdagar {first}–{last}.
# Genererad fil: ändra den inte för hand. Görs om med:  python scripts/make_calendar.py
# Gjord med biblioteket holidays, version {version}. Prövad mot lag (1989:253) om allmänna
# helgdagar och lag (1930:173) 2 § i tests/domain/test_calendar.py.
#   röd dag        allmän helgdag enligt lag (1989:253)
#   helgdagsafton  midsommarafton, julafton och nyårsafton: lag (1930:173) 2 § räknar dem som
#                  helgdag
#   halvdag        vardag i lagens mening; många myndigheter stänger tidigare
# Vanliga lördagar och söndagar räknas ut och står inte här.
språk: 1
kalender:
  från: {first}
  till: {last}
  dagar:
"""
_ROW = re.compile(r"    (\d{4}-\d\d-\d\d): \{ namn: (.+), slag: (.+) \}")
_VERSION = re.compile(r"holidays, version (\S+)\. ")


def generated_days(first: date = FIRST, last: date = LAST) -> dict[date, tuple[str, str]]:
    """Each listed day with (name, kind), in order; KeyError on a name nobody has judged."""
    import holidays  # development only, and only to generate

    categories = (holidays.PUBLIC, holidays.DE_FACTO, holidays.OPTIONAL)
    years = range(first.year, last.year + 1)
    found = holidays.country_holidays("SE", years=years, categories=categories, language="sv")
    days = {}
    for day in sorted(found):
        known = [NAMES[name] for name in found.get_list(day) if name not in LEFT_OUT]
        if known and first <= day <= last:
            kind = min((k for k, _ in known), key=(RED, EVE, HALF).index)
            # A half-day that falls on a weekend tells nobody anything.
            if kind != HALF or day.isoweekday() < 6:
                days[day] = (" och ".join(name for k, name in known if k == kind), kind)
    return days


def rendered(days: dict[date, tuple[str, str]], first: date, last: date, version: str) -> str:
    """The register file as text, from (name, kind) by day."""
    head = HEADER.format(first=first, last=last, version=version)
    rows = (f"    {day}: {{ namn: {name}, slag: {kind} }}\n" for day, (name, kind) in days.items())
    return head + "".join(rows)


def read_days(text: str) -> dict[date, tuple[str, str]]:
    """(name, kind) by day from the text of a register made here."""
    rows = (_ROW.fullmatch(line) for line in text.splitlines())
    return {date.fromisoformat(row[1]): (row[2], row[3]) for row in rows if row}


def stated_version(text: str) -> str:
    """The version of `holidays` that the header of the register names, or ""."""
    found = _VERSION.search(text)
    return found[1] if found else ""


def main(arguments: list[str]) -> int:
    """Write the register, or with --check compare it; 0 when all is well, 1 when days differ."""
    from importlib.metadata import version

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    days = generated_days()
    if not parser.parse_args(arguments).check:
        text = rendered(days, FIRST, LAST, version("holidays"))
        REGISTER.write_text(text, encoding="utf-8", newline="\n")
        return 0
    stored = read_days(REGISTER.read_text(encoding="utf-8"))
    differing = sorted(day for day in stored | days if stored.get(day) != days.get(day))
    for day in differing:
        print(f"{day}: register {stored.get(day)}, generated {days.get(day)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
