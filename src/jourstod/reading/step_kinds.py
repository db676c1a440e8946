"""The kinds of step: which key names each, which keys go with it, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from jourstod.domain.facts import Choice, Fact, FactKind
from jourstod.domain.routine import Step, StepKind

from .branch_reader import read_answers, read_onward, read_starts
from .condition_reader import EXAMPLE, read_condition
from .fields import Fields, check_id
from .nodes import Scalar
from .surroundings import Surroundings

LONGEST_QUESTION = 25  # words; more than that nobody takes in over the telephone

EXAMPLES = {
    "fråga": "fråga: Är barnet i omedelbar fara just nu?",
    "svarar på": "svarar på: omedelbar_fara",
    "svar": "svar:\n  ja: larma\n  nej: tolk\n  vet inte: larma",
    "sedan": "sedan: tolk",
    "gör": "gör: Ring och berätta vad som hänt.",
    "kontakt": "kontakt: polisen",
    "ring": 'ring: "112"',
    "beslut": "beslut: lvu-6",
    "beslutas av": "beslutas av: [lvu-6]",
    "checklista": "checklista:\n  mat: Mat\n  sömn: Plats att sova",
    "uppgift": "uppgift: Ansök om god man",
    "lämnas till": "lämnas till: mottagning",
    "klocka": "klocka: god-man",
    "senast": "senast: i morgon före lunch",
    "läs": "läs: Vårdnadshavaren får inte kontaktas ännu.",
    "vänta på": f"vänta på: {EXAMPLE}",
    "samtycke": "samtycke: regionkoordinator",
    "placering": "placering: skyddat boende",
    "får inte informeras": "får inte informeras: den som utövat våldet",
    "lova": "lova: när vi hör av oss igen",
    "slut": "slut: överlämnat",
    "lagrum": "lagrum: sol-20-1",
    "källa": "källa: nspm-manualen",
    "fas": "fas: De första 60 sekunderna",
    "till personen": "till personen: Är du säker där du är nu?",
    "varför": "varför: Den som är hotad kan sällan tala fritt.",
    "fullgör": "fullgör: skyddsbedömning",
    "motivera": "motivera: ja",
    "skriv": "skriv: [händelsenummer, vad som sagts]",
    "oåterkalleligt": "oåterkalleligt: ja",
    "frågas igen": "frågas igen: ja",
    "startar": "startar: [polis]",
    "fragment": "fragment: tolk",
    "vet inte": "vet inte: arbetsledare",
    "ej aktuellt": "ej aktuellt: arbetsledare",
    "gick inte": "gick inte: arbetsledare",
    "om så": "om så: Ring arbetsledaren om ingen svarar.",
}
"""What to write, by key."""

BELONGS = {
    "svarar på": "den hör till fråga och samtycke",
    "svar": "den hör till frågor vars faktum är av slaget val; annars skrivs sedan",
    "gör": "den hör till steg där något ska göras; i fråga, uppgift och läs står texten redan",
    "ring": "den hör till kontakt",
    "beslutas av": "den hör till beslut",
    "lämnas till": "den hör till uppgift",
    "om så": "den hör till uppgift",
    "klocka": "den hör till uppgift och vänta på",
    "senast": "den hör till uppgift och vänta på",
    "sedan": "här står vägarna under svar, eller också är steget ett slut",
    "vet inte": "den står under svar, eller bredvid sedan i en fråga",
    "ej aktuellt": "den står under svar, eller bredvid sedan",
    "gick inte": "den står under svar, eller bredvid sedan",
    "startar": "ett slut startar inget; skriv startar i steget före",
}
"""Where a key belongs that stands in a step of the wrong kind."""


def read_kind(kind: StepKind, step: Step, fields: Fields, around: Surroundings) -> Step:
    """The step with all that goes with its kind; mistakes are told in `fields.remarks`."""
    return _KINDS[kind](step, fields, around)


def short_text(fields: Fields, key: str, required: bool = False) -> str:
    """A text for the ear: at most 25 words."""
    found = fields.scalar(key, required)
    if found is None:
        return ""
    count = len(found.value.split())
    if count > LONGEST_QUESTION:
        fields.remarks.error(
            "for-lang-fraga",
            found.place,
            f"Texten efter «{key}» har {count} ord och får ha högst {LONGEST_QUESTION}: "
            "den ska gå att säga och uppfatta i telefon.",
            "Lägg bakgrunden under «varför».",
        )
    return found.value.strip()


def _onward(step: Step, fields: Fields, around: Surroundings) -> Step:
    starts = read_starts(fields, around)
    question = step.kind is StepKind.QUESTION
    return replace(step, branches=read_onward(fields, around, starts, question))


def _question(step: Step, fields: Fields, around: Surroundings) -> Step:
    step = replace(step, text=short_text(fields, "fråga", required=True))
    fact = _fact(fields, around)
    if fact is None:
        for key in ("svar", "sedan", "startar", "vet inte", "ej aktuellt", "gick inte"):
            fields.at(key)  # what they may hold depends on the fact
        return step
    step = replace(step, fact=fact.id)
    if fact.kind is FactKind.CHOICE:
        starts = read_starts(fields, around)
        return replace(step, branches=read_answers(fields, fact, around, starts))
    return _onward(step, fields, around)


def _contact(step: Step, fields: Fields, around: Surroundings) -> Step:
    step = replace(
        step,
        agency=_agency(fields, "kontakt", around),
        text=fields.text("gör", required=True),
        call=fields.text("ring"),
    )
    return _onward(step, fields, around)


def _decision(step: Step, fields: Fields, around: Surroundings) -> Step:
    slug = fields.scalar("beslut", required=True)
    if slug:
        check_id(slug, "ett beslut", fields.remarks)
    mandates = around.words.provisions.all_known(fields.words("beslutas av"), fields.remarks)
    step = replace(
        step,
        decision=slug.value.strip() if slug else "",
        mandates=mandates,
        text=fields.text("gör", required=True),
    )
    return _onward(step, fields, around)


def _checklist(step: Step, fields: Fields, around: Surroundings) -> Step:
    items: list[Choice] = []
    listed = fields.section("checklista", required=True)
    for key, words in listed.entries if listed else ():
        check_id(key, "en punkt", fields.remarks)
        if isinstance(words, Scalar) and words.value.strip():
            items.append(Choice(key.value, words.value.strip()))
        else:
            fields.wrong_kind(key.value, words, "vad som ska prickas av")
    step = replace(step, items=tuple(items), text=fields.text("gör", required=True))
    return _onward(step, fields, around)


def _task(step: Step, fields: Fields, around: Surroundings) -> Step:
    step = replace(
        step,
        text=fields.text("uppgift", required=True),
        handed_to=_agency(fields, "lämnas till", around),
        clock=_clock(fields, around),
        due_words=fields.text("senast"),
        if_then=fields.text("om så"),
    )
    return _onward(step, fields, around)


def _read_out(step: Step, fields: Fields, around: Surroundings) -> Step:
    return _onward(replace(step, text=fields.text("läs", required=True)), fields, around)


def _wait(step: Step, fields: Fields, around: Surroundings) -> Step:
    node = fields.at("vänta på")
    step = replace(
        step,
        waits_for=read_condition(node, around.words, fields.remarks) if node else None,
        text=fields.text("gör", required=True),
        clock=_clock(fields, around),
        due_words=fields.text("senast"),
    )
    if not fields.has("klocka") and not fields.has("senast"):
        fields.remarks.error(
            "vantan-utan-grans",
            fields.node.place,
            f"Väntan i {fields.what} har ingen gräns: skriv «klocka» eller «senast».",
            example="senast: om en timme",
        )
    return _onward(step, fields, around)


def _consent(step: Step, fields: Fields, around: Surroundings) -> Step:
    step = replace(
        step,
        agency=_agency(fields, "samtycke", around),
        text=short_text(fields, "fråga", required=True),
    )
    starts = read_starts(fields, around)
    fact = _fact(fields, around)
    if fact is None:
        fields.at("svar")
        return step
    if {choice.id for choice in fact.choices} != {"ja", "nej"}:
        told = fields.scalar("svarar på")
        fields.remarks.error(
            "fel-slag-av-faktum",
            told.place if told else fields.node.place,
            f"Samtycke besvaras med ja eller nej, men faktumet «{fact.id}» har andra värden.",
            example="värden: { ja: Ja, nej: Nej }",
        )
        fields.at("svar")
        return step
    return replace(step, fact=fact.id, branches=read_answers(fields, fact, around, starts))


def _prompted(step: Step, fields: Fields, around: Surroundings) -> Step:
    """Placement, do-not-tell and promise: words that name it, and what to do."""
    topic = fields.text(step.kind.value, required=True)
    step = replace(step, topic=topic, text=fields.text("gör", required=True))
    return _onward(step, fields, around)


def _end(step: Step, fields: Fields, around: Surroundings) -> Step:
    ending = fields.scalar("slut", required=True)
    if ending:
        check_id(ending, "ett utfall", fields.remarks)
    text = fields.text("gör", required=True)
    return replace(step, ending=ending.value.strip() if ending else "", text=text)


def _fact(fields: Fields, around: Surroundings) -> Fact | None:
    name = fields.scalar("svarar på", required=True)
    id = around.words.fact_ids.known(name, fields.remarks) if name else None
    return around.words.facts[id] if id else None


def _agency(fields: Fields, key: str, around: Surroundings) -> str:
    name = fields.scalar(key, required=True)
    return (around.words.agencies.known(name, fields.remarks) or "") if name else ""


def _clock(fields: Fields, around: Surroundings) -> str:
    name = fields.scalar("klocka")
    return (around.words.duties.known(name, fields.remarks) or "") if name else ""


_KINDS: dict[StepKind, Callable[[Step, Fields, Surroundings], Step]] = {
    StepKind.QUESTION: _question,
    StepKind.CONTACT: _contact,
    StepKind.DECISION: _decision,
    StepKind.CHECKLIST: _checklist,
    StepKind.TASK: _task,
    StepKind.READ: _read_out,
    StepKind.WAIT: _wait,
    StepKind.CONSENT: _consent,
    StepKind.PLACEMENT: _prompted,
    StepKind.SILENCE: _prompted,
    StepKind.PROMISE: _prompted,
    StepKind.END: _end,
}
