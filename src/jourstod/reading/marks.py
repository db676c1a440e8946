"""YAML text to nodes that know their place; every scalar is the text that stands there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import yaml

from jourstod.domain.findings import Finding, Place

from .half_written import LIST_SIGNS
from .mistakes import mistake
from .nodes import Mapping, Node, Scalar, Sequence
from .raw_text import MAX_FINDINGS, cleaned, faults, load, unfit_in_value, unified
from .syntax import Stop, explain

__all__ = ["Mapping", "Node", "Scalar", "Sequence", "parse", "read_nodes", "read_text"]

MAX_DEPTH = 20
MAX_NODES = 50_000

# Only events are asked for: libyaml keeps its states on the heap there, while its compose
# recurses in C and dies on deep input. Depth and number are counted here, event by event.
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_GLUED_COMMENT = re.compile(r" #\S")
_CORE_TAG = "tag:yaml.org,2002:"


def read_nodes(path: Path | str, shown: str = "") -> tuple[Node | None, list[Finding]]:
    """A file as nodes, with everything wrong in it; `shown` is its name in findings.

    None when no tree could be read. A tree that comes with an error must not be put to use:
    it is given so that the next reader can tell its own findings in the same breath.
    """
    name = cleaned(shown or str(path))
    text, findings = load(Path(path), name)
    return (None, findings) if text is None else parse(text, name)


def read_text(path: Path | str, shown: str = "") -> tuple[str | None, list[Finding]]:
    """The text of a file when size, coding, lines and characters are in order, else None."""
    name = cleaned(shown or str(path))
    text, findings = load(Path(path), name)
    if text is not None:
        findings, _ = faults(text, name)
    return (None if findings else text), findings


def parse(text: str, file: str) -> tuple[Node | None, list[Finding]]:
    """Text as nodes, with all that is wrong in it in the order of the file. Never raises.

    What a tree beside findings means is said in `read_nodes`.
    """
    text = unified(text)
    findings, barred = faults(text, file)
    root = None if barred else _Tree(cleaned(text), file, findings).grown()
    return root, sorted(findings, key=lambda finding: finding.place)


class _Mark(Protocol):
    """What both parsers' marks have in common."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    place: Place
    mapping: bool
    flow: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    seen: dict[str, Place] = field(default_factory=dict)
    key: Scalar | None = None  # None beside `waits`: the key was refused, its value is dropped
    waits: bool = False  # a key was read and its value comes next

    def node(self) -> Node:
        if self.mapping:
            return Mapping(tuple(self.entries), self.place)
        return Sequence(tuple(self.items), self.place)


