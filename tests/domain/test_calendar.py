"""Facts about the calendar and its register: the days of the law, each once, and no guessing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import make_calendar as generator

from jourstod.domain.calendar import Calendar, Day, DayKind, OutsideCalendar
from jourstod.domain.errors import JourError

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "routines" / "register" / "kalender.yaml").read_text(encoding="utf-8")
ROWS = generator.read_days(TEXT)
FIRST, LAST = generator.FIRST, generator.LAST
CALENDAR = Calendar({d: Day(n, DayKind(k)) for d, (n, k) in ROWS.items()}, FIRST, LAST)
YEARS = range(FIRST.year, LAST.year + 1)
DAYS = st.dates(FIRST, LAST)
DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus: no library has a say here."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def first_weekday(weekday: int, on_or_after: date) -> date:
    return on_or_after + timedelta(days=(weekday - on_or_after.weekday()) % 7)


def red_days_of_the_act(year: int) -> dict[str, date]:
    """Lag (1989:253) 2 §, written down once more from the text of the act."""
    sunday = easter(year)
    return {
        "nyårsdagen": date(year, 1, 1),
        "trettondedag jul": date(year, 1, 6),
        "långfredagen": sunday - 2 * DAY,
        "påskdagen": sunday,
        "annandag påsk": sunday + DAY,
        "första maj": date(year, 5, 1),
        "Kristi himmelsfärdsdag": first_weekday(3, sunday) + timedelta(weeks=5),
        "pingstdagen": sunday + timedelta(weeks=7),
        "nationaldagen": date(year, 6, 6),
        "midsommardagen": first_weekday(5, date(year, 6, 20)),
        "alla helgons dag": first_weekday(5, date(year, 10, 31)),
        "juldagen": date(year, 12, 25),
        "annandag jul": date(year, 12, 26),
    }


def _of_kind(kind: DayKind) -> set[tuple[date, str]]:
    listed = (
        (day, n) for day, (names, k) in ROWS.items() if k == kind for n in names.split(" och ")
    )
    return set(listed)


# ── the register ────────────────────────────────────────────────────────────────────────────────


def test_the_register_is_what_the_generator_makes_byte_for_byte() -> None:
    days = generator.generated_days()
    made = generator.rendered(days, FIRST, LAST, generator.stated_version(TEXT))
    assert made.encode() == (ROOT / "routines/register/kalender.yaml").read_bytes()


def test_the_header_says_by_what_the_register_was_made() -> None:
    header = TEXT.partition("språk:")[0]
    assert "python scripts/make_calendar.py" in header
    assert re.search(r"holidays, version \d", header)
    assert "lag (1989:253)" in header


def test_the_red_days_are_exactly_those_of_the_act_on_public_holidays() -> None:
    of_the_act = {(day, name) for y in YEARS for name, day in red_days_of_the_act(y).items()}
    assert _of_kind(DayKind.RED) == of_the_act


def test_the_eves_are_exactly_the_three_of_the_counting_act() -> None:
    eves = {
        (day, name)
        for y in YEARS
        for name, day in {
            "midsommarafton": first_weekday(5, date(y, 6, 20)) - DAY,
            "julafton": date(y, 12, 24),
            "nyårsafton": date(y, 12, 31),
        }.items()
    }
    assert _of_kind(DayKind.EVE) == eves


def test_easter_is_known_from_the_almanac() -> None:
    almanac = {2006: (4, 16), 2008: (3, 23), 2011: (4, 24), 2019: (4, 21), 2026: (4, 5)}
    assert {y: (easter(y).month, easter(y).day) for y in almanac} == almanac


def test_half_days_are_ordinary_weekdays_and_hold_back_no_working_day() -> None:
    halves = {day for day, _ in _of_kind(DayKind.HALF)}
    assert date(2026, 4, 2) in halves  # skärtorsdagen
    assert date(2026, 10, 30) in halves  # allhelgonaafton
    assert all(CALENDAR.is_working_day(day) for day in halves)


def test_every_year_has_its_thirteen_red_days_and_three_eves() -> None:
    for year in YEARS:
        kinds = [
            kind
            for day, (names, kind) in ROWS.items()
            for _ in names.split(" och ")
            if day.year == year
        ]
        assert (kinds.count("röd dag"), kinds.count("helgdagsafton")) == (13, 3), year


def test_the_check_of_the_generator_names_a_day_that_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generator.main(["--check"]) == 0
    changed = tmp_path / "kalender.yaml"
    changed.write_text(
        TEXT.replace("2019-04-19: { namn: långfredagen", "2019-04-18: { namn: x"), "utf-8"
    )
    monkeypatch.setattr(generator, "REGISTER", changed)
    assert generator.main(["--check"]) == 1
    assert [line[:10] for line in capsys.readouterr().out.splitlines()] == [
        "2019-04-18",
        "2019-04-19",
    ]


# ── working days ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2019, 4, 18), None),  # skärtorsdagen
        (date(2019, 4, 19), "långfredagen"),
        (date(2019, 4, 20), "lördag"),
        (date(2019, 4, 21), "påskdagen"),
        (date(2019, 4, 22), "annandag påsk"),
        (date(2019, 4, 23), None),
        (date(2026, 11, 22), "söndag"),
        (date(2026, 6, 19), "midsommarafton"),
        (date(2026, 6, 20), "midsommardagen"),
        (date(2025, 12, 24), "julafton"),
        (date(2025, 12, 31), "nyårsafton"),
        (date(2008, 5, 1), "första maj och Kristi himmelsfärdsdag"),
        (date(2026, 5, 15), None),  # klämdag
    ],
)
def test_a_day_is_free_by_name_or_not_at_all(day: date, why: str | None) -> None:
    assert CALENDAR.why_not_working(day) == why
    assert CALENDAR.is_working_day(day) is (why is None)


def test_the_next_working_day_is_after_the_day_itself() -> None:
    assert CALENDAR.next_working_day(date(2019, 4, 17)) == date(2019, 4, 18)
    assert CALENDAR.next_working_day(date(2019, 4, 18)) == date(2019, 4, 23)
    assert CALENDAR.working_day_from(date(2019, 4, 18)) == date(2019, 4, 18)


def test_the_run_of_free_days_is_told_by_name() -> None:
    assert list(CALENDAR.free_days(date(2025, 12, 24))) == [
        (date(2025, 12, 24), "julafton"),
        (date(2025, 12, 25), "juldagen"),
        (date(2025, 12, 26), "annandag jul"),
        (date(2025, 12, 27), "lördag"),
        (date(2025, 12, 28), "söndag"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "left"),
    [
        (date(2019, 4, 12), date(2019, 4, 23), 6),
        (date(2019, 4, 18), date(2019, 4, 23), 2),
        (date(2019, 4, 19), date(2019, 4, 23), 1),
        (date(2019, 4, 23), date(2019, 4, 23), 1),
        (date(2019, 4, 24), date(2019, 4, 23), 0),
        (date(2019, 4, 20), date(2019, 4, 21), 0),
        (date(2025, 12, 23), date(2026, 1, 2), 4),
    ],
)
def test_working_days_left_count_today_and_the_due_day(first: date, last: date, left: int) -> None:
    assert CALENDAR.working_days_between(first, last) == left


@given(DAYS, st.integers(-40, 400))
def test_working_days_are_counted_as_if_day_by_day(first: date, span: int) -> None:
    last = min(max(first + span * DAY, FIRST), LAST)
    one_by_one = (first + n * DAY for n in range((last - first).days + 1))
    assert CALENDAR.working_days_between(first, last) == sum(
        map(CALENDAR.is_working_day, one_by_one)
    )


@given(st.dates(FIRST, LAST - 30 * DAY))
def test_the_next_working_day_skips_only_free_days(day: date) -> None:
    later = CALENDAR.next_working_day(day)
    assert later > day
    assert CALENDAR.is_working_day(later)
    between = (day + n * DAY for n in range(1, (later - day).days))
    assert not any(map(CALENDAR.is_working_day, between))


# ── the edge of the calendar ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("day", [FIRST - DAY, LAST + DAY])
@pytest.mark.parametrize(
    "ask",
    [
        CALENDAR.is_working_day,
        CALENDAR.why_not_working,
        CALENDAR.listed,
        CALENDAR.working_day_from,
        lambda day: CALENDAR.working_days_between(day, date(2020, 1, 1)),
        lambda day: CALENDAR.working_days_between(date(2020, 1, 1), day),
    ],
)
def test_outside_its_range_the_calendar_refuses_and_never_guesses(
    ask: Callable[[date], object], day: date
) -> None:
    with pytest.raises(OutsideCalendar, match="utanför kalendern"):
        ask(day)


def test_the_search_for_a_working_day_stops_at_the_edge() -> None:
    with pytest.raises(OutsideCalendar):
        CALENDAR.next_working_day(date(2035, 12, 30))


def test_the_refusal_is_one_a_user_reads_and_names_the_range() -> None:
    with pytest.raises(JourError) as caught:
        CALENDAR.is_working_day(date(2036, 1, 1))
    assert caught.value.exit_code == 5
    assert caught.value.sentence.startswith("Tisdag 1 januari 2036 ligger utanför kalendern")
    assert "lördag 1 januari 2005 till måndag 31 december 2035" in caught.value.sentence


def test_a_calendar_that_lies_about_its_range_is_not_made() -> None:
    with pytest.raises(ValueError, match="outside the range"):
        Calendar({date(2020, 1, 1): Day("x", DayKind.RED)}, date(2021, 1, 1), date(2021, 12, 31))
    with pytest.raises(ValueError, match="ends before"):
        Calendar({}, date(2021, 1, 2), date(2021, 1, 1))
