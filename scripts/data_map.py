"""The data map: every field the program keeps, whom it is about, what kind it is, and its walls."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import get_args

from jourstod.desk import ports
from jourstod.domain import entries
from jourstod.domain.events.every import Event


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of data: whom it is about, how sensitive it is, and who gets to see it."""

    title: str
    about: str
    kind: str
    seen_by: str


SORTS = {
    "told": Sort(
        "Svar på en fråga",
        "den enskilde, ibland någon annan",
        "kan vara känslig uppgift (art. 9) eller uppgift om brott (art. 10)",
        "den egna nämnden; andra bara enligt faktumets «får lämnas till» i `fakta.yaml`",
    ),
    "words": Sort(
        "Fri text",
        "den enskilde och andra",
        "räknas alltid som känslig",
        "den egna nämnden; ingen utanför, utom ett stycke som handläggaren själv väljer",
    ),
    "alias": Sort(
        "Hur personen kallas",
        "den enskilde",
        "alias; namn och personnummer ska inte stå här",
        "den egna nämnden",
    ),
    "reach": Sort(
        "Hur någon nås, eller var någon är",
        "den enskilde eller en annan enskild",
        "skyddad: kan kosta ett liv",
        "den egna nämnden, dold tills den visas med ett skäl",
    ),
    "other": Sort(
        "En annan enskild",
        "anmälare, anhörig, den som inte får veta",
        "kan omfattas av sekretess mot parten",
        "den egna nämnden",
    ),
    "staff": Sort(
        "Den som handlade",
        "anställd, förtroendevald eller tolk (bara bolagets id)",
        "vanlig personuppgift",
        "den egna nämnden; på blad utanför bara den som lämnar",
    ),
    "reader": Sort(
        "Den som läste",
        "anställd",
        "vanlig personuppgift; visar hur någon arbetar, så den granskas bara för sitt ändamål",
        "granskare och arbetsledare",
    ),
    "receiver": Sort(
        "Mottagare",
        "en myndighet eller enhet",
        "ingen personuppgift i sig, men visar vad ärendet rör",
        "den egna nämnden; mottagaren ser sig själv",
    ),
    "course": Sort(
        "Rutinens gång",
        "den enskilde, indirekt",
        "visar vad ärendet rör",
        "den egna nämnden",
    ),
    "law": Sort(
        "Grund, beslut eller frist",
        "den enskilde, indirekt",
        "åtgärd som innebär myndighetsutövning",
        "den egna nämnden; den mottagare som beslutet eller utlämnandet gäller",
    ),
    "time": Sort("Tid", "den enskilde, indirekt", "visar när något hände", "den egna nämnden"),
    "key": Sort(
        "Teknisk nyckel",
        "ingen, men binder ihop rader som rör samma person",
        "slumptal eller summa utan innehåll",
        "alla som kan läsa lagrets fil",
    ),
    "copy": Sort(
        "Kopia av ett helt blad",
        "den enskilde och andra",
        "som fri text",
        "den egna nämnden; visas bara på begäran",
    ),
    "about": Sort(
        "Om rutinerna och lagret",
        "ingen enskild; skälen skrivs av arbetsledaren",
        "ingen personuppgift om den inte skrivs dit",
        "den egna nämnden",
    ),
    "count": Sort("Räknat", "ingen", "ingen personuppgift", "den egna nämnden"),
}

