"""The recovery key can be typed back from paper, and a slip of the pen is told."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from jourstod.vault.recovery import GROUPS, SIGNS, Mistyped, fresh, printed, typed_back


def test_a_printed_key_is_read_back_however_it_is_typed() -> None:
    key = fresh()
    paper = printed(key)
    for typed in (paper, paper.lower(), paper.replace("-", ""), f"  {paper.replace('-', ' – ')}\n"):
        assert typed_back(typed).reveal() == key.reveal()


def test_every_key_is_another_and_has_158_bits() -> None:
    assert len({printed(fresh()) for _ in range(50)}) == 50
    assert len(fresh().reveal()) == 32
    assert len(set(SIGNS)) == 31
    assert not set("ILO01ÅÄÖ") & set(SIGNS)


def test_every_sign_of_a_key_is_drawn_by_itself_and_from_the_system() -> None:
    random.seed(7)
    one = fresh().reveal()
    random.seed(7)
    assert fresh().reveal() != one
    columns = list(zip(*(fresh().reveal() for _ in range(60)), strict=True))
    assert len(columns) == 32
    assert all(len(set(column)) > 10 for column in columns)
    assert len(set(columns)) == 32, "no sign follows from another"


def test_every_single_wrong_sign_is_told_with_its_group() -> None:
    groups = printed(fresh()).split("-")
    for number, group in enumerate(groups):
        for place in range(5):
            for sign in set(SIGNS) - {group[place]}:
                wrong = group[:place] + sign + group[place + 1 :]
                typed = "-".join((*groups[:number], wrong, *groups[number + 1 :]))
                with pytest.raises(Mistyped, match=rf"Grupp {number + 1} \({wrong}\)"):
                    typed_back(typed)


def test_two_signs_or_two_groups_that_changed_places_are_told() -> None:
    for _ in range(20):
        groups = printed(fresh()).split("-")
        for number, group in enumerate(groups):
            for place, (one, two) in enumerate(pairwise(group)):
                if one != two:
                    wrong = group[:place] + two + one + group[place + 2 :]
                    typed = "-".join((*groups[:number], wrong, *groups[number + 1 :]))
                    with pytest.raises(Mistyped):
                        typed_back(typed)
        for here in range(GROUPS):
            for there in range(here):
                turned = list(groups)
                turned[here], turned[there] = groups[there], groups[here]
                with pytest.raises(Mistyped):
                    typed_back("-".join(turned))


def test_signs_that_are_never_used_are_named() -> None:
    groups = printed(fresh()).split("-")
    with pytest.raises(Mistyped, match=r"Grupp 3 .* tecknet O, som aldrig finns"):
        typed_back("-".join((*groups[:2], "OOOOO", *groups[3:])))


def test_a_key_that_is_cut_or_too_long_is_counted() -> None:
    paper = printed(fresh())
    with pytest.raises(Mistyped, match=r"40 i allt\. Här står 35"):
        typed_back(paper[:-6])
    with pytest.raises(Mistyped, match="Här står 42"):
        typed_back(paper + "22")
    with pytest.raises(Mistyped, match="Här står 0"):
        typed_back("")
