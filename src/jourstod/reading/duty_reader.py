"""The register frister becomes duties: what starts a clock, how long it is and what meets it."""

from __future__ import annotations

from jourstod.domain.counting import Extends, parse_length
from jourstod.domain.facts import FactKind
from jourstod.domain.findings import Finding, nearest
from jourstod.domain.registers import LOCAL, Duty
from jourstod.domain.station_file import LocalClockKind

from .condition_reader import as_value
from .entries import read_entries
from .fields import Fields, cut, is_id, listed
from .nodes import Node, Scalar
from .remarks import Remarks
from .vocabulary import Vocabulary

KINDS = ("lag", "praxis", "lokal")
LOCAL_KINDS = tuple(kind.value for kind in LocalClockKind)
EVENTS = ("ärende_inkom", "beslut", "verkställighet", "placering", "svar")
_EXAMPLE = (
    "underställning-lvu-6:\n  namn: Underställning\n  slag: lag\n"
    "  börjar: { händelse: beslut, gäller: lvu-6 }\n  varför: Tiden räknas från beslutet.\n"
    "  längd: 1 vecka\n  ska göras: Lämna beslutet till förvaltningsrätten.\n  vem: Nämnden\n"
    "  när den löper ut: Omhändertagandet upphör.\n  lagrum: lvu-7"
)
_EXAMPLES = {
    "slag": "slag: lag",
    "börjar": "börjar: { händelse: beslut, gäller: lvu-6 }",
    "längd": "längd: 1 vecka",
    "lag 1930:173": "lag 1930:173: trolig",
    "möts av": "möts av: [beslut:lvu-underställning]",
    "lagrum": "lagrum: lvu-7",
    "lokal klocka": "lokal klocka: jourplacering",
    "samma dag": "samma dag: ja",
    "när den öppnar": "när den öppnar: overformyndare",
}


def read_duties(
    node: Node, words: Vocabulary
) -> tuple[dict[str, Duty], frozenset[str], list[Finding]]:
    """The usable duties by id, the ids of those with an error, and the findings.

    `words` gives the facts that start or meet a duty, and the provisions it rests on.
    """
    remarks = Remarks()
    declared = _declared(node)

    def read(name: Scalar, fields: Fields) -> Duty:
        return _duty(name, fields, words, declared)

    noun = ("en frist", "fristen")
    found, broken = read_entries(node, "frister", noun, read, remarks, _EXAMPLES, _EXAMPLE)
    return found, broken, remarks.findings


def _declared(node: Node) -> tuple[str, ...]:
    """The ids in the file, usable or not: a duty may be met by another."""
    body = None if isinstance(node, Scalar) else getattr(node, "get", lambda _: None)("frister")
    return tuple(getattr(body, "keys", tuple)())


def _duty(name: Scalar, fields: Fields, words: Vocabulary, declared: tuple[str, ...]) -> Duty:
    starts_at, starts_on = _start(fields, words)
    kind = fields.choice("slag", KINDS)
    provisions = words.provisions.all_known(fields.words("lagrum"), fields.remarks)
    if kind == "lag" and not fields.has("lagrum"):
        fields.missing("lagrum")
    met_by = (_met_by(word, fields, words, declared) for word in fields.words("möts av"))
    local = fields.choice("lokal klocka", LOCAL_KINDS, default="-").removeprefix("-")
    return Duty(
        id=name.value,
        name=fields.text("namn", required=True),
        kind=kind,
        starts_at=starts_at,
        starts_on=starts_on,
        why_start=fields.text("varför", required=True),
        length=_length(fields, local),
        due=fields.text("ska göras", required=True),
        who=fields.text("vem", required=True),
        on_expiry=fields.text("när den löper ut", required=True),
        place=name.place,
        extends=fields.choice("lag 1930:173", tuple(e.value for e in Extends), default="nej"),
        practice=fields.text("praxis"),
        met_by=tuple(met for met in met_by if met),
        common_mistake=fields.text("vanligt fel"),
        wrong_start=_wrong_start(fields),
        cases=tuple(word.value.strip() for word in fields.words("fall")),
        provisions=provisions,
        not_ours=fields.text("inte jourens uppgift"),
        local=local,
        same_day=fields.choice("samma dag", ("ja", "nej"), default="nej") == "ja",
        opens=_agency(fields, words),
    )


