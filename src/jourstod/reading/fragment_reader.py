"""Fragments: steps written once and put into several routines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from jourstod.domain.findings import Finding, Place
from jourstod.domain.routine import Branch, Step, StepKind

from .fields import Fields, as_mapping, check_id
from .header import FILE_EXAMPLES, STEPS_EXAMPLE, check_language, read_name, read_validity
from .nodes import Mapping as MappingNode
from .nodes import Node, Scalar
from .remarks import Remarks
from .step_reader import FRAGMENT, read_phase, read_step
from .surroundings import Surroundings, misnamed
from .vocabulary import Names, Vocabulary


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment as read: steps with their own short ids, ends included."""

    id: str
    title: str
    place: Place
    start: str
    steps: Mapping[str, Step]

    def inner(self) -> tuple[str, ...]:
        """The ids of the steps that are put into a routine: all but the ends."""
        return tuple(id for id, step in self.steps.items() if step.kind is not StepKind.END)

    def placed(self, host: str, to: str, phase: str) -> dict[str, Step]:
        """The steps as they stand in a routine, at the step `host`; every end leads on to `to`."""
        renamed = {
            id: to if step.kind is StepKind.END else f"{host}.{id}"
            for id, step in self.steps.items()
        }
        return {
            renamed[id]: replace(
                step,
                id=renamed[id],
                phase=step.phase or phase,
                branches=tuple(_moved(branch, renamed) for branch in step.branches),
            )
            for id in self.inner()
            for step in (self.steps[id],)
        }


def read_fragment(node: Node, words: Vocabulary) -> tuple[Fragment | None, list[Finding]]:
    """The fragment in a file, or None when it has an error; findings in either case."""
    remarks = Remarks()
    root = as_mapping(node, "en fil med ett fragment", remarks, "språk: 1\nfragment: tolk")
    if root is None:
        return None, remarks.findings
    fields = Fields(root, "fragmentet", remarks, FILE_EXAMPLES)
    if not check_language(fields):
        return None, remarks.findings
    id = read_name(fields, "fragment")
    title = fields.text("titel", required=True)
    read_validity(fields, required=False)
    words.sources.all_known(fields.words("källor"), remarks)
    body = fields.section("steg", required=True)
    start = fields.scalar("börjar", required=True)
    fields.close({"krav": "ett fragment har inga egna krav; de står i rutinen"})
    if body is None:
        return None, remarks.findings
    steps, arrived = _steps(body, words, remarks, start)
    if remarks.errors or id is None or arrived is None:
        return None, remarks.findings
    return Fragment(id, title, root.place, arrived, steps), remarks.findings


def _steps(
    body: MappingNode, words: Vocabulary, remarks: Remarks, start: Scalar | None
) -> tuple[dict[str, Step], str | None]:
    names = Names("Steget", "okant-steg", "fragmentet", body.keys())
    around = Surroundings(words, names, {}, misnamed=misnamed(body.keys()))
    steps: dict[str, Step] = {}
    phase = ""
    for name, value in body.entries:
        check_id(name, "ett steg", remarks)
        node = as_mapping(value, f"steget «{name.value}»", remarks, STEPS_EXAMPLE)
        if node is None:
            continue
        if node.get(FRAGMENT) is not None:
            remarks.error(
                "fragment-i-fragment",
                name.place,
                f"Steget «{name.value}» är ett fragment, men ett fragment kan inte innehålla "
                "ett annat. Skriv stegen här, eller använd båda i rutinen.",
            )
            continue
        step = read_step(name, node, around, remarks, phase)
        phase = read_phase(node, phase)
        if step:
            steps[name.value] = step
    arrived = around.arrive(start, remarks) if start else None
    if start and arrived in steps and steps[arrived].kind is StepKind.END:
        remarks.error("tomt-fragment", start.place, "Fragmentet börjar i sitt eget slut.")
    if not remarks.errors and not any(s.kind is StepKind.END for s in steps.values()):
        remarks.error(
            "slut-saknas",
            body.place,
            "Fragmentet har inget slut, så det leder ingenstans.",
            example="klart:\n  slut: klart\n  gör: Fortsätt i rutinen.\n  källa: praxis-1",
        )
    return steps, arrived


def _moved(branch: Branch, renamed: Mapping[str, str]) -> Branch:
    return replace(branch, to=renamed[branch.to])
