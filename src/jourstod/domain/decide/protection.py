"""Deciding about protected identity: the level, an opening in an emergency, what may be typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from .. import events as ev
from ..case import Case
from ..entries import Act, Entry, Written
from ..errors import AlreadySettled, AnswerIncomplete, JourError, NoRight, ReasonMissing
from ..masking import LISTED, OPENED, typed_texts
from ..people import Role
from ..protection import level_of
from ..tripwire import MASK

VIEW = "case"
"""The view in which everything typed in a protected case is shown."""

_PERSONAL = re.compile(r"(?<!\d)(\d{6}|\d{8})(\s?[-+–−]\s?|\s)?(\d{4})(?!\d)")
_BY_THE_PROGRAM = (ev.HandoverOffered, ev.DisclosureMade, ev.MarkedResting)
"""A masked sheet, and what an old entry said: nobody types it now."""
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ]+(?:-[^\W\d_]+)*"
_NAME = re.compile(rf"\b{_CAPITAL}(?:[ \t]+{_CAPITAL})+\b")
_IN_AN_ALIAS = 4
"""So many digits in an alias are a number of something that can be looked up."""


class LooksPersonal(JourError):
    """A personnummer was typed in a case that is to hold no identity."""

    def __init__(self) -> None:
        super().__init__(
            "Det du skrev har något som ser ut som ett personnummer eller samordningsnummer. "
            "Ärendet är skyddat och ska inte ha det. Skriv var akten finns i stället: «akten finns "
            "hos …». Är det ett telefonnummer: skriv det i grupper, 070-123 45 67."
        )


class StillMasked(JourError):
    """Masked text would be written into the log as if somebody had said it."""

    def __init__(self) -> None:
        super().__init__(
            "Texten är dold och kan inte sparas så. Visa uppgifterna först («Visa skyddad "
            "uppgift»), eller skriv det på nytt."
        )


def tell_protection(case: Case, act: Act, told: ev.ProtectionTold) -> list[Entry]:
    """How protected the person is: whoever has the case tells it, a team leader lowers it."""
    before, level = case.protection.level, level_of(told.level)
    if level is before and not (told.alias or told.pointer):
        raise AlreadySettled("Skyddet", before.swedish)
    leads = act.handler.role is Role.TEAM_LEADER
    if level.rank < before.rank:
        if not leads:
            raise NoRight("Bara en arbetsledare får sänka ett skydd. Ring arbetsledaren.")
        if not told.reason.strip():
            raise ReasonMissing("att sänka ett skydd")
    elif act.handler.signature != case.handler and not leads:
        raise NoRight(f"Den som har ärendet skriver in skyddet: {case.handler}. Ta över det först.")
    written = Written(act)
    said = (text for entry in case.entries for text in typed_texts(entry.event))
    written.add(checked(told, case.alias, (*said, told.source, told.pointer)))
    return written.entries


def checked(told: ev.ProtectionTold, alias: str, said: Iterable[str]) -> ev.ProtectionTold:
    """The telling, when its source is there and the alias says nobody's name or number.

    `said` is what else somebody has typed in the case.
    """
    if not told.source.strip():
        raise AnswerIncomplete("skriv vem som har sagt det, eller var du såg det")
    if level_of(told.level).hides:
        check_alias(told.alias or alias, said)
    return told


def check_alias(alias: str, said: Iterable[str] = ()) -> None:
    """Raise where the alias of a protected case holds a number, or gives somebody's name away.

    A first name that stands alone gives away whoever is named in full in the case.
    """
    if len(_DIGIT.findall(alias)) >= _IN_AN_ALIAS:
        raise AnswerIncomplete(
            "arbetsnamnet får inte ha ett nummer i sig. Skriv något som inte säger vem det är, "
            "till exempel «Blå 7»"
        )
    if len(alias.split()) >= 2 and all(w[:1].isupper() and w.isalpha() for w in alias.split()):
        raise AnswerIncomplete(
            "arbetsnamnet ser ut som ett för- och efternamn. Skriv något som inte säger vem det "
            "är, till exempel «Blå 7»"
        )
    own = {found[0].casefold() for found in _WORD.finditer(alias)}
    if any(own & set(names_in(text)) for text in said):
        raise AnswerIncomplete(
            "arbetsnamnet står i ett namn som är skrivet i ärendet. Skriv något som inte säger "
            "vem det är, till exempel «Blå 7»"
        )


def names_in(text: str) -> Iterator[str]:
    """Words, in small letters, that stand in a name of at least two words.

    The second of two that begin a sentence is left out: «Ring Maja» names nobody in full.
    """
    for found in _NAME.finditer(text):
        before = text[: found.start()].rstrip()
        words = found[0].casefold().split()
        begins = not before or before[-1] in ".!?:;"
        for word in words[:1] if begins and len(words) == 2 else words:
            yield from _WORD.findall(word)


def open_in_emergency(case: Case, act: Act, reason: str) -> list[Entry]:
    """Somebody who is not on the list opens it tonight: for a reason, and the list is told."""
    if not case.protection.hides:
        raise AlreadySettled(f"Ärende {case.number}", "öppet för alla på jouren")
    if act.handler.role is Role.RECEPTION:
        raise NoRight("Mottagningen öppnar inte skyddade ärenden på egen hand. Ring jouren.")
    if not reason.strip():
        raise ReasonMissing("att öppna ett skyddat ärende")
    written = Written(act)
    opened = written.add(ev.ProtectedOpened(reason))
    written.add(ev.TaskLeft(f"{opened}:läs", OPENED, LISTED))
    return written.entries


def must_not_weaken(of: Case, to: Case) -> None:
    """What was written in a case is brought to none that is less protected."""
    if of.protection.level.rank > to.protection.level.rank:
        raise NoRight(
            f"{of.number} är skyddat och {to.number} är det inte i samma grad. Skriv in skyddet i "
            f"{to.number} först."
        )


def make_findable(case: Case, act: Act, tokens: tuple[str, ...]) -> list[Entry]:
    """The case can be found by these tokens; never one that is kept apart."""
    if case.protection.hides:
        raise NoRight("Ett skyddat ärende går inte att göra sökbart.")
    fresh = tuple(token for token in tokens if token not in case.tokens)
    if not fresh:
        return []
    written = Written(act)
    written.add(ev.CaseMadeFindable(fresh))
    return written.entries


def check_typed(case: Case, entries: Iterable[Entry]) -> None:
    """Raise LooksPersonal, StillMasked for what is typed now into a case that is kept apart.

    What was written in another case has happened and is brought along as it is.
    """
    new = list(entries)
    told = [level_of(e.event.level) for e in new if isinstance(e.event, ev.ProtectionTold)]
    if not (told[-1] if told else case.protection.level).hides:
        return
    brought = {
        here for e in new if isinstance(e.event, ev.EntriesBrought) for here, _ in e.event.entries
    }
    for entry in new:
        if entry.id in brought or isinstance(entry.event, _BY_THE_PROGRAM):
            continue
        for text in (*typed_texts(entry.event), entry.stamp.told_by):
            if looks_personal(text):
                raise LooksPersonal
            if MASK in text:
                raise StillMasked


def check_reader(case: Case, entries: Iterable[Entry]) -> None:
    """Raise NoRight where one who is not on the list settles what tells the list of an opening."""
    for entry in entries:
        if isinstance(entry.event, ev.TaskDone | ev.ItemCancelled):
            item = case.items.get(entry.event.item)
            if item is not None and item.what == OPENED:
                raise NoRight("Den punkten avslutas av någon som får öppna skyddade akter.")


def looks_personal(text: str) -> bool:
    """Whether a personnummer or samordningsnummer stands in the text.

    Ten digits in one row that begin with 0 may be a telephone number: those count only when the
    check digit is right.
    """
    plain = "".join(_ascii(sign) for sign in text)
    for found in _PERSONAL.finditer(plain):
        day, between, last = found.groups()
        if not _is_day(day[-6:]):
            continue
        if between or len(day) == 8 or not day.startswith("0") or _sums(day[-6:] + last):
            return True
    return False


def _ascii(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign


def _is_day(six: str) -> bool:
    year, month, day = int(six[:2]), int(six[2:4]), int(six[4:])
    day -= 60 if day > 60 else 0
    try:
        date(2000 + year, month, day)
    except ValueError:
        return month == 2 and day == 29  # of a leap year in another century
    return True


def _sums(ten: str) -> bool:
    doubled = (int(sign) * (2 - place % 2) for place, sign in enumerate(ten))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def unread(case: Case) -> bool:
    """Whether somebody opened the case in an emergency and nobody on the list has read why."""
    return any(item.what == OPENED for item in case.open_items())
