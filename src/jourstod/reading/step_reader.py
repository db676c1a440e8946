"""One step of a routine: its kind, the keys every step may have, and what it rests on."""

from __future__ import annotations

from jourstod.domain.facts import Choice
from jourstod.domain.findings import nearest
from jourstod.domain.routine import Step, StepKind

from .fields import Fields, cut, listed, slug, with_key
from .nodes import Mapping, Scalar
from .remarks import Remarks
from .step_kinds import BELONGS, EXAMPLES, read_kind, short_text
from .surroundings import Surroundings

FRAGMENT = "fragment"
_KIND_KEYS = tuple(kind.value for kind in StepKind)
_SHAPE = "larma:\n  kontakt: polisen\n  gör: Ring 112.\n  källa: nspm-manualen\n  sedan: tolk"


def read_step(
    name: Scalar, node: Mapping, around: Surroundings, remarks: Remarks, phase: str
) -> Step | None:
    """The step called `name`, or None when something in it is wrong (which is then told).

    `phase` is that of the step before, kept unless this one names its own.
    """
    before = remarks.errors
    what = f"steget «{name.value}»"
    fields = Fields(node, what, remarks, EXAMPLES)
    kind = _kind(name, fields)
    if kind is None:
        return None
    blank = Step(id=name.value, kind=kind, text="", place=name.place)
    step = read_kind(kind, _common(blank, fields, around, phase), fields, around)
    fields.close(_elsewhere(kind))
    return step if remarks.errors == before else None


def read_phase(node: Mapping, phase: str) -> str:
    """The phase a step stands in: its own `fas`, or that of the step before."""
    own = node.get("fas")
    return own.value.strip() if isinstance(own, Scalar) and own.value.strip() else phase


def _kind(name: Scalar, fields: Fields) -> StepKind | None:
    """The one key that names the kind; `fråga` also goes with `samtycke`."""
    keys = [key for key in (*_KIND_KEYS, FRAGMENT) if fields.node.get(key) is not None]
    if "samtycke" in keys and "fråga" in keys:
        keys.remove("fråga")
    if len(keys) == 1:
        return StepKind(keys[0])
    if not keys and _misspelt(fields):
        return None
    if not keys:
        fields.remarks.error(
            "slag-saknas",
            name.place,
            f"Det går inte att se vad {fields.what} är för slags steg. "
            f"En av nycklarna ska finnas: {listed((*_KIND_KEYS, FRAGMENT))}.",
            example=_SHAPE,
        )
        return None
    second = fields.node.key(keys[1])
    fields.remarks.error(
        "flera-slag",
        second.place if second else name.place,
        f"{fields.begins} är flera slags steg på en gång: {listed(keys)}.",
        "Gör ett steg av varje.",
    )
    return None


def _misspelt(fields: Fields) -> bool:
    """Tell of a key that looks like the one that names the kind; false when none does."""
    for key, value in fields.node.entries:
        near = None if key.value in EXAMPLES else nearest(key.value, (*_KIND_KEYS, FRAGMENT))
        if near:
            example = with_key(near, value) or EXAMPLES[near]
            sentence = f"Nyckeln «{cut(key.value)}» finns inte i {fields.what}."
            fields.remarks.error("okand-nyckel", key.place, sentence, near, example)
            return True
    return False


def _common(step: Step, fields: Fields, around: Surroundings, phase: str) -> Step:
    words, remarks = around.words, fields.remarks
    fields.text("fas")
    provisions = words.provisions.all_known(fields.words("lagrum"), remarks)
    sources = words.sources.all_known(fields.words("källa"), remarks)
    if not fields.has("lagrum") and not fields.has("källa"):
        remarks.error(
            "grund-saknas",
            step.place,
            f"{fields.begins} säger inte vad det vilar på: skriv lagrum eller källa.",
            example="lagrum: sol-20-1",
        )
    return Step(
        id=step.id,
        kind=step.kind,
        text="",
        place=step.place,
        phase=read_phase(fields.node, phase),
        spoken=short_text(fields, "till personen"),
        why=fields.text("varför"),
        provisions=provisions,
        sources=sources,
        duties=words.duties.all_known(fields.words("fullgör"), remarks),
        reason_required=fields.flag("motivera"),
        fields=_fields(fields),
        irreversible=fields.flag("oåterkalleligt"),
        asked_anew=fields.flag("frågas igen"),
    )


def _fields(fields: Fields) -> tuple[Choice, ...]:
    """What the handler is asked to write: the words, and an id made of them."""
    asked: dict[str, Choice] = {}
    for words in fields.words("skriv"):
        id = slug(words.value)
        if id in asked:
            fields.remarks.error(
                "dubbel-nyckel",
                words.place,
                f"«{words.value}» och «{asked[id].label}» i {fields.what} är samma fält.",
            )
        asked[id] = Choice(id, words.value.strip())
    return tuple(asked.values())


def _elsewhere(kind: StepKind) -> dict[str, str]:
    said = dict(BELONGS)
    if kind is not StepKind.END:
        said.pop("startar")
        said["sedan"] = "faktumet är av slaget val, så vägarna står under svar"
    return said
