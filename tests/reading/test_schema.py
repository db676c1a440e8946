"""Facts about the schemas: the keys are the readers' own, and the shipped files hold to them."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.reading.small_folder import FILES, altered, read

from jourstod.cli import main
from jourstod.domain.routine import StepKind
from jourstod.reading.fields import Fields
from jourstod.reading.marks import parse
from jourstod.reading.nodes import Mapping, Node, Scalar
from jourstod.reading.schema import NAMES, modeline, schema, schema_for, schema_text
from jourstod.reading.schema_keys import FRAGMENT, KINDS, SHAPES, STEP
from jourstod.reading.shelf import shipped_routines

ROUTINES = shipped_routines()
SHIPPED = sorted(
    path.relative_to(ROUTINES).as_posix()
    for folder in (ROUTINES, ROUTINES / "fragment", ROUTINES / "register")
    for path in folder.glob("*.yaml")
)
SHAPE_OF = {
    "rutinen": "rutin", "fragmentet": "fragment", "gäller": "gäller", "kravet": "krav",
    "ett krav": "krav", "ett mål i steget": "mål", "en punkt i listan i steget": "mål",
    "faktumet": "faktum", "lagrummet": "lagrum", "källan": "källa", "mottagaren": "myndighet",
    "fristen": "frist", "börjar i fristen": "börjar", "plikten": "ska", "regeln": "sekretess",
    "kalendern": "kalender",
}  # fmt: skip
"""What the readers call a part, and the shape of the schema it has."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The keys that the readers ask for, by shape; a step's kind is its shape."""
    found: dict[str, set[str]] = defaultdict(set)
    at = Fields.at

    def recorded(self: Fields, key: str) -> Node | None:
        found[_shape(self)].add(key)
        return at(self, key)

    monkeypatch.setattr(Fields, "at", recorded)
    read({**FILES, "README.md": "a bundle that nobody has read"})
    read(altered("barn.yaml", "när: { ålder: under 15 }", "efter: fara"))
    return found


def test_every_key_a_reader_asks_for_is_in_the_schema_and_none_else(
    asked: dict[str, set[str]],
) -> None:
    in_schema = {shape: set(keys) for shape, keys in SHAPES.items()}
    in_schema |= {kind: {kind, *STEP, *others} for kind, (_, others) in KINDS.items()}
    in_schema["fragment i steg"] = {"fragment", *FRAGMENT[1]}
    del asked["filen"]  # språk, and the key the entries stand under: the shipped files show them
    assert asked == in_schema


@pytest.mark.parametrize("key", [key for key, told in SHAPES["rutin"].items() if told.required])
def test_what_the_schema_demands_of_a_routine_the_reader_demands_too(key: str) -> None:
    without = re.sub(rf"(?m)^{key}:.*\n(?:[ -].*\n)*", "", FILES["barn.yaml"], count=1)
    assert "saknad-nyckel" in {f.rule for f in read({**FILES, "barn.yaml": without})[1]}


@pytest.mark.parametrize("path", SHIPPED)
def test_a_shipped_file_names_its_schema_and_holds_to_it(path: str) -> None:
    text = (ROUTINES / path).read_text(encoding="utf-8")
    assert modeline(path) in text.splitlines()[:3]
    named = (ROUTINES / path).parent / modeline(path).partition("=")[2]
    assert named.resolve() == (ROUTINES / "schema" / f"{schema_for(path)}.json").resolve()
    whole = schema(schema_for(path))
    assert list(_wrong(_plain(parse(text, path)[0]), whole, whole)) == []