# A line a kind: «field: sort». A kind or a field that is missing here fails a test, so that nothing
# is kept without somebody having said what it is.
KINDS = {
    # --- the steps
    "track_started": "track: course, routine: course, by: key",
    "track_ended": "track: course, step: course, ending: course",
    "visit_opened": "track: course, visit: course, step: course, parent: course, again: words",
    "visits_voided": "visits: course, by: key, why: words",
    "step_answered": "track: course, visit: course, step: course, fact: course, answer: told, "
    "outcome: told, to: course, because: key, done: course, reused: course",
    "step_could_not": "track: course, visit: course, step: course, reason: words, to: course, "
    "because: key",
    "step_not_needed": "track: course, visit: course, step: course, reason: words, to: course, "
    "because: key",
    "step_overridden": "track: course, visit: course, step: course, reason: words, to: course, "
    "because: key",
    "step_deferred": "track: course, visit: course, step: course, reason: words, next_try: time",
    "requirement_overridden": "track: course, krav: law, step: course, sentence: law, "
    "reason: words",
    "fact_noted": "fact: course, answer: told",
    "answer_corrected": "corrects: key, track: course, visit: course, step: course, fact: course, "
    "answer: told, outcome: told, to: course, reason: words, because: key, done: course",
    "step_rerouted": "track: course, visit: course, step: course, to: course, by: key, "
    "because: key",
    "situation_changed": "fact: course, answer: told, reason: words",
    "marked_resting": "entry: key, by: key, what: words",
    # --- acts in the world
    "note_written": "text: words, verbatim: course, about: words",
    "contact_made": "agency: receiver, who: other, reached: course, reference: words, "
    "outcome: words, number: reach, visit: course, replaces: key",
    "decision_made": "decision: law, what: law, decider: staff, role: staff, mandate: law, "
    "decided_at: time, enforced_at: time, ground: law, reasons: words, presenter: staff, "
    "valid_until: time, oral: law, mandate_source: law, visit: course, flaws: law, replaces: key",
    "decision_enforced": "entry: key, at: time",
    "decision_signed": "entry: key, by: staff",
    "consent_given": "receiver: receiver, scope: told, by: other, interpreter: staff, "
    "visit: course, sections: told",
    "consent_refused": "receiver: receiver, by: other, visit: course",
    "consent_withdrawn": "receiver: receiver, by: other",
    "do_not_tell_added": "item: key, who: other, relation: other, ground: words, "
    "decided_by: staff, review: time, visit: course",
    "do_not_tell_lifted": "item: key, reason: words",
    "placement_begun": "item: key, form: told, pointer: reach, ground: law, decided_by: staff, "
    "since: time, until: time, visit: course",
    "placement_ended": "item: key, reason: words",
    "local_limit_taken": "duty: law, start: key, limit: law, source: law",
    "clock_met": "duty: law, how: words, start: key",
    # --- the life of a case
    "case_opened": "number: key, board: receiver, bundle: key, alias: alias, report: told, "
    "reporter: other",
    "case_closed": "outcome: course, reason: words",
    "case_reopened": "reason: words",
    "case_misfiled": "entry: key, belongs_to: key, reason: words",
    "case_linked": "case: key, number: key, relation: other",
    "district_told": "district: reach",
    "case_taken": "reason: words",
    "transferred_to_journal": "upto: count, system: receiver",
    "bundle_adopted": "bundle: key, before: key, reason: words",
    "case_given": "to: staff, reason: words",
    "case_merged": "case: key, number: key, reason: words",
    "case_merged_away": "case: key, number: key, reason: words",
    "entries_brought": "case: key, number: key, why: words, entries: key, who: staff",
    "time_corrected": "entry: key, earliest: time, latest: time, words: words, reason: words",
    "late_news_received": "upto: count, receiver_name: staff, how: words",
    "protected_shown": "facts: course, reason: words, view: course",
    "protection_told": "level: told, source: words, pointer: words, reason: words, alias: alias",
    "protected_opened": "reason: words",
    "case_made_findable": "tokens: key",
    # --- what is left open, and to whom
    "task_left": "item: key, what: words, owner: receiver, due: time, clock: law, if_then: words, "
    "visit: course, question: course",
    "task_done": "item: key, outcome: words, needed: course",
    "promise_made": "item: key, what: words, to_whom: other, when: words, visit: course, "
    "owner: receiver",
    "promise_kept": "item: key, how: words, kept: course",
    "callback_set": "item: key, who: other, about: words, next_try: time, number: reach, "
    "we_call: course, fallback: words, visit: course",
    "callback_made": "item: key, reached: course, outcome: words, next_try: time",
    "item_cancelled": "item: key, could_not: course, reason: words",
    "handover_offered": "handover: key, receiver: receiver, items: course, digest: key, "
    "flaws: law, by_whom: staff, lacks: law, unit: receiver",
    "handover_accepted": "handover: key, item: key, receiver_name: staff, said_back: words, "
    "on_paper: course",
    "handover_returned": "handover: key, item: key, receiver_name: staff, question: words",
    "disclosure_made": "receiver: receiver, ground: law, digest: key, form: course, "
    "facts: course, reason: words, copy: copy",
    # --- the station
    "store_started": "mode: count",
    "number_given": "number: key, stream: key",
    "call_ended": "outcome: count, minutes: count",
    "shift_ended": "heads: key, streams: count, rows: count",
    "store_moved": "heads: key, streams: count, rows: count, station: key, why: course",
    # --- accounts, in clear text: signatures and roles, never a name
    "safe_made": "person: staff, role: staff, key: key",
    "person_added": "person: staff, role: staff",
    "person_removed": "person: staff",
    "person_placed": "person: staff, unit: receiver",
    "passphrase_changed": "person: staff, how: course",
    "key_rotated": "before: key, after: key, keys: count",
    "recovery_renewed": "",
    "recovery_used": "",
    "signed_in": "person: staff, role: staff, failed: count",
    "sign_in_failed": "person: staff, tries: count",
    # --- who was shown what; who it was stands in the stamp
    "access_made": "deed: reader, case: key, number: key, cases: count, about: course, "
    "reason: words, through: reader, terminal: reader, handler: staff, offered_to: staff, "
    "handler_station: receiver, closed: course, board: receiver",
    "access_refused": "case: key, number: key, through: reader, terminal: reader, board: receiver",
    "access_reviewed": "month: time, seed: key, sample: key, outcome: words, found: words, "
    "board: receiver",
    # --- copies, continuity and erasure
    "clear_file_made": "what: course, number: key, form: course, reason: words",
    "backup_made": "digest: key, heads: key, streams: count, rows: count, clear: about",
    "backup_tested": "digest: key, made: time, result: about, streams: count, rows: count, "
    "against: key",
    "backup_restored": "digest: key, made: time, heads: key, erased_again: count, tombstones: time",
    "continuity_made": "digest: key, cases: count, routines: key",
    "erasure_proposed": "stream: key, rows: count, head: key, ground: law, due: time",
    "erasure_approved": "stream: key, proposal: key",
    "erasure_withdrawn": "stream: key, proposal: key",
    "case_erased": "stream: key, rows: count, head: key, ground: law, proposed_by: staff, "
    "approved_by: staff, again: about",
    # --- the routines, as they are published
    "routines_delivered": "bundle: key, program: count",
    "routines_proposed": "bundle: key, valid_from: time, review_by: time, reason: about, "
    "against: key, proved: about, nights: key, accepted: about",
    "routines_approved": "proposal: key, bundle: key, against: key",
    "routines_refused": "proposal: key, bundle: key, reason: about",
    "routines_withdrawn": "proposal: key, bundle: key, reason: about",
}

