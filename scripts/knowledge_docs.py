"""The pages about the knowledge: what routines there are, and what a jurist has to confirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from jourstod.domain.routine import Routine, Step, StepKind
from jourstod.domain.rulebook import Rulebook

VERIFIED = "verifierad"
NOT_REVIEWED = "ej granskad"


def routines_page(book: Rulebook) -> str:
    """Every routine with its version, sources and what in it is not verified."""
    routines = sorted(book.routines.values(), key=lambda routine: routine.id)
    head = "| Rutin | Titel | Gäller från | Granskas | Granskad av | Steg | Krav |"
    rows = [
        f"| `{r.id}` | {r.title} | {r.valid_from} | {r.review_by} | {r.reviewed_by} "
        f"| {len(r.steps)} | {len(r.krav)} |"
        for r in routines
    ]
    table = "\n".join([head, "|---|---|---|---|---|---|---|", *rows])
    return "\n\n".join([table, *(_routine(routine, book) for routine in routines)])


def jurist_page(book: Rulebook) -> str:
    """What a stadsjurist must confirm before the routines are used in earnest."""
    parts = (
        ("Lagrum som inte är verifierade", _unverified(book)),
        ("Varningar på lagrum", _warnings(book)),
        ("Hur frister räknas", _counting(book)),
        ("Utlämnande", _secrecy(book)),
        ("Uppgifter som lämnas utan samtycke", _without_consent(book)),
        ("Vem som får besluta hos er", _deciders(book)),
        ("Det som sägs inte vara jourens uppgift", _not_ours(book)),
        ("Rutiner som ingen har granskat", _unreviewed(book)),
    )
    return "\n\n".join(
        f"## {number}. {title}\n\n{_bullets(points)}"
        for number, (title, points) in enumerate(parts, start=1)
    )


def _routine(routine: Routine, book: Rulebook) -> str:
    sources = dict.fromkeys(
        (*routine.sources, *(s for step in _steps(routine) for s in step.sources))
    )
    cited = dict.fromkeys(p for step in _steps(routine) for p in step.provisions)
    cited |= dict.fromkeys(p for krav in routine.krav for p in krav.provisions)
    unsure = [book.provisions[p] for p in cited if book.provisions[p].confidence != VERIFIED]
    named = "; ".join(book.sources[source].title for source in sources) or "inga utöver lagrummen"
    points = [
        f"Källor: {named}.",
        f"Lagrum: {len(cited)} stycken.",
        "Inte verifierat: " + ("; ".join(p.cited for p in unsure) or "inget") + ".",
    ]
    return f"## {routine.title}\n\n{_bullets(points)}"


def _unverified(book: Rulebook) -> Iterator[str]:
    used = _used(book)
    for provision in book.provisions.values():
        if provision.confidence != VERIFIED:
            warning = f" {provision.warning}" if provision.warning else ""
            where = ", ".join(used[provision.id]) or "ingen rutin, bara registret"
            yield f"**{provision.cited}**: {provision.requires}{warning} Används i: {where}."


def _warnings(book: Rulebook) -> Iterator[str]:
    """Warnings of verified provisions, one line for those that say the same."""
    same: dict[str, list[str]] = defaultdict(list)
    for provision in book.provisions.values():
        if provision.confidence == VERIFIED and provision.warning:
            same[provision.warning].append(provision.current)
    for warning, numbers in same.items():
        yield f"**{', '.join(numbers)}**: {warning}"


def _counting(book: Rulebook) -> Iterator[str]:
    for duty in book.duties.values():
        if duty.kind != "lag":
            yield f"**{duty.name}** är {duty.kind}, inte lag: {duty.due} Stämmer det hos er?"
        elif duty.extends != "verifierad" and duty.length != "genast":
            said = {"nej": "flyttas inte här", "trolig": "flyttas troligen"}.get(duty.extends)
            moved = said or "räknas som osäker"
            yield (
                f"**{duty.name}**, {duty.length}: sista dagen {moved} enligt lag (1930:173). "
                "Är det rätt?"
            )


def _secrecy(book: Rulebook) -> Iterator[str]:
    for rule in book.secrecy.values():
        if rule.confidence != VERIFIED or rule.note:
            grounds = ", ".join(book.provisions[p].current for p in rule.provisions)
            told = f"**{rule.to}** ({rule.confidence}{'; ' + grounds if grounds else ''})"
            yield f"{told}: {rule.without_consent or 'Nej utan samtycke.'} {rule.note}".strip()


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
    """One question for each kind of decision that some routine has."""
    kinds: dict[str, tuple[Step, list[str]]] = {}
    for routine in book.routines.values():
        for step in _steps(routine):
            if step.kind is StepKind.DECISION:
                _, where = kinds.setdefault(step.decision, (step, []))
                where.append(routine.id)
    for decision, (step, where) in sorted(kinds.items()):
        used = ", ".join(dict.fromkeys(where))
        yield f"**{decision}** ({used}): {_question(step, book)}"


def _question(step: Step, book: Rulebook) -> str:
    if not step.mandates:
        return "Vem har delegation att besluta det hos er, dag och natt? Inget antas."
    cited = " eller ".join(book.provisions[m].current for m in step.mandates)
    return (
        f"Vilka personer har uppdrag enligt {cited}, till vilken dag, och i vilket protokoll står "
        "det? De skrivs i stationens fil; finns ingen där går beslutet inte att fatta i förväg."
    )


def _not_ours(book: Rulebook) -> Iterator[str]:
    for id, reason in _reasons(book).items():
        yield f"**{id}**: {reason}"


def _reasons(book: Rulebook) -> Mapping[str, str]:
    found = {duty.name: duty.not_ours for duty in book.duties.values() if duty.not_ours}
    found |= {shall.sentence: shall.not_ours for shall in book.shalls.values() if shall.not_ours}
    return found


def _unreviewed(book: Rulebook) -> Iterator[str]:
    for routine in sorted(book.routines.values(), key=lambda routine: routine.id):
        if routine.reviewed_by in ("", NOT_REVIEWED):
            yield f"`{routine.id}`: {routine.title}, granskas senast {routine.review_by}."


def _used(book: Rulebook) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for routine in sorted(book.routines.values(), key=lambda routine: routine.id):
        steps = (p for step in _steps(routine) for p in step.provisions)
        for id in dict.fromkeys((*steps, *(p for krav in routine.krav for p in krav.provisions))):
            found[id].append(f"`{routine.id}`")
    return found


def _steps(routine: Routine) -> Iterable[Step]:
    return routine.steps.values()


def _bullets(points: Iterable[str]) -> str:
    return "\n".join(f"- {point}" for point in points) or "Inget."
