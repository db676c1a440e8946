"""Forms: which fields a step asks to be written, the same for every front end and for `decide`."""

from __future__ import annotations

from dataclasses import dataclass

from .answers import Answer
from .consent_scope import ASKED
from .routine import Step, StepKind


@dataclass(frozen=True, slots=True)
class FormField:
    """One line to write: id in `Answer.fields`, label, and whether the step needs it."""

    id: str
    label: str
    required: bool = False
    is_time: bool = False
    """A time as said («02:40», «i går 22:10», «mellan 22 och 23»)."""
    is_ahead: bool = False
    """A time that has not come yet («i morgon 09:00»)."""
    is_yes_no: bool = False
    """Says ja or nej, or nothing: «jaa» read as no would make an oral decision a signed one."""


_FORMS: dict[StepKind, tuple[FormField, ...]] = {
    StepKind.CONTACT: (
        FormField("vem", "Vem talade du med (namn, tjänstenummer)"),
        FormField("referens", "Händelsenummer eller annan referens"),
        FormField("utfall", "Vad sades"),
    ),
    StepKind.DECISION: (
        FormField("beslutsfattare", "Vem fattade beslutet", required=True),
        FormField("roll", "I vilken roll"),
        FormField("beslutad", "När fattades det", is_time=True),
        FormField("verkställd", "När verkställdes det", is_time=True),
        FormField("ordalydelse", "Beslutet, ordagrant"),
        FormField("skäl", "Skäl: barnets bästa eller behovet, varför inte samtycke, varför nu"),
        FormField("föredragande", "Föredragande"),
        FormField("gäller_till", "Gäller till", is_time=True, is_ahead=True),
        FormField("muntligt", "Muntligt beslut, underskrift kommer (ja/nej)", is_yes_no=True),
    ),
    StepKind.PLACEMENT: (
        FormField("form", "Form (jourhem, HVB, skyddat boende …)", required=True),
        FormField("pekare", "Hur boendet nås (aldrig adressen)"),
        FormField("grund", "På vilken grund"),
        FormField("beslutad_av", "Beslutat av"),
        FormField("till", "Till och med"),
    ),
    StepKind.SILENCE: (
        FormField("vem", "Vem, eller vilket ämne", required=True),
        FormField("relation", "Relation till personen"),
        FormField("grund", "Grund"),
        FormField("beslutad_av", "Beslutat av"),
        FormField("omprövas", "Omprövas när", is_time=True, is_ahead=True),
    ),
    StepKind.PROMISE: (
        FormField("vad", "Vad lovades", required=True),
        FormField("när", "När", is_time=True, is_ahead=True),
        FormField("ägare", "Vem ska hålla det (jouren, mottagningen, du själv)"),
    ),
    StepKind.TASK: (FormField("senast", "Senast", is_time=True, is_ahead=True),),
    StepKind.CONSENT: (
        FormField("omfattning", "Vad samtycket gäller, med personens ord"),
        FormField("delar", ASKED),
        FormField("tolk", "Genom tolk (företagets nummer, inget namn)"),
    ),
}


DONE_NOW = FormField("gjort", "Redan gjort (ja/nej)", is_yes_no=True)
"""What the jour has done itself when it answers is no task left to anybody."""
OWN_TASK = "Gör nu, eller lämna vidare"
"""What a task of the jour itself is called with its question."""


def own_task(step: Step) -> bool:
    """Whether it is a task of the jour itself, that may be done before it is answered."""
    return step.kind is StepKind.TASK and step.handed_to == "jouren"


def is_yes(said: str) -> bool:
    """Whether a field of yes or no says yes."""
    return said.strip().casefold() in ("ja", "j")


def is_no(said: str) -> bool:
    """Whether it says no, which is more than nothing written."""
    return said.strip().casefold() in ("nej", "n")


def form(step: Step) -> tuple[FormField, ...]:
    """The fields of a step: those of its kind, then those the routine asks for (`skriv`)."""
    own = _FORMS.get(step.kind, ())
    if own_task(step):
        own = (DONE_NOW, *own)
    taken = {field.id for field in own}
    asked = (FormField(c.id, _capital(c.label)) for c in step.fields if c.id not in taken)
    return (*own, *asked)


def carried(step: Step, answer: Answer) -> frozenset[str]:
    """The fields that the event of the step's kind carries, and paper tells with it.

    "reason" is among them where the motivation stands as the reasons of a decision.
    """
    if step.kind is StepKind.CONSENT and "ja" not in answer.values:
        return frozenset()
    own = {field.id for field in _FORMS.get(step.kind, ())}
    reasons = step.kind is StepKind.DECISION and not answer.field("skäl")
    return frozenset(own | ({"reason"} if reasons else set()))


def _capital(label: str) -> str:
    """«vem som följer med» → «Vem som följer med», as the fields of a kind begin."""
    return label[:1].upper() + label[1:]