class _Tree:
    """The tree as it grows from the parser's events; open collections lie on a stack."""

    def __init__(self, text: str, file: str, findings: list[Finding]) -> None:
        self._file, self._findings = file, findings
        self._lines = text.split("\n")
        self._glued_comments = _GLUED_COMMENT.search(text) is not None
        self._stack: list[_Frame] = []
        self._root: Node | None = None
        self._nodes = self._documents = 0
        self._ended = False
        self._refuse_directives()

    def grown(self) -> Node | None:
        """The root, or None when the text is no tree or breaks a bound."""
        for event in () if self._ended else self._events():
            self._take(event)
            if self._ended:
                break
        if self._documents == 0 and not self._ended:
            self._say("tom-fil", Place(self._file))
        return self._root

    def _events(self) -> Iterator[yaml.Event]:
        last: yaml.Event | None = None
        try:
            for last in yaml.parse("\n".join(self._lines), Loader=_LOADER):
                yield last
        except yaml.MarkedYAMLError as error:
            self._end(explain(self._stop(error), self._lines, self._file))
        except (yaml.YAMLError, ValueError, OverflowError):  # pure Python: chr() of an escape
            place = Place(self._file) if last is None else self._place(last.end_mark)
            self._end(mistake("okand-escape", place))

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            place = self._place(event.start_mark)
            self._marked(event, place)
            self._put(self._scalar(event, place))
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            place = self._place(event.start_mark)
            self._marked(event, place)
            self._open(event, place)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._put(self._stack.pop().node())
        elif isinstance(event, yaml.AliasEvent):
            word, place = cleaned(event.anchor or ""), self._place(event.start_mark)
            self._say("alias", place, word=word)
            self._put(Scalar(f"*{word}", place))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._say("flera-dokument", self._place(event.start_mark))
                self._ended = True

    def _marked(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        """Count the node, and refuse its anchor and its tag."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._end(mistake("for-manga-delar", place, limit=MAX_NODES))
        if event.anchor is not None:
            self._say("ankare", place, word=cleaned(event.anchor))
        tag = event.tag
        if tag is not None:
            short = f"!!{tag.removeprefix(_CORE_TAG)}" if tag.startswith(_CORE_TAG) else tag
            self._say("tagg", place, word=cleaned(short))

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent, place: Place) -> None:
        if len(self._stack) >= MAX_DEPTH:
            self._end(mistake("for-djupt", place, limit=MAX_DEPTH))
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._stack.append(_Frame(place, mapping, bool(event.flow_style)))

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Scalar:
        value = event.value
        if not value.isascii():  # a Mac writes å as two characters; keys must still be found
            value = unicodedata.normalize("NFC", value)
        if event.style == '"':
            fault = unfit_in_value(value, place)
            if fault:
                self._tell(fault)
                value = cleaned(value)
        elif not event.style:
            self._plain(event, value, place)
        return Scalar(value, place)

    def _plain(self, event: yaml.ScalarEvent, value: str, place: Place) -> None:
        """What in an unquoted text is valid YAML but surely not what was meant."""
        frame = self._stack[-1] if self._stack else None
        before = self._line(place.line - 1)[: place.column - 1]
        if value and value[0] in LIST_SIGNS and not before.strip():
            rest = self._line(place.line - 1)[place.column :].strip()
            self._say("fel-listtecken", place, word=value[0], rest=rest)
        elif frame and frame.mapping and not frame.waits:
            if before.rstrip().endswith("?"):
                self._say("sammansatt-nyckel", place)
        elif frame and frame.flow and frame.key and not value:
            self._valueless(frame.key, before)
        elif value[:1] == "-" and value[1:2].isalpha() and not before.strip():
            self._say("streck-utan-blanksteg", place)
        if self._glued_comments:
            line, column = _spot(event.end_mark)
            rest = self._line(line)[column:]
            if _GLUED_COMMENT.match(rest):
                spot = Place(self._file, line + 1, column + 2)
                self._say("kommentar-i-text", spot, word=f"{value}{rest}")

    def _valueless(self, key: Scalar, before: str) -> None:
        """A key in { } without a value: no blank after its colon, or no colon at all."""
        if ":" in key.value:
            word, _, rest = key.value.partition(":")
            self._say("blanksteg-efter-kolon", key.place, key=word, rest=rest)
        elif before.rstrip().endswith(key.value):
            self._say("komma-i-klammer", key.place, key=key.value)

    def _put(self, node: Node) -> None:
        """Lay a whole node where it belongs: root, list, key or value."""
        if not self._stack:
            self._root = None if self._ended else node
            return
        frame = self._stack[-1]
        if not frame.mapping:
            frame.items.append(node)
        elif not frame.waits:
            frame.waits, frame.key = True, self._key(frame, node)
        else:
            if frame.key is not None:
                frame.entries.append((frame.key, node))
            frame.waits, frame.key = False, None

    def _key(self, frame: _Frame, node: Node) -> Scalar | None:
        if not isinstance(node, Scalar):
            self._say("sammansatt-nyckel", node.place)
            return None
        if node.value == "<<":
            self._say("sammanslagning", node.place)
            return None
        first = frame.seen.setdefault(node.value, node.place)
        if first is not node.place:
            word, line, column = node.value, first.line, first.column
            self._say("dubbel-nyckel", node.place, word=word, line=line, column=column)
            return None
        return node

    def _stop(self, error: yaml.MarkedYAMLError) -> Stop:
        at = _spot(error.problem_mark or error.context_mark)
        since, context = _spot(error.context_mark or error.problem_mark), error.context or ""
        frame = self._stack[-1] if self._stack else None
        ended = at[0] >= len(self._lines) - 1 and not self._line(at[0])[at[1] :]
        if ended and frame and frame.flow and "node" in context:
            # The text ended where an item was due: what is missing is the closing bracket.
            context = "flow mapping" if frame.mapping else "flow sequence"
            since = (frame.place.line - 1, frame.place.column - 1)
        return Stop(error.problem or "", context, at, since)

    def _refuse_directives(self) -> None:
        """Tell of each directive and read it as a comment, so that the rest is read too."""
        for number, line in enumerate(self._lines):
            if line.startswith("%"):
                self._say("direktiv", Place(self._file, number + 1))
                self._lines[number] = f"#{line[1:]}"
            elif line.strip() and not line.lstrip().startswith("#"):
                break
            if self._ended:
                break

    def _line(self, number: int) -> str:
        return self._lines[number] if number < len(self._lines) else ""

    def _say(self, rule: str, place: Place, **words: object) -> None:
        self._tell(mistake(rule, place, **words))

    def _tell(self, finding: Finding) -> None:
        if len(self._findings) < MAX_FINDINGS:
            self._findings.append(finding)
        elif not self._ended:
            self._end(mistake("for-manga-fel", finding.place, limit=MAX_FINDINGS))

    def _end(self, finding: Finding) -> None:
        """Stop for good: no tree comes out of this text."""
        told = any((f.rule, f.place) == (finding.rule, finding.place) for f in self._findings)
        if not self._ended and not told:
            self._findings.append(finding)
        self._ended, self._root = True, None

    def _place(self, mark: _Mark | None) -> Place:
        line, column = _spot(mark)
        return Place(self._file, line + 1, column + 1)


def _spot(mark: _Mark | None) -> tuple[int, int]:
    return (mark.line, mark.column) if mark is not None else (0, 0)
