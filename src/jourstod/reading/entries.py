"""Entries that each stand on their own: a file of them by id (a register), or a list of them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from typing import TypeVar

from .fields import Fields, as_mapping, check_id, kind_word
from .header import check_language
from .nodes import Mapping, Node, Scalar, Sequence
from .remarks import Remarks

T = TypeVar("T")


def read_entries(
    node: Node,
    key: str,
    noun: tuple[str, str],
    read: Callable[[Scalar, Fields], T],
    remarks: Remarks,
    examples: Map[str, str],
    example: str,
) -> tuple[dict[str, T], frozenset[str]]:
    """Entries without errors by id, and the ids of the others.

    `noun` is indefinite and definite («ett faktum», «faktumet»), `examples` go by key and
    `example` is a whole entry. An error in one entry takes out that entry only.
    """
    root = as_mapping(node, "filen", remarks, f"språk: 1\n{key}:\n  …")
    if root is None:
        return {}, frozenset()
    head = Fields(root, "filen", remarks, {"språk": "språk: 1", key: f"{key}:\n  {example}"})
    if not check_language(head):
        return {}, frozenset()
    body = head.section(key, required=True)
    head.close()
    found: dict[str, T] = {}
    broken: set[str] = set()
    for name, value in body.entries if body else ():
        before = remarks.errors
        check_id(name, noun[0], remarks)
        what = f"{noun[1]} «{name.value}»"
        part = as_mapping(value, what, remarks, example)
        entry = None
        if part is not None:
            fields = Fields(part, what, remarks, examples)
            entry = read(name, fields)
            fields.close()
        if entry is None or remarks.errors > before:
            broken.add(name.value)
        else:
            found[name.value] = entry
    return found, frozenset(broken)


def read_items(
    fields: Fields,
    key: str,
    noun: str,
    read: Callable[[Fields], T],
    examples: Map[str, str],
    elsewhere: Map[str, str] | None = None,
) -> tuple[T, ...]:
    """The list under a key without the items that have an error; a single item needs no list.

    `noun` is indefinite («ett mandat»), `examples` go by key and hold a whole item under `key`;
    `elsewhere` says of a known key why it may not stand in an item.
    """
    node = fields.at(key)
    if node is None:
        return ()
    if isinstance(node, Scalar):
        fields.wrong_kind(key, node, "en lista")
        return ()
    kept: list[T] = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        if not isinstance(item, Mapping):
            fields.remarks.error(
                "fel-slag-av-varde",
                item.place,
                f"{noun[:1].upper()}{noun[1:]} ska vara en uppställning med nycklar, "
                f"men här står {kind_word(item)}.",
                example=examples.get(key, ""),
            )
            continue
        before = fields.remarks.errors
        part = Fields(item, noun, fields.remarks, examples)
        found = read(part)
        part.close(elsewhere)
        if fields.remarks.errors == before:
            kept.append(found)
    return tuple(kept)
