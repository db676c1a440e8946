"""Krav: the properties a routine promises, one `Krav` for each step it speaks of."""

from __future__ import annotations

from collections.abc import Mapping as Map

from jourstod.domain.answers import DONE, WAYS_OUT
from jourstod.domain.conditions import Condition, why
from jourstod.domain.findings import nearest
from jourstod.domain.routine import Krav, KravForm, Step, StepKind

from .condition_reader import as_value, read_condition, spoken
from .fields import Fields, as_mapping, check_id, cut, listed
from .nodes import Mapping, Node, Scalar, Sequence
from .remarks import Remarks
from .surroundings import Surroundings

ELSEWHERE = "/"
"""Stands between a routine and its step, in a krav that speaks of another routine."""

EXAMPLE = "- { id: skydd-före-slut, innan: slut, ska: skyddsbedömning, lagrum: sol-20-1 }"
_FORMS = ("innan", "aldrig", "alltid nåbart")
_BELONGS = {
    "ska": "den hör till innan",
    "om": "den hör till innan; till aldrig hör när",
    "när": "den hör till aldrig; till innan hör om",
    "efter": "den hör till aldrig",
}


def read_krav(
    node: Node | None, around: Surroundings, steps: Map[str, Step], remarks: Remarks
) -> tuple[Krav, ...]:
    """Every krav of a routine; `steps` are those that could be read. Mistakes are told."""
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        remarks.error("fel-slag-av-varde", node.place, "Krav ska vara en lista.", example=EXAMPLE)
        return ()
    reader = _Reader(around, steps, remarks)
    found: list[Krav] = []
    for item in node.items:
        part = as_mapping(item, "ett krav", remarks, EXAMPLE)
        if part:
            found += reader.read(part)
    return tuple(found)