BESIDE: dict[type, str] = {
    entries.Stamp: "who: staff, name: staff, role: staff, station: receiver, recorded_at: time, "
    "happened: time, told_by: other, intent: key",
    ports.Clear: "board: receiver, stream: key, seq: count, event_id: key, command_id: key",
    ports.Row: "clear: key, key_id: key, sealed: copy, stored_at: time, prev: key, hash: key",
    ports.Summary: "board: receiver, stream: key, seq: count, open: course, key_id: key, "
    "sealed: copy",
    ports.Draft: "place: key, handler: staff, key_id: key, sealed: words",
    ports.Mark: "place: key, holder: staff, key_id: key, sealed: staff",
}
"""What every row carries, and what lies beside the log."""

_NAMES = {
    entries.Stamp: "Stämpeln på varje händelse (i det förseglade)",
    ports.Clear: "Klara kolumner på varje rad",
    ports.Row: "Raden i lagret",
    ports.Summary: "Tavlans rad (förseglad, görs om ur loggen)",
    ports.Draft: "Utkast som inte är bekräftat (förseglat)",
    ports.Mark: "Märke: vem som är här, hur långt någon har läst (förseglat)",
}


def unmapped() -> list[str]:
    """Kinds and fields that the code keeps and the map does not name, or the other way round."""
    wrong = []
    for name, kept in _kept().items():
        listed = set(mapped(KINDS.get(name, "")))
        wrong += [f"{name}.{field} is not on the map" for field in sorted(kept - listed)]
        wrong += [f"{name}.{field} is no field" for field in sorted(listed - kept)]
    wrong += [f"{name} is no event" for name in KINDS if name not in _kept()]
    for kind, line in BESIDE.items():
        have, listed = {f.name for f in fields(kind)}, set(mapped(line))
        wrong += [f"{kind.__name__}.{field}" for field in sorted(have ^ listed)]
    return wrong


def mapped(line: str) -> dict[str, str]:
    """The fields of a line of the map, each with the id of its sort."""
    pairs = (part.split(": ", 1) for part in line.split(", ") if part)
    return dict(pairs)


def data_map() -> str:
    """The sorts, then every kind of event and what lies beside the log, as Markdown."""
    head = "| Slag av uppgift | Om vem | Hur känslig | Vem får se den |\n|---|---|---|---|"
    sorts = [f"| {s.title} | {s.about} | {s.kind} | {s.seen_by} |" for s in SORTS.values()]
    parts = ["### Slag av uppgifter", "\n".join([head, *sorts])]
    parts += ["### Händelser i loggen", _table(KINDS)]
    beside = {_NAMES[kind]: line for kind, line in BESIDE.items()}
    return "\n\n".join([*parts, "### Bredvid innehållet", _table(beside)])


def _table(lines: dict[str, str]) -> str:
    rows = []
    for name, line in lines.items():
        by_sort: dict[str, list[str]] = {}
        for field, sort in mapped(line).items():
            by_sort.setdefault(SORTS[sort].title, []).append(f"`{field}`")
        told = "; ".join(f"{title}: {', '.join(names)}" for title, names in by_sort.items())
        rows.append(f"| {name} | {told} |")
    return "\n".join(["| Händelse | Fält efter slag |", "|---|---|", *rows])


def _kept() -> dict[str, set[str]]:
    """Every kind of event with its fields."""
    return {kind.KIND: {f.name for f in fields(kind)} for kind in get_args(Event)}