def _start(fields: Fields, words: Vocabulary) -> tuple[str, str]:
    """What happens when the clock starts, and to what."""
    node = fields.section("börjar", required=True)
    if node is None:
        return "", ""
    part = Fields(node, f"börjar i {fields.what}", fields.remarks, _EXAMPLES)
    event = part.choice("händelse", EVENTS)
    about = part.scalar("gäller", required=event not in ("placering", ""))
    part.close()
    if about is None:
        return event, ""
    on = about.value.strip()
    if event == "svar" or (event == "placering" and ":" in on):
        return event, _fact_value(about, fields, words)
    if event in ("beslut", "verkställighet") and not is_id(on):
        fields.remarks.error(
            "fel-namn",
            about.place,
            f"«{cut(on)}» kan inte vara namn på ett beslut.",
            example="gäller: lvu-6",
        )
    return event, on


def _fact_value(word: Scalar, fields: Fields, words: Vocabulary) -> str:
    """`fact:value`, checked against the declared facts."""
    fact_id, colon, value = (part.strip() for part in word.value.partition(":"))
    known = words.fact_ids.known(Scalar(fact_id, word.place), fields.remarks)
    if known is None:
        return ""
    fact = words.facts[known]
    if not colon:
        return known
    ids = tuple(choice.id for choice in fact.choices)
    id = as_value(value, (*ids, "vet_inte", "ej_aktuellt"))
    if id is not None and fact.kind in (FactKind.CHOICE, FactKind.MANY):
        return f"{known}:{id}"
    fields.remarks.error(
        "okant-varde",
        word.place,
        f"«{cut(value)}» är inget värde för faktumet «{known}»."
        + (f" Det kan vara {listed(ids)}." if ids else " Skriv bara faktumets namn."),
        nearest(value, ids) or "",
        f"{known}:{ids[0]}" if ids else known,
    )
    return ""


def _met_by(word: Scalar, fields: Fields, words: Vocabulary, declared: tuple[str, ...]) -> str:
    """`beslut:slug`, `fact:value` or the id of a duty that a step fulfils."""
    text = word.value.strip()
    kind, colon, what = text.partition(":")
    if kind == "beslut" and colon:
        if is_id(what.strip()):
            return f"beslut:{what.strip()}"
        fields.remarks.error(
            "fel-namn",
            word.place,
            f"«{cut(what)}» kan inte vara namn på ett beslut.",
            example=fields.example("möts av"),
        )
        return ""
    if colon:
        return _fact_value(word, fields, words)
    if text in declared:
        return text
    fields.remarks.error(
        "okand-frist",
        word.place,
        f"«{cut(text)}» är ingen frist i registret. Här står en frist, ett beslut "
        "(beslut:namn) eller ett svar (faktum:värde).",
        nearest(text, declared) or "",
        fields.example("möts av"),
    )
    return ""


def _agency(fields: Fields, words: Vocabulary) -> str:
    """At whose next opening it can be done at the earliest."""
    named = fields.scalar("när den öppnar")
    return (words.agencies.known(named, fields.remarks) or "") if named else ""


def _length(fields: Fields, local: str) -> str:
    words = fields.scalar("längd", required=True)
    if words is None:
        return ""
    if local and words.value.strip() == LOCAL:
        return LOCAL
    if parse_length(words.value) is None:
        fields.remarks.error(
            "fel-langd",
            words.place,
            f"Längden «{cut(words.value)}» går inte att räkna med.",
            "Skriv «genast», eller ett tal och timmar, dagar, veckor, månader eller år.",
            "längd: 14 dagar",
        )
    return words.value.strip()


def _wrong_start(fields: Fields) -> str:
    return fields.choice("fel start", EVENTS, default="-").removeprefix("-")
