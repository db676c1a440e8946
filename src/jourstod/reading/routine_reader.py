"""A routine file becomes a `Routine`: header, steps with fragments put in, and krav."""

from __future__ import annotations

from collections.abc import Mapping as Map

from jourstod.domain.findings import Finding
from jourstod.domain.routine import Routine, Step

from .fields import Fields, as_mapping, check_id
from .fragment_reader import Fragment
from .header import FILE_EXAMPLES, check_language, read_name, read_validity
from .krav_reader import read_krav
from .nodes import Mapping, Node, Scalar
from .remarks import Remarks
from .step_kinds import EXAMPLES
from .step_reader import FRAGMENT, read_phase, read_step
from .surroundings import Surroundings, misnamed
from .vocabulary import Names, Vocabulary

_SHAPE = "språk: 1\nrutin: namnet-på-filen\ntitel: Vad rutinen gäller"


def read_routine(
    node: Node, words: Vocabulary, fragments: Map[str, Fragment], fragment_names: Names
) -> tuple[Routine | None, list[Finding]]:
    """The routine in a file, or None when it has an error; all findings in either case.

    `fragments` are those that can be used, `fragment_names` also tells of those that cannot.
    """
    remarks = Remarks()
    root = as_mapping(node, "en fil med en rutin", remarks, _SHAPE)
    if root is None:
        return None, remarks.findings
    fields = Fields(root, "rutinen", remarks, FILE_EXAMPLES)
    if not check_language(fields):
        return None, remarks.findings
    reader = _Reader(fields, words, fragments, fragment_names)
    return reader.read(), remarks.findings


class _Reader:
    """One routine while it is read."""

    def __init__(
        self,
        fields: Fields,
        words: Vocabulary,
        fragments: Map[str, Fragment],
        fragment_names: Names,
    ) -> None:
        self._fields, self._words, self._remarks = fields, words, fields.remarks
        self._fragments, self._fragment_names = fragments, fragment_names

    def read(self) -> Routine | None:
        fields, remarks = self._fields, self._remarks
        id = read_name(fields, "rutin")
        title = fields.text("titel", required=True)
        validity = read_validity(fields, required=True)
        sources = self._words.sources.all_known(fields.words("källor"), remarks)
        repeatable, outside_file = fields.flag("upprepas"), fields.flag("utanför akten")
        by_hand = fields.flag("startas för hand")
        body = fields.section("steg", required=True)
        begins = fields.scalar("börjar", required=True)
        first, krav = fields.words("först"), fields.at("krav")
        fields.close({"svar": "den står i ett steg", "sedan": "den står i ett steg"})
        if body is None:
            return None
        around = self._surroundings(body)
        steps = self._steps(body, around)
        start = around.arrive(begins, remarks) if begins else None
        first_minute = [around.arrive(name, remarks) for name in first]
        promised = read_krav(krav, around, steps, remarks)
        if remarks.errors or id is None or start is None:
            return None
        return Routine(
            id=id,
            title=title,
            place=fields.node.place,
            start=start,
            steps=steps,
            first_minute=tuple(step for step in first_minute if step),
            krav=promised,
            sources=sources,
            repeatable=repeatable,
            outside_file=outside_file,
            by_hand=by_hand,
            valid_from=validity.valid_from,
            review_by=validity.review_by,
            owner=validity.owner,
            reviewed_by=validity.reviewed_by,
        )

    def _surroundings(self, body: Mapping) -> Surroundings:
        """The steps one can lead to: those written here, and those of the fragments."""
        ids: dict[str, None] = {}
        entry: dict[str, str] = {}
        for name, value in body.entries:
            ids[name.value] = None
            fragment = self._fragment_at(value)
            if fragment:
                entry[name.value] = f"{name.value}.{fragment.start}"
                ids.update((f"{name.value}.{inner}", None) for inner in fragment.inner())
        unread = frozenset(
            name.value
            for name, value in body.entries
            if isinstance(value, Mapping) and value.get(FRAGMENT) and name.value not in entry
        )
        names = Names("Steget", "okant-steg", "rutinen", ids.keys())
        return Surroundings(self._words, names, entry, unread, misnamed(body.keys()))

    def _fragment_at(self, node: Node) -> Fragment | None:
        named = node.get(FRAGMENT) if isinstance(node, Mapping) else None
        return self._fragments.get(named.value.strip()) if isinstance(named, Scalar) else None

    def _steps(self, body: Mapping, around: Surroundings) -> dict[str, Step]:
        steps: dict[str, Step] = {}
        phase = ""
        for name, value in body.entries:
            check_id(name, "ett steg", self._remarks)
            what = f"steget «{name.value}»"
            node = as_mapping(value, what, self._remarks, FILE_EXAMPLES["steg"])
            if node is None:
                continue
            phase = read_phase(node, phase)
            if node.get(FRAGMENT) is not None:
                steps |= self._placed(name, node, around, phase)
                continue
            step = read_step(name, node, around, self._remarks, phase)
            if step:
                steps[name.value] = step
        return steps

    def _placed(
        self, name: Scalar, node: Mapping, around: Surroundings, phase: str
    ) -> dict[str, Step]:
        """The steps of a fragment, put in where the routine names it."""
        fields = Fields(node, f"steget «{name.value}»", self._remarks, EXAMPLES)
        wanted = fields.scalar(FRAGMENT)
        id = self._fragment_names.known(wanted, self._remarks) if wanted else None
        after = fields.scalar("sedan", required=True)
        fields.text("fas")
        said = "ett fragment har bara fragment, sedan och fas; resten står i fragmentets egna steg"
        fields.close(dict.fromkeys(EXAMPLES, said))
        to = around.arrive(after, self._remarks) if after else None
        return self._fragments[id].placed(name.value, to, phase) if id and to else {}
