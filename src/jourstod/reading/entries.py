"""A file of entries (facts, a register): one mapping by id, where each entry stands on its own."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from typing import TypeVar

from .fields import Fields, Remarks, as_mapping, check_id
from .header import check_language
from .nodes import Node, Scalar

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
