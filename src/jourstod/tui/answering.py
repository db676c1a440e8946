"""Answering: which digits a question takes, what is left to write, and the answer it becomes."""

from __future__ import annotations

from dataclasses import replace

from ..desk.forms import AHEAD, PAST, Blank
from ..domain.answer_keys import ON_A_PAGE, OUT_KEYS
from ..domain.answers import NOT_APPLICABLE, UNKNOWN, Answer
from ..domain.facts import Choice, FactKind
from ..domain.forms import FormField
from ..domain.overview import Question
from ..domain.routine import StepKind
from .drafts import Draft

UNIQUE_ACTS = (
    StepKind.READ, StepKind.CONTACT, StepKind.DECISION, StepKind.TASK, StepKind.PLACEMENT,
    StepKind.SILENCE, StepKind.PROMISE, StepKind.WAIT,
)  # fmt: skip

Keyed = tuple[str, Choice]


def pages(question: Question) -> tuple[tuple[Keyed, ...], ...]:
    """The answers by page, each with its digit; the ways out stand on every page."""
    plain = [c for c in question.choices if c.id not in OUT_KEYS]
    out = [(OUT_KEYS[c.id], c) for c in question.choices if c.id in OUT_KEYS]
    out.sort(key=lambda keyed: keyed[0])
    chunks = [plain[n : n + ON_A_PAGE] for n in range(0, len(plain), ON_A_PAGE)] or [[]]
    return tuple(
        (*((str(n), choice) for n, choice in enumerate(chunk, start=1)), *out) for chunk in chunks
    )


def page_of(draft: Draft, question: Question) -> int:
    """The page shown, kept in the draft."""
    if draft.at.startswith("sida "):
        number = draft.at.removeprefix("sida ")
        return int(number) % len(pages(question)) if number.isdigit() else 0
    return 0


def blanks(question: Question, draft: Draft) -> tuple[Blank, ...]:
    """What must or may be written with the answer chosen so far; () when a digit is awaited."""
    if draft.refusal:
        return (Blank("insist", "Skäl att gå förbi ändå", True),)
    first = draft.values[0] if draft.values else ""
    reason = Blank("reason", "Motivering", True)
    if first == UNKNOWN:
        return ()
    if first == NOT_APPLICABLE:
        return (replace(reason, label="Varför är det inte aktuellt"),)
    if not first and not question.typed:
        return ()
    found = (
        [Blank("text", _typed_label(question), True, hint=_hint(question))]
        if question.typed
        else []
    )
    fields = question.fields_with(first)
    found += [Blank(f.id, f.label, f.required, hint=_time_hint(f)) for f in fields]
    if question.step.reason_required:
        found.append(reason)
    return tuple(found)


def writing(question: Question, draft: Draft) -> bool:
    """Whether the text field has the keys now."""
    return any(blank.id == draft.at for blank in blanks(question, draft))


def chosen(question: Question, draft: Draft, choice: Choice) -> Draft:
    """The draft after a digit: toggled where several may be chosen, else chosen."""
    if question.several and choice.id not in OUT_KEYS:
        draft.values = _toggled(question, draft.values, choice.id)
        return draft
    draft.values, draft.refusal = (choice.id,), ""
    left = blanks(question, draft)
    draft.at = left[0].id if left else ""
    return draft


def confirmed(question: Question, draft: Draft) -> Draft:
    """The draft after Enter where several may be chosen: on to what is left to write."""
    left = blanks(question, draft)
    draft.at = left[0].id if left else ""
    return draft


def is_whole(question: Question, draft: Draft) -> bool:
    """Whether nothing is left to write before it can be confirmed."""
    ready = bool(draft.values) or (question.several and question.step.kind is StepKind.CHECKLIST)
    return ready and not blanks(question, draft)


def only_choice(question: Question) -> Choice | None:
    """The one thing Enter means where there is only one («Klart»)."""
    plain = [c for c in question.choices if c.id not in OUT_KEYS]
    return plain[0] if len(plain) == 1 and question.step.kind in UNIQUE_ACTS else None


def the_answer(question: Question, draft: Draft) -> Answer:
    """The answer to confirm; times stay as they were said, for `decide` to read."""
    given = draft.answer()
    if question.step.kind not in (StepKind.QUESTION, StepKind.CONSENT, StepKind.CHECKLIST):
        given = replace(given, values=tuple(v for v in given.values if v in OUT_KEYS))
    return given


def _toggled(question: Question, values: tuple[str, ...], id: str) -> tuple[str, ...]:
    """Chosen, not chosen; on a checklist done, not needed, nothing."""
    kept = tuple(v for v in values if v not in OUT_KEYS)
    if question.step.kind is StepKind.CHECKLIST:
        if id in kept:
            return tuple(f"{id}:not_needed" if v == id else v for v in kept)
        if f"{id}:not_needed" in kept:
            return tuple(v for v in kept if v != f"{id}:not_needed")
        return (*kept, id)
    return tuple(v for v in kept if v != id) if id in kept else (*kept, id)


def _typed_label(question: Question) -> str:
    kind = question.fact.kind if question.fact else FactKind.TEXT
    return {
        FactKind.NUMBER: "Skriv ett tal",
        FactKind.VERBATIM: "Skriv ordagrant, med frågan du ställde",
        FactKind.WHEN: "Skriv när",
        FactKind.PERSON: "Skriv vem",
        FactKind.CHILDREN: "Skriv barnen, ett på varje rad (Ctrl+J)",
    }.get(kind, "Skriv svaret")


def _hint(question: Question) -> str:
    kind = question.fact.kind if question.fact else FactKind.TEXT
    return {FactKind.NUMBER: "15", FactKind.WHEN: "02:40, mellan 22 och 23"}.get(kind, "")


def _time_hint(field: FormField) -> str:
    """How a time is written: one to come, or one that has been."""
    if field.is_ahead:
        return AHEAD
    return PAST if field.is_time else ""
