"""Case paper: a running case cut into the words of its paper, so that the night goes on by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from .case import Case
from .case_parts import ItemKind, Track, Visit
from .clocks import running
from .half_page import clock_line, half_page
from .handover import striking
from .local_time import local_day
from .occasion import Occasion
from .open_list import OTHER_END, Open, open_list
from .overview import name_of, short_words, who
from .paper import SHORT
from .paper_registers import contacts_of
from .paper_station import station_paper
from .printed_case import PrintedCase, PrintedDone, PrintedTrack
from .printed_routine import PrintedContact, PrintedNote, PrintedRoutine, PrintedStep
from .routine import Routine, Step
from .routine_paper import routine_paper
from .rulebook import Rulebook
from .sheet import SheetLine, SheetPart
from .sheet_words import agency_name, capital, day_and_time, iso_words, joined, one_line
from .station import Station

NOTICE = (
    "Arbetspapper för den egna jouren, med sekretess (OSL 26 kap. 1 §). Lämnas aldrig till den det "
    "gäller eller till någon annan. Skyddade uppgifter står inte här: de finns bara i programmet."
)
AFTERWARDS = (
    "Öppna ärende {number}. Har någon skrivit efter {log}: läs «Sedan du sist var här» först.",
    "Rad för rad (jourstod text): skriv «steg 14 {bundle}» så byter programmet till den frågan. "
    "Numren är desamma där. Ett steg som inte är öppet besvaras aldrig.",
    "Ta stegen i den ordning de hände. Välj först «hände tidigare» och skriv klockslaget från "
    "papperet, med dag när den är en annan, och vem som skrev. Skriv sedan siffran vid krysset.",
    "Tidsraderna blir anteckningar («Anteckna»), med samma tid och samma «uppgift från».",
    "Samtal, löften och sådant som blev klart skrivs där det hör hemma, också det med sin tid.",
    "Är rutinbunten en annan gäller inte numren: jämför orden.",
    "Lägg papperet i akten eller förstör det när allt är inskrivet och läst av två.",
)
AGAIN = "Fyll i bara om en pil leder hit."

Strike = Callable[[str], str]


def case_paper(case: Case, book: Rulebook, occasion: Occasion, station: Station) -> PrintedCase:
    """The paper of the case as of now. What somebody typed is struck where it is protected."""
    strike = striking(case, book)
    tracks = tuple(_track(case, book, track, strike) for track in case.tracks.values())
    bundle, log = book.bundle[:SHORT], f"händelse {case.seq}"
    return PrintedCase(
        number=case.number,
        subject=strike(f"{who(case, book)} · nämnd {occasion.board.name}"),
        made_at=occasion.made_at,
        made_by=strike(occasion.made_by),
        station=occasion.station,
        bundle=bundle,
        log=log,
        notice=NOTICE,
        practice=occasion.mode == "övning",
        first=tuple(_struck(part, strike) for part in _first(case, book, occasion)),
        tracks=tracks,
        contacts=_contacts(case, book),
        local=station_paper(station, book, local_day(occasion.now)),
        afterwards=tuple(
            line.format(number=case.number, bundle=bundle, log=log) for line in AFTERWARDS
        ),
    )


# --- what is read first ---------------------------------------------------------------------------


def _first(case: Case, book: Rulebook, occasion: Occasion) -> tuple[SheetPart, ...]:
    """Who may not be informed before anything else; then who, where, clocks and what is open."""
    # The own jour is named to nobody here: a place that it may read is masked on paper too.
    half = {part.id: part for part in half_page(case, book, occasion.now, "")}
    clocks = tuple(
        clock_line(clock, book, occasion.now) for clock in running(case, book, occasion.now)
    )
    found = open_list(case, book)
    waits = tuple(_open(book, one) for one in found if _is(one, ItemKind.CALLBACK))
    promised = tuple(_open(book, one) for one in found if _is(one, ItemKind.PROMISE))
    rest = tuple(
        _open(book, one, kind=True)
        for one in found
        if not _is(one, ItemKind.PROMISE, ItemKind.CALLBACK)
    )
    return (
        half["silence"],
        half["who"],
        half["where"],
        SheetPart("clocks", "Klockor som löper", clocks, "Ingen klocka löper."),
        SheetPart("promised", "Utlovat", promised, "Inget utlovat är öppet."),
        SheetPart("waits", "Ring, eller väntar på", waits, "Ingen."),
        SheetPart("open", "Öppet i övrigt", rest, "Inget."),
    )


def _is(one: Open, *kinds: ItemKind) -> bool:
    return one.item is not None and one.item.kind in kinds


def _open(book: Rulebook, one: Open, kind: bool = False) -> SheetLine:
    """By when, what, whose it is, and the other end with its number."""
    item, other = one.item, ""
    if item is not None and item.owner and item.kind in OTHER_END:
        call = "ring" if item.we_call else "väntar på"
        verb = call if item.kind is ItemKind.CALLBACK else OTHER_END[item.kind]
        other = f"{verb} {agency_name(book, item.owner)}"
    due = iso_words(one.due) or "ingen tid"
    tries = f"försökt {item.tries} ggr" if item is not None and item.tries else ""
    note = f"annars: {item.note}" if item is not None and item.note else ""
    told = joined((one.what, other, one.number, tries, note), " · ")
    label = joined((one.kind if kind else "", due, f"ansvarar {one.responsible}"))
    return SheetLine(one_line(told), capital(label))


def _struck(part: SheetPart, strike: Strike) -> SheetPart:
    lines = tuple(replace(ln, text=strike(ln.text), label=strike(ln.label)) for ln in part.lines)
    return replace(part, lines=lines)


# --- the routines that run ------------------------------------------------------------------------


def _track(case: Case, book: Rulebook, track: Track, strike: Strike) -> PrintedTrack:
    routine = book.routines[track.routine]
    whole = routine_paper(book, routine)
    open_ones = [case.visits[visit] for visit in track.open]
    coming = _coming(routine, [visit.step for visit in open_ones])
    asked = (_asked(whole, routine, visit, strike) for visit in open_ones)
    ahead = (_ahead(case, book, whole, track, routine.steps[id], strike) for id in coming)
    steps = [routine.steps[id] for id in (*(v.step for v in open_ones), *coming)]
    running_now = {other.routine for other in case.tracks.values()}
    starts = dict.fromkeys(id for s in steps for b in s.branches for id in b.starts)
    return PrintedTrack(
        title=routine.title,
        state=strike(f"klar: {track.ended}" if track.ended else "pågår" if open_ones else "klar"),
        done=tuple(_done(case, book, track, strike)),
        asked=_phased(routine, asked),
        ahead=_phased(routine, ahead),
        starts=tuple(
            book.routines[id].title
            for id in starts
            if id in book.routines and id not in running_now
        ),
    )


def _coming(routine: Routine, begin: list[str]) -> list[str]:
    """Every step that some answer may still lead to, in reading order, but those asked now."""
    left, found = list(begin), set(begin)
    while left:
        for branch in routine.steps[left.pop()].branches:
            if branch.to not in found:
                found.add(branch.to)
                left.append(branch.to)
    return [id for id in routine.steps if id in found and id not in begin]


def _done(case: Case, book: Rulebook, track: Track, strike: Strike) -> Iterator[PrintedDone]:
    routine = book.routines[track.routine]
    for visit in (case.visits[id] for id in track.settled):
        if visit.voided or visit.settled_by in case.misfiled:
            continue
        step, stamp = routine.steps[visit.step], case.by_id[visit.settled_by].stamp
        by = f"{stamp.told_by}→{stamp.who}" if stamp.told_by else stamp.who
        answer = strike(one_line(short_words(book, step, visit)))
        number = routine.numbers[step.id]
        yield PrintedDone(number, name_of(step), answer, _when(case, visit), strike(by))


def _when(case: Case, visit: Visit) -> str:
    return day_and_time(case.happened(visit.since or visit.settled_by).earliest)


def _asked(whole: PrintedRoutine, routine: Routine, visit: Visit, strike: Strike) -> PrintedStep:
    """A step that is open: whole, and why it was put aside or is asked again."""
    step = whole.steps[routine.numbers[visit.step] - 1]
    notes = []
    if visit.deferred:
        again = f"nästa försök {iso_words(visit.next_try)}" if visit.next_try else ""
        notes.append(PrintedNote("Uppskjutet", strike(joined((one_line(visit.deferred), again)))))
    if visit.again:
        notes.append(PrintedNote("Frågas igen", strike(one_line(visit.again))))
    return replace(step, notes=(*notes, *step.notes))


def _ahead(
    case: Case, book: Rulebook, whole: PrintedRoutine, track: Track, step: Step, strike: Strike
) -> PrintedStep:
    """A step that may come, without why; what was settled there before is said."""
    number = book.routines[track.routine].numbers[step.id]
    shown = replace(whole.steps[number - 1], why="")
    visit = case.visits.get(track.latest.get(step.id, ""))
    if visit is None or visit.open or visit.voided:
        return shown
    said = f"{short_words(book, step, visit)}, {_when(case, visit)}. {AGAIN}"
    return replace(shown, notes=(PrintedNote("Redan gjort", strike(one_line(said))), *shown.notes))


def _phased(routine: Routine, steps: Iterable[PrintedStep]) -> tuple[PrintedStep, ...]:
    """The steps, the first of each phase with its name."""
    phase_of = {routine.numbers[id]: step.phase for id, step in routine.steps.items()}
    found, last = [], ""
    for step in steps:
        phase = phase_of[step.number]
        found.append(replace(step, phase=phase if phase != last else ""))
        last = phase
    return tuple(found)


def _contacts(case: Case, book: Rulebook) -> tuple[PrintedContact, ...]:
    """Whom the routines that still ask may call, once each."""
    asking = {track.routine: None for track in case.tracks.values() if track.open}
    found = (c for id in asking for c in contacts_of(book, book.routines[id]))
    return tuple({contact.name: contact for contact in found}.values())
