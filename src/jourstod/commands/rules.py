"""`jourstod routine rules`: every rule a finding can have, and the page of one."""

from __future__ import annotations

import argparse

from ..domain.errors import UsageError
from ..domain.findings import nearest
from ..reading.rule_pages import PARTS, RulePage, rule_pages


def show_rules(arguments: argparse.Namespace) -> int:
    """The list of rules, or one rule's page."""
    pages = rule_pages()
    if arguments.rule is None:
        for part, heading in PARTS:
            print(f"{heading}\n")
            for page in pages.values():
                if page.part == part:
                    print(f"  {page.rule}\n      {page.means}")
            print()
        print("Mer om en av dem: jourstod routine rules REGEL")
        return 0
    print(_page(arguments.rule).text(), end="")
    return 0


def _page(rule: str) -> RulePage:
    found = rule_pages().get(rule)
    if found is None:
        near = nearest(rule, rule_pages())
        asked = f" Menade du «{near}»?" if near else ""
        raise UsageError(f"Ingen regel heter «{rule}».{asked} Alla står i: jourstod routine rules")
    return found
