"""The page of what a stadsjurist has to confirm before the routines are used in earnest."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from knowledge_docs import (  # type: ignore[import-not-found]
    NOT_REVIEWED,
    VERIFIED,
    bullets,
    cited_by,
    steps_of,
)

from jourstod.domain.overview import name_of
from jourstod.domain.registers import Duty, Provision, SecrecyRule
from jourstod.domain.routine import Step, StepKind
from jourstod.domain.rulebook import Rulebook
from jourstod.domain.sheet_words import first_sentence
from jourstod.domain.station_file import DecisionKind, PlacementForm, said

NOT_READ = "ej läst"
_UNSURE = re.compile(r"(?<!du )är osäker|osäkert:|inte kontrollera|inte alltid säker|jurist", re.I)
"""Words of a routine that own to a doubt of law; «är du osäker» is the officer's, not the law's."""
_MOVED = {
    "verifierad": "Vi räknar med att den flyttas; det är verifierat.",
    "trolig": "Vi räknar med att den troligen flyttas, och arbetar mot det första datumet.",
    "nej": "Vi räknar med att den inte flyttas.",
    "osäker": "Vi visar båda datumen, arbetar mot det första och kallar det andra osäkert.",
}
_STARTS = {
    "ärende_inkom": "ärendet kom in",
    "beslut": "beslutet fattades",
    "verkställighet": "beslutet genomfördes",
    "placering": "placeringen började",
    "svar": "svaret gavs",
}


def jurist_page(book: Rulebook) -> str:
    """Everything in use that is not certain, and every place where a right to decide is needed."""
    parts = (
        ("Lagrum som inte är verifierade", _unverified(book)),
        ("Varningar på lagrum", _warnings(book)),
        ("Hur frister räknas", _counting(book)),
        ("Utlämnande: grunder som inte är säkra", _secrecy(book, sure=False)),
        ("Utlämnande: grunder som är lästa i lagen", _secrecy(book, sure=True)),
        ("Uppgifter som lämnas utan samtycke", _without_consent(book)),
        ("Vem som får besluta hos er", _deciders(book)),
        ("Det som rutinerna själva kallar osäkert, eller lämnar till jurist", _said_unsure(book)),
        ("Det som sägs inte vara jourens uppgift", _not_ours(book)),
        ("Källor, och vad som är läst av dem", _sources(book)),
        ("Lästa lagrum, och när kopian är från", _read(book)),
        ("Rutiner som ingen har granskat", _unreviewed(book)),
    )
    numbered = (
        f"## {number}. {title}\n\n{bullets(points)}"
        for number, (title, points) in enumerate(parts, start=1)
    )
    return "\n\n".join((_summary(book), *numbered))


def _summary(book: Rulebook) -> str:
    count = Counter(provision.confidence for provision in book.provisions.values())
    unread = sum(p.text_as_of == NOT_READ for p in book.provisions.values())
    unreviewed = len(list(_unreviewed(book)))
    return (
        f"Registret har {len(book.provisions)} lagrum: {count['verifierad']} verifierade, "
        f"{count['trolig']} troliga och {count['osäker']} osäkra. Texten till {unread} av dem är "
        f"inte läst alls. Av {len(book.routines)} rutiner är {unreviewed} inte granskade."
    )


def _unverified(book: Rulebook) -> Iterator[str]:
    """The least sure first: what is uncertain before what is likely."""
    used = _used(book)
    unsure = [p for p in book.provisions.values() if p.confidence != VERIFIED]
    for provision in sorted(unsure, key=lambda p: p.confidence):
        warning = f" {provision.warning}" if provision.warning else ""
        where = ", ".join(used[provision.id]) or "inget, står bara i registret"
        yield (
            f"**{provision.cited}**: {provision.requires}{warning} {_copy(provision)} "
            f"Används i: {where}. Läs: {provision.check_at}"
        )


def _copy(provision: Provision) -> str:
    if provision.text_as_of == NOT_READ:
        return "(Ingen kopia läst.)"
    return f"(Kopia från {provision.text_as_of}.)"


def _warnings(book: Rulebook) -> Iterator[str]:
    """Warnings of verified provisions, one line for those that say the same; then last days."""
    same: dict[str, list[str]] = defaultdict(list)
    until: dict[str, list[str]] = defaultdict(list)
    for provision in book.provisions.values():
        if provision.confidence == VERIFIED and provision.warning:
            same[provision.warning].append(provision.current)
        if provision.valid_until:
            until[provision.valid_until].append(provision.current)
    for warning, numbers in same.items():
        yield f"**{', '.join(numbers)}**: {warning}"
    for day, numbers in until.items():
        yield f"**Slutar gälla {day} enligt registret**: {', '.join(numbers)}. Stämmer dagen?"


def _counting(book: Rulebook) -> Iterator[str]:
    for duty in book.duties.values():
        cited = ", ".join(book.provisions[p].current for p in duty.provisions)
        name = f"**{duty.name}**" + (f" ({cited})" if cited else "")
        if duty.kind != "lag":
            yield f"{name} är {duty.kind}, inte lag: {duty.due} Stämmer det hos er?"
        elif duty.length == "genast":
            practice = f" I praktiken: {duty.practice}." if duty.practice else ""
            yield f"{name}: genast, {_start(duty, book)}.{practice} Håller det?"
        else:
            yield (
                f"{name}: {duty.length}, {_start(duty, book)}. Är sista dagen en helgdag (lag "
                f"1930:173)? {_MOVED[duty.extends]} Löper tiden ut: {duty.on_expiry} Är det rätt?"
            )


def _start(duty: Duty, book: Rulebook) -> str:
    fact, _, _ = duty.starts_on.partition(":")
    known = book.facts.get(fact)
    when = f" ({known.heading.lower()})" if known else ""
    return f"räknat från att {_STARTS[duty.starts_at]}{when}"


def _secrecy(book: Rulebook, *, sure: bool) -> Iterator[str]:
    for rule in book.secrecy.values():
        if _is_sure(rule, book) is sure:
            yield _rule(rule, book)


def _is_sure(rule: SecrecyRule, book: Rulebook) -> bool:
    """Whether the rule, every ground of it and its limits leave nothing to a jurist."""
    read = all(book.provisions[p].confidence == VERIFIED for p in rule.provisions)
    return rule.confidence == VERIFIED and read and not rule.note and "jurist" not in rule.limits


def _rule(rule: SecrecyRule, book: Rulebook) -> str:
    grounds = ", ".join(book.provisions[p].cited for p in rule.provisions)
    head = f"**{rule.to}** ({rule.confidence}{'; ' + grounds if grounds else ''})"
    without = rule.without_consent or "Nej."
    consent = rule.with_consent or "Ändrar inget."
    words = f"Utan samtycke: {without} Med samtycke: {consent} Gräns: {rule.limits} {rule.note}"
    return f"{head}: {words}".strip()


def _without_consent(book: Rulebook) -> Iterator[str]:
    """By receiver and ground, what leaves the nämnd without anybody having said yes."""
    sent: dict[tuple[str, str], list[str]] = defaultdict(list)
    for fact in book.facts.values():
        for receiver, ground in fact.cleared:
            if ground in book.provisions and not book.agencies[receiver].own_board:
                sent[receiver, ground].append(fact.heading)
    for (receiver, ground), headings in sorted(sent.items()):
        cited = book.provisions[ground].cited
        yield f"**{book.agencies[receiver].name}**, {cited}: {'; '.join(headings)}."


def _deciders(book: Rulebook) -> Iterator[str]:
    """One question for each kind of decision that some routine has, then for each delegation."""
    kinds: dict[str, tuple[Step, list[str]]] = {}
    for routine in book.routines.values():
        for step in steps_of(routine):
            if step.kind is StepKind.DECISION:
                _, where = kinds.setdefault(step.decision, (step, []))
                where.append(routine.id)
    for decision, (step, where) in sorted(kinds.items()):
        used = ", ".join(dict.fromkeys(where))
        yield f"**{decision}** ({used}), {first_sentence(step.text)}: {_question(step, book)}"
    placed = [said(DecisionKind.PLACEMENT, form) for form in PlacementForm]
    other = [said(kind, None) for kind in DecisionKind if kind is not DecisionKind.PLACEMENT]
    yield (
        "**Delegation i stationens fil**, en rad per nämnd: vem som får besluta om "
        f"{'; '.join((*other, *placed))}. Stämmer raderna med delegationsordningen?"
    )


def _question(step: Step, book: Rulebook) -> str:
    if not step.mandates:
        return "Vem har delegation att besluta det hos er, dag och natt? Inget antas."
    cited = " eller ".join(book.provisions[m].cited for m in step.mandates)
    return f"Vilka personer har uppdrag enligt {cited}, till vilken dag, enligt vilket protokoll?"


def _said_unsure(book: Rulebook) -> Iterator[str]:
    for routine in sorted(book.routines.values(), key=lambda routine: routine.id):
        for step in steps_of(routine):
            told = [text for text in (step.text, step.why, step.if_then) if _UNSURE.search(text)]
            if told:
                yield f"`{routine.id}`, «{name_of(step)}»: {' '.join(told)}"


def _not_ours(book: Rulebook) -> Iterator[str]:
    for id, reason in _reasons(book).items():
        yield f"**{id}**: {reason}"


def _reasons(book: Rulebook) -> Mapping[str, str]:
    found = {duty.name: duty.not_ours for duty in book.duties.values() if duty.not_ours}
    found |= {shall.sentence: shall.not_ours for shall in book.shalls.values() if shall.not_ours}
    return found


def _sources(book: Rulebook) -> Iterator[str]:
    for source in book.sources.values():
        if source.note:
            yield f"**{source.title}** ({source.where}): {source.note}"


def _read(book: Rulebook) -> Iterator[str]:
    """Verified only means that this copy was read; what came after it may be missing."""
    copies: dict[str, list[str]] = defaultdict(list)
    for provision in book.provisions.values():
        if provision.confidence == VERIFIED:
            copies[provision.text_as_of].append(provision.current)
    for day, numbers in sorted(copies.items(), reverse=True):
        yield f"**Kopia från {day}**: {'; '.join(numbers)}."


def _unreviewed(book: Rulebook) -> Iterator[str]:
    for routine in sorted(book.routines.values(), key=lambda routine: routine.id):
        if routine.reviewed_by in ("", NOT_REVIEWED):
            yield f"`{routine.id}`: {routine.title}, granskas senast {routine.review_by}."


def _used(book: Rulebook) -> Mapping[str, list[str]]:
    """By provision: the routines that rest on it, and the registers that do."""
    found: dict[str, list[str]] = defaultdict(list)
    for routine in sorted(book.routines.values(), key=lambda routine: routine.id):
        for provision in cited_by(routine, book):
            found[provision.id].append(f"`{routine.id}`")
    registers = {
        "frister": [p for duty in book.duties.values() for p in duty.provisions],
        "utlämnande": [p for rule in book.secrecy.values() for p in rule.provisions],
        "det lagen kräver": [p for shall in book.shalls.values() for p in shall.provisions],
    }
    for name, provisions in registers.items():
        for id in dict.fromkeys(provisions):
            found[id].append(f"registret över {name}")
    return found