class _Reader:
    """One routine's krav while they are read."""

    def __init__(self, around: Surroundings, steps: Map[str, Step], remarks: Remarks) -> None:
        self._around, self._steps, self._remarks = around, steps, remarks
        self._ids: set[str] = set()

    def read(self, node: Mapping) -> list[Krav]:
        """The krav of one item of the list: one for each step after `innan` or `aldrig`."""
        before = self._remarks.errors
        fields = Fields(node, "ett krav", self._remarks, {"id": EXAMPLE, "ska": EXAMPLE})
        id = self._id(fields)
        fields.what = f"kravet «{id}»" if id else "ett krav"
        forms = [form for form in _FORMS if fields.has(form)]
        if len(forms) != 1:
            self._remarks.error(
                "fel-form-av-krav",
                node.place,
                f"{fields.begins} ska ha just en av nycklarna {listed(_FORMS)}.",
                example=EXAMPLE,
            )
            return []
        targets = self._targets(fields, forms[0])
        form, other, accepts, condition = self._form(fields, forms[0])
        elsewhere = other if ELSEWHERE in other else ""
        said = fields.text("säg")
        provisions, sources = self._basis(fields)
        fields.close(_BELONGS)
        if self._remarks.errors > before:
            return []
        return [
            Krav(
                id=id if len(targets) == 1 else f"{id}.{step}",
                form=form,
                step=step,
                place=node.place,
                sentence=said or self._sentence(form, step, other, accepts, condition),
                other="" if elsewhere else other,
                accepts=accepts,
                condition=condition,
                provisions=provisions,
                sources=sources,
                elsewhere=elsewhere,
            )
            for step in targets
        ]

    def _basis(self, fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Provisions and sources; at least one of them has to be named."""
        words = self._around.words
        if not fields.has("lagrum") and not fields.has("källa"):
            self._remarks.error(
                "grund-saknas",
                fields.node.place,
                f"{fields.begins} säger inte vad det vilar på: skriv lagrum eller källa.",
                example=EXAMPLE,
            )
        return (
            words.provisions.all_known(fields.words("lagrum"), self._remarks),
            words.sources.all_known(fields.words("källa"), self._remarks),
        )

    def _id(self, fields: Fields) -> str:
        name = fields.scalar("id", required=True)
        if name is None:
            return ""
        check_id(name, "ett krav", self._remarks)
        if name.value in self._ids:
            self._remarks.error(
                "dubbelt-krav", name.place, f"Ett annat krav heter redan «{cut(name.value)}»."
            )
        self._ids.add(name.value)
        return name.value

    def _targets(self, fields: Fields, form: str) -> tuple[str, ...]:
        names = fields.words(form)
        if form == "alltid nåbart" and len(names) > 1:
            self._remarks.error(
                "fel-form-av-krav", names[1].place, "Efter «alltid nåbart» står ett enda steg."
            )
        arrived = (self._around.arrive(name, self._remarks) for name in names)
        return tuple(dict.fromkeys(step for step in arrived if step))

    def _form(
        self, fields: Fields, form: str
    ) -> tuple[KravForm, str, frozenset[str], Condition | None]:
        match form:
            case "innan":
                other, accepts = self._done(fields)
                return KravForm.BEFORE, other, accepts, self._condition(fields, "om")
            case "alltid nåbart":
                return KravForm.REACHABLE, "", frozenset(), None
        if fields.has("när") == fields.has("efter"):
            self._remarks.error(
                "fel-form-av-krav",
                fields.node.place,
                f"{fields.begins} ska säga antingen «när» (ett villkor) eller «efter» (ett steg).",
                example="- { id: tyst, aldrig: ring_hem, efter: sekretess, lagrum: osl-26-1 }",
            )
            return KravForm.NEVER_WHEN, "", frozenset(), None
        if fields.has("när"):
            return KravForm.NEVER_WHEN, "", frozenset(), self._condition(fields, "när")
        after = fields.scalar("efter")
        step = self._exactly(after) if after else None
        return KravForm.NEVER_AFTER, step or "", frozenset(), None

    def _condition(self, fields: Fields, key: str) -> Condition | None:
        node = fields.at(key)
        return read_condition(node, self._around.words, self._remarks) if node else None

    def _done(self, fields: Fields) -> tuple[str, frozenset[str]]:
        """The step after `ska`, and the outcomes it must have (none: any but the ways out)."""
        node = fields.at("ska")
        match node:
            case None:
                fields.missing("ska")
            case Scalar():
                return self._exactly(node) or "", frozenset()
            case Mapping() if len(node.entries) == 1:
                name, outcomes = node.entries[0]
                step = self._exactly(name)
                words = fields.words_of("ska", outcomes)
                return step or "", self._outcomes(step, words)
            case _:
                fields.wrong_kind("ska", node, "ett steg, eller ett steg och dess utfall")
        return "", frozenset()

    def _exactly(self, name: Scalar) -> str | None:
        """A step that is done; a fragment is many steps, so one of them has to be named.

        One of another routine is looked up when all routines are read (krav_elsewhere.py).
        """
        if ELSEWHERE in name.value:
            return name.value.strip()
        step = self._around.known(name, self._remarks)
        if step is not None and self._around.entry.get(step, step) != step:
            inner = [id for id in self._around.steps.ids if id.startswith(f"{step}.")]
            self._remarks.error(
                "fragment-i-krav",
                name.place,
                f"«{step}» är ett fragment. Säg vilket av dess steg som ska vara gjort: "
                f"{listed(inner)}.",
            )
            return None
        return step

    def _outcomes(self, step_id: str | None, words: tuple[Scalar, ...]) -> frozenset[str]:
        if step_id and ELSEWHERE in step_id:
            return frozenset(word.value.strip() for word in words)
        step = self._steps.get(step_id or "")
        if step is None:
            return frozenset()
        known = tuple(sorted(step.outcomes))
        found = set()
        for word in words:
            id = as_value(word.value, known)
            if id is None:
                near = nearest(word.value, map(spoken, known)) or ""
                self._remarks.error(
                    "okant-varde",
                    word.place,
                    f"«{cut(word.value)}» är inget utfall av steget «{step.id}». "
                    f"Det kan bli {listed(map(spoken, known))}.",
                    near,
                )
            else:
                found.add(id)
        return frozenset(found)

    def _sentence(
        self,
        form: KravForm,
        step: str,
        other: str,
        accepts: frozenset[str],
        condition: Condition | None,
    ) -> str:
        """What the krav says, when the routine gives no words of its own."""
        name, when = self._name(step), why(condition, self._label) if condition else ""
        match form:
            case KravForm.BEFORE:
                if not accepts:
                    done = f"vara {self._participle(other)}"
                else:
                    done = f"ha blivit {self._outcome_words(other, accepts)}"
                first = f"Om {when}: innan" if when else "Innan"
                return f"{first} {name} ska {self._name(other)} {done}."
            case KravForm.NEVER_WHEN:
                return f"{_begin(name)} får inte komma i fråga när {when}."
            case KravForm.NEVER_AFTER:
                return f"{_begin(name)} får inte komma efter {self._name(other)}."
            case KravForm.REACHABLE:
                return f"{_begin(name)} ska alltid gå att nå."

    def _name(self, id: str) -> str:
        step = self._steps.get(id)
        text = step.text if step and step.text else id
        return f"{'frågan' if self._asked(id) else 'steget'} «{text}»"

    def _participle(self, id: str) -> str:
        return "besvarad" if self._asked(id) else "gjort"

    def _asked(self, id: str) -> bool:
        step = self._steps.get(id)
        return step is not None and step.kind in (StepKind.QUESTION, StepKind.CONSENT)

    def _outcome_words(self, id: str, outcomes: frozenset[str]) -> str:
        step = self._steps.get(id)
        fact = step.fact if step else ""
        fixed = {DONE: "gjort", **{out: spoken(out) for out in WAYS_OUT}}
        words = [fixed.get(value) or self._label(fact, value) for value in sorted(outcomes)]
        return " eller ".join(f"«{word}»" for word in words)

    def _label(self, fact: str, value: str) -> str:
        known = self._around.words.facts.get(fact)
        if known is None:
            return value or fact
        return known.label(value) if value else f"«{known.heading}»"


def _begin(name: str) -> str:
    return name[:1].upper() + name[1:]
