"""JSON Schema of routine files and registers, made from the table of keys, for editors."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .schema_keys import FRAGMENT, KINDS, LANGUAGE, SHALL_KINDS, SHAPES, STEP, Key

FOLDER = "schema"
MODELINE = "# yaml-language-server: $schema="
Schema = dict[str, Any]
_PLAIN = ["string", "number", "boolean", "null"]
"""What an editor may take a text for: a routine file's `112` and `ja` are texts to the reader."""
_ENTRIES = {
    "fakta": ("fakta", "faktum"), "lagrum": ("lagrum", "lagrum"), "kallor": ("källor", "källa"),
    "myndigheter": ("myndigheter", "myndighet"), "frister": ("frister", "frist"),
    "ska": ("ska", "ska"), "sekretess": ("sekretess", "sekretess"),
}  # fmt: skip
"""For each file of entries: the key they stand under, and their shape."""
_TITLES = {"rutin": "En rutin", "fragment": "Ett fragment", "kalender": "Röda dagar"}
NAMES = ("rutin", "fragment", *_ENTRIES, "kalender")


def schema(name: str) -> Schema:
    """The schema of one kind of file."""
    head: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": _TITLES.get(name, f"Filen {name}.yaml"),
    }
    if name in _ENTRIES:
        key, shape = _ENTRIES[name]
        body = Key(f"entries:{shape}", "Namn och innehåll.", required=True)
        return head | _object({"språk": LANGUAGE, key: body}) | {"$defs": _defs()}
    if name == "kalender":
        body = Key("kalender", "Från, till och dagar.", required=True)
        return head | _object({"språk": LANGUAGE, "kalender": body}) | {"$defs": _defs()}
    return head | _object(SHAPES[name]) | {"$defs": _defs()}


def schema_text(name: str) -> str:
    """The bytes of a schema's file: the same each time."""
    return json.dumps(schema(name), ensure_ascii=False, indent=1) + "\n"


def schema_for(path: str) -> str:
    """The name of the schema for a file of a routines folder, or "" (a written night)."""
    folder, _, name = path.rpartition("/")
    stem = name.removesuffix(".yaml")
    if folder == "fragment":
        return "fragment"
    if folder == "register" or name == "fakta.yaml":
        return stem if stem in NAMES else ""
    return "" if folder else "rutin"


def modeline(path: str) -> str:
    """The line by which an editor finds the schema of a file, from where the file stands."""
    return f"{MODELINE}{'../' * path.count('/')}{FOLDER}/{schema_for(path)}.json"


def _object(keys: Mapping[str, Key]) -> Schema:
    required = [name for name, key in keys.items() if key.required]
    return {
        "type": "object",
        "properties": {name: _value(key) for name, key in keys.items()},
        "additionalProperties": False,
        **({"required": required} if required else {}),
    }


def _value(key: Key) -> Schema:
    held: Schema
    if isinstance(key.holds, tuple):
        held = {"enum": [*key.holds, *([True, False] if set(key.holds) == {"ja", "nej"} else [])]}
    elif key.holds.startswith("entries:"):
        shape = key.holds.partition(":")[2]
        held = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{shape}"}}
    else:
        held = {"$ref": f"#/$defs/{key.holds}"}
    return {"description": key.means, **held}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _defs() -> Schema:
    """Every kind of value that a key can hold."""
    return {
        "text": {"type": _PLAIN},
        "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "any": {},
        "words": {"anyOf": [_ref("text"), {"type": "array", "items": _ref("text")}]},
        "kinds": {"anyOf": [{"enum": list(SHALL_KINDS)},
                            {"type": "array", "items": {"enum": list(SHALL_KINDS)}}]},
        "labels": {"type": "object", "additionalProperties": _ref("text")},
        "condition": _condition(),
        "target": {"anyOf": [_ref("text"), _ref("mål"), {"type": "array", "items": _ref("mål")}]},
        "answers": {"type": "object", "additionalProperties": _ref("target"),
                    "required": ["vet inte"]},
        "days": {"type": "object", "additionalProperties": _ref("dag")},
        "kravlista": {"type": "array", "items": _ref("krav")},
        "steps": {"type": "object", "additionalProperties": _ref("steg")},
        "steg": _step(),
        **{name: _object(keys) for name, keys in SHAPES.items() if name not in _TITLES},
        "kalender": _object(SHAPES["kalender"]),
    }  # fmt: skip


def _condition() -> Schema:
    """A condition: facts and their values, or conditions put together."""
    parts = {"type": "array", "items": _ref("condition")}
    return {
        "type": "object",
        "properties": {
            "någon av": {"description": "Minst ett av villkoren stämmer.", **parts},
            "alla": {"description": "Alla villkoren stämmer.", **parts},
            "inte": {"description": "Villkoret stämmer inte.", **_ref("condition")},
        },
        "additionalProperties": _ref("words"),
    }


def _step() -> Schema:
    """All keys of a step; which of them can stand together follows from the key of its kind."""
    every: dict[str, Key] = dict(STEP)
    for _, others in (*KINDS.values(), FRAGMENT):
        every.update({name: Key(key.holds, key.means) for name, key in others.items()})
    every.update({kind: Key(own.holds, own.means) for kind, (own, _) in KINDS.items()})
    every["fragment"] = Key(FRAGMENT[0].holds, FRAGMENT[0].means)
    every["sedan"] = Key("target", "Vart det leder.")
    kinds = [_kind(kind, (own, {**STEP, **others})) for kind, (own, others) in KINDS.items()]
    return _object(every) | {
        "anyOf": [{"required": [kind]} for kind in (*KINDS, "fragment")],
        "allOf": [*kinds, _kind("fragment", FRAGMENT)],
    }


def _kind(kind: str, keys: tuple[Key, Mapping[str, Key]]) -> Schema:
    _, others = keys
    when: Schema = {"required": [kind]}
    if kind == "fråga":
        when["not"] = {"required": ["samtycke"]}
    needed = [name for name, key in others.items() if key.required]
    return {"if": when, "then": {
        "propertyNames": {"enum": [kind, *others]}, **({"required": needed} if needed else {})
    }}  # fmt: skip