@pytest.mark.parametrize("path", [path for path in FILES if schema_for(path)])
def test_a_wrong_key_is_told_by_the_schema(path: str) -> None:
    whole = schema(schema_for(path))
    assert list(_wrong(_plain(parse(FILES[path], path)[0]), whole, whole)) == []
    wrong = FILES[path].replace("språk: 1\n", "sprak: 1\n")
    assert list(_wrong(_plain(parse(wrong, path)[0]), whole, whole))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("motivera: ja", "motivera: yes"),
        ("motivera: ja", "ring: 112"),
        ("kontakt: polisen", "kontakten: polisen"),
        ("      vet inte: larma\n", ""),
        ("från: 2026-12-01", "från: snart"),
        ("{ gå till: tolken, startar", "{ till: tolken, startar"),
    ],
)
def test_a_mistake_in_a_routine_is_told_by_the_schema(old: str, new: str) -> None:
    whole = schema("rutin")
    tree = _plain(parse(altered("barn.yaml", old, new)["barn.yaml"], "barn.yaml")[0])
    assert list(_wrong(tree, whole, whole))


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_beside_the_routines_is_current(name: str) -> None:
    stored = (ROUTINES / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert stored == schema_text(name), "jourstod routine schema --write routines"


def test_the_command_shows_one_and_writes_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["routine", "schema", "fakta"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")
    assert main(["routine", "schema", "--write", str(tmp_path)]) == 0
    assert {path.stem for path in (tmp_path / "schema").iterdir()} == set(NAMES)
    assert main(["routine", "schema", "rutiner"]) == 2


def _shape(fields: Fields) -> str:
    name = fields.what.partition(" «")[0]
    if name.startswith("dagen "):
        return "dag"
    if name == "steget":
        kinds = [kind.value for kind in StepKind if fields.node.get(kind.value) is not None]
        if "samtycke" in kinds:
            return "samtycke"
        return kinds[0] if kinds else "fragment i steg"
    return SHAPE_OF.get(name, name)


def _plain(node: Node | None) -> Any:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Mapping):
        return {key.value: _plain(value) for key, value in node.entries}
    return [_plain(item) for item in node.items] if node else None


def _wrong(value: Any, told: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """What of a value breaks a schema: the words of JSON Schema that ours use, and no others."""
    used = {"$schema", "$defs", "title", "description", "$ref", "type", "enum", "pattern", "items",
            "properties", "additionalProperties", "required", "propertyNames", "anyOf", "allOf",
            "if", "then", "not"}  # fmt: skip
    assert set(told) <= used
    if "$ref" in told:
        yield from _wrong(value, whole["$defs"][told["$ref"].rpartition("/")[2]], whole)
    kinds = told.get("type", [])
    kind = {"dict": "object", "list": "array", "str": "string"}[type(value).__name__]
    if kinds and kind not in ([kinds] if isinstance(kinds, str) else kinds):
        yield f"{value!r} är inte {kinds}"
    if "enum" in told and value not in told["enum"]:
        yield f"{value!r} är inte bland {told['enum']}"
    if "pattern" in told and not re.search(told["pattern"], value):
        yield f"{value!r} är fel skrivet"
    for one in value if isinstance(value, list) else ():
        yield from _wrong(one, told.get("items", {}), whole)
    if isinstance(value, dict):
        yield from _wrong_keys(value, told, whole)
    for every in told.get("allOf", ()):
        yield from _wrong(value, every, whole)
    if "anyOf" in told and all(list(_wrong(value, one, whole)) for one in told["anyOf"]):
        yield f"{value!r} är inget av det som går"
    if "not" in told and not list(_wrong(value, told["not"], whole)):
        yield f"{value!r} får inte vara så"
    if "if" in told and not list(_wrong(value, told["if"], whole)):
        yield from _wrong(value, told["then"], whole)


def _wrong_keys(
    value: dict[str, Any], told: dict[str, Any], whole: dict[str, Any]
) -> Iterator[str]:
    yield from (f"{key} saknas" for key in told.get("required", ()) if key not in value)
    names = told.get("propertyNames", {}).get("enum")
    for key, inner in value.items():
        if names is not None and key not in names:
            yield f"{key} hör inte hit"
        known = told.get("properties", {}).get(key)
        if known is not None:
            yield from _wrong(inner, known, whole)
        elif told.get("additionalProperties", True) is False:
            yield f"{key} finns inte"
        elif isinstance(told.get("additionalProperties"), dict):
            yield from _wrong(inner, told["additionalProperties"], whole)
