"""Facts about reading YAML: text is literal, every mistake has a place, nothing hostile gets in."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jourstod.domain.findings import Finding, Place, Severity, has_errors
from jourstod.reading import marks
from jourstod.reading.marks import Mapping, Node, Scalar, Sequence, parse, read_nodes, read_text
from jourstod.reading.mistakes import MISTAKES
from jourstod.reading.raw_text import MAX_BYTES, MAX_FINDINGS, MAX_LINE

PARSERS = ["python", "C"] if hasattr(yaml, "CBaseLoader") else ["python"]


@pytest.fixture(params=PARSERS)
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each of the two parsers in turn: what is told must not hang on which one is installed."""
    name = str(request.param)
    monkeypatch.setattr(marks, "_LOADER", yaml.BaseLoader if name == "python" else yaml.CBaseLoader)
    return name


def plain(node: Node | None) -> object:
    """The tree as lists, dicts and strings."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return None if node is None else node.value


def read(text: str) -> object:
    node, findings = parse(text, "f.yaml")
    assert findings == [], [finding.text() for finding in findings]
    return plain(node)


BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def harmless(text: str) -> bool:
    """Whether nothing in the text steers a terminal or turns the writing direction."""
    return not any(
        (unicodedata.category(c) in ("Cc", "Cs") and c != "\n")
        or unicodedata.bidirectional(c) in BIDI
        or 0xE0000 <= ord(c) <= 0xE007F
        for c in text
    )


def told(findings: list[Finding]) -> list[tuple[int, int, str]]:
    return [(f.place.line, f.place.column, f.rule) for f in findings]


# --- text is taken literally


LITERALS = [
    "22:00",
    "NO",
    "no",
    "ja",
    "0703112233",
    "010",
    "0x1F",
    "1_000",
    "1e3",
    "20120101-2384",
    "2026-02-30",
    "2026-12-01 22:15:00",
    "~",
    "null",
    "true",
    ".inf",
    "=",
    "112",
    "-5",
]


@pytest.mark.parametrize("word", LITERALS)
def test_a_value_is_the_text_that_stands_there(word: str, parser: str) -> None:
    assert read(f"när: {word}\n") == {"när": word}
    assert read(f"när:\n  {word}\n") == {"när": word}
    assert read(f"[{word}]\n") == [word]
    assert read(f"{word}: x\n") == {word: "x"}


def test_an_empty_value_is_an_empty_text(parser: str) -> None:
    assert read("a:\nb: ''\nc: [x, '']\nd: {e: }\n") == {
        "a": "", "b": "", "c": ["x", ""], "d": {"e": ""},
    }  # fmt: skip


def test_folded_and_kept_blocks_of_text_are_read(parser: str) -> None:
    text = "a: |\n  rad ett\n  rad: två\nb: >\n  en\n  rad\nc: först\n  sedan\n"
    assert read(text) == {"a": "rad ett\nrad: två\n", "b": "en rad\n", "c": "först sedan"}


def test_markup_and_letters_of_other_scripts_are_only_text(parser: str) -> None:
    values = ["[/b] [@click=app.bell]x[/]", "می‌خواهم", "नमस्ते", "👩‍👧 ❤️", "ÅÄÖ åäö é ß"]
    assert read(json.dumps(values, ensure_ascii=False)) == values


def test_a_letter_written_as_two_characters_is_the_same_letter(parser: str) -> None:
    apart = unicodedata.normalize("NFD", "språk: räddning")
    assert apart != "språk: räddning"
    assert read(apart) == {"språk": "räddning"}


def test_a_byte_order_mark_an_opening_line_and_windows_line_ends_do_not_matter(parser: str) -> None:
    assert read("\ufeff---\r\na: b\r\nc:\r\n  - d\r\n...\r\n") == {"a": "b", "c": ["d"]}


def test_every_node_knows_its_line_and_column(parser: str) -> None:
    node, _ = parse("språk: 1\nsteg:\n  å:\n    - ö\n    - {ä: x}\n", "f.yaml")
    assert isinstance(node, Mapping)
    step = node.get("steg")
    assert isinstance(step, Mapping)
    items = step.get("å")
    assert isinstance(items, Sequence)
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert [str(n.place) for n in (node, step, items, items.items[0], inner)] == [
        "f.yaml:1:1", "f.yaml:3:3", "f.yaml:4:5", "f.yaml:4:7", "f.yaml:5:7",
    ]  # fmt: skip
    assert inner.get("ä") == Scalar("x", Place("f.yaml", 5, 11))


def test_a_mapping_gives_values_keys_and_places_by_key_in_file_order() -> None:
    node, _ = parse("b: 1\na: 2\n", "f.yaml")
    assert isinstance(node, Mapping)
    assert node.keys() == ("b", "a")
    key = node.key("a")
    assert key is not None
    assert str(key.place) == "f.yaml:2:1"
    assert node.get("c") is None
    assert node.key("c") is None


# --- each kind of mistake: what is written, where it is told, by which rule

MISTAKEN: list[tuple[str, list[tuple[int, int, str]]]] = [
    # forbidden though valid YAML
    ("a: !x b\n", [(1, 4, "tagg")]),
    ("a: !!python/object/apply:os.system ['true']\n", [(1, 4, "tagg")]),
    ("a: !!str 010\n", [(1, 4, "tagg")]),
    ("a: !e!x b\n", [(1, 4, "tagg")]),
    ("a: !<x y\n", [(1, 4, "tagg")]),
    ("a: &bas b\n", [(1, 4, "ankare")]),
    ("a: *bas\n", [(1, 4, "alias")]),
    ("a: &b [c]\nd: *b\n", [(1, 4, "ankare"), (2, 4, "alias")]),
    ("a:\n  <<: {b: c}\n  d: e\n", [(2, 3, "sammanslagning")]),
    ("a: b\nc: d\na: e\n", [(3, 1, "dubbel-nyckel")]),
    ("a: {b: c, 'b': d}\n", [(1, 11, "dubbel-nyckel")]),
    ("[a, b]: c\n", [(1, 1, "sammansatt-nyckel")]),
    ("{a: b}: c\n", [(1, 1, "sammansatt-nyckel")]),
    ("? [a]\n: b\n", [(1, 3, "sammansatt-nyckel")]),
    ("? a\n: b\n", [(1, 3, "sammansatt-nyckel")]),
    ("a: b\n---\nc: d\n", [(2, 1, "flera-dokument")]),
    ("%YAML 1.1\n---\na: b\n", [(1, 1, "direktiv")]),
    ("# x\n%TAG ! tag:x,2000:\n---\na: b\n", [(2, 1, "direktiv")]),
    ("", [(1, 1, "tom-fil")]),
    ("# bara en kommentar\n\n", [(1, 1, "tom-fil")]),
    ("[" * 21 + "]" * 21, [(1, 21, "for-djupt")]),
    ("- a\n" * 60_000, [(50_000, 3, "for-manga-delar")]),
    ("a: b #c\n", [(1, 6, "kommentar-i-text")]),
    ("a: #4\n", [(1, 4, "kommentar-i-text")]),
    ("a:\n  -b\n  -c\n", [(2, 3, "streck-utan-blanksteg")]),
    ("a:\n  • b\n  • c\n", [(2, 3, "fel-listtecken")]),
    ("a:\n  – { b: c }\n", [(2, 3, "fel-listtecken")]),
    ("a:\u00a0b\nc: d\n", [(1, 3, "hart-blanksteg")]),
    ("a: “b: c”\n", [(1, 4, "krokiga-citattecken")]),
    ("a: { b: c, d }\n", [(1, 12, "komma-i-klammer")]),
    ("a: fr\u0430ga\n", [(1, 6, "frammande-bokstav")]),
    ("a: b\n<<<<<<< HEAD\n", [(2, 1, "git-marken")]),
    # the text as text
    ("a:\n\tb: c\n", [(2, 1, "tabb-i-indrag")]),
    ("a:\n  \tb: c\n", [(2, 3, "tabb-i-indrag")]),
    ("a:\n\u00a0 b: c\n", [(2, 1, "fel-blanksteg")]),
    ("a:\tb\n", [(1, 3, "tabb")]),
    ("a: b\x00c\n", [(1, 5, "styrtecken")]),
    ("a: \x1b]52;c;x\x07\n", [(1, 4, "styrtecken")]),
    ("a: b\x85c\n", [(1, 5, "styrtecken")]),
    ("a: b\rc\n", [(1, 5, "styrtecken")]),
    ("a: b\x7f\n", [(1, 5, "styrtecken")]),
    ("a: b\ud800\n", [(1, 5, "styrtecken")]),
    ("# \u202eabc\na: b\n", [(1, 3, "osynligt-tecken")]),
    ("a: b\u2066c\n", [(1, 5, "osynligt-tecken")]),
    ("a: b\u200f\n", [(1, 5, "osynligt-tecken")]),
    ("a: b\u200b\n", [(1, 5, "osynligt-tecken")]),
    ("a: b\u2028c\n", [(1, 5, "osynligt-tecken")]),
    ("a: b\U000e0041\n", [(1, 5, "osynligt-tecken")]),
    ("a: b\ufeff\n", [(1, 5, "osynligt-tecken")]),
    ('a: "\\e]52;c;eA==\\a"\n', [(1, 4, "styrtecken")]),
    ('a: "b\\0"\n', [(1, 4, "styrtecken")]),
    ('a: "b\\tc"\n', [(1, 4, "styrtecken")]),
    ('a: "b\\N"\n', [(1, 4, "styrtecken")]),
    ('"\\x1b": c\n', [(1, 1, "styrtecken")]),
    ('a: "b\\u202e"\n', [(1, 4, "osynligt-tecken")]),
    ('a: "b\\U000e0041"\n', [(1, 4, "osynligt-tecken")]),
    ("a: " + "b" * MAX_LINE + "\n", [(1, 2001, "for-lang-rad")]),
    # not YAML at all
    ("a: b\nfråga Är du\nc: d\n", [(2, 1, "kolon-saknas")]),
    ("steg:\n  larma\n    kontakt: x\n", [(2, 3, "kolon-saknas")]),
    ("krav:\n  - aldrig avslut\n    utan: x\n", [(2, 5, "kolon-saknas")]),
    ("hej\nb: c\n", [(1, 1, "kolon-saknas")]),
    ("a: b\nfråga:Är du\nc: d\n", [(2, 6, "blanksteg-efter-kolon")]),
    ("språk:1\nrutin: x\n", [(1, 6, "blanksteg-efter-kolon")]),
    ("ja: {till:x}\n", [(1, 6, "blanksteg-efter-kolon")]),
    ("fråga: Är du säker: ja\n", [(1, 19, "kolon-i-text")]),
    ('fråga: "Är du": ja\n', [(1, 15, "kolon-i-text")]),
    ("steg:\n    a: b\n  c: d\n", [(3, 3, "fel-indrag")]),
    ("steg:\n  a: b\n    c: d\n", [(3, 5, "fel-indrag")]),
    ("fråga: Är barnet\n  i fara\n  svar: x\n", [(3, 3, "fel-indrag")]),
    ("a: - b\n", [(1, 4, "streck-pa-fel-plats")]),
    ("a: b\n- c\n", [(2, 1, "streck-pa-fel-plats")]),
    ("a:\n  - b\n  c: d\n", [(3, 3, "streck-saknas")]),
    (": b\n", [(1, 1, "nyckel-saknas")]),
    ('a: "ja" sa han\n', [(1, 9, "text-efter-varde")]),
    ("a: [b]]\n", [(1, 7, "text-efter-varde")]),
    ('a: "hej\nb: c\n', [(1, 4, "citattecken-saknas")]),
    ("a: 'hej\nb: c\n", [(1, 4, "citattecken-saknas")]),
    ('a: "\\xag"\n', [(1, 7, "okand-escape")]),
    ("a: [b, c\nd: e\n", [(1, 4, "hakparentes-saknas")]),
    ("a: [b, c\n", [(1, 4, "hakparentes-saknas")]),
    ("a: [b, c", [(1, 4, "hakparentes-saknas")]),
    ("a: [\n", [(1, 4, "hakparentes-saknas")]),
    ("a: [b,", [(1, 4, "hakparentes-saknas")]),
    ("a: {b: [c], d: {", [(1, 16, "klammer-saknas")]),
    ("a: {b: c\nd: e\n", [(1, 4, "klammer-saknas")]),
    ("a: {b: [c, d }\n", [(1, 14, "skiljetecken-saknas")]),
    ("a: {b: c d: e}\n", [(1, 11, "skiljetecken-saknas")]),
    ("a: [b,,c]\n", [(1, 7, "varde-saknas")]),
    ("a: [b,,c]", [(1, 7, "varde-saknas")]),
    ("a: ]\n", [(1, 4, "varde-saknas")]),
    ("a: @x\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: `x`\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: %x\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: *viktigt* nu\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: & b\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: ? b\n", [(1, 4, "tecken-kraver-citattecken")]),
    ("a: |x\n  y\n", [(1, 5, "textblock")]),
    ("a: > b\n  c\n", [(1, 6, "textblock")]),
    ("a: b\n...\nc: d\n", [(3, 1, "text-efter-slutet")]),
    ("a: b\n]\n", [(2, 1, "syntaxfel")]),
]


@pytest.mark.parametrize(("text", "expected"), MISTAKEN, ids=lambda v: repr(v)[:50])
def test_each_mistake_is_told_at_its_place_by_its_rule(
    text: str, expected: list[tuple[int, int, str]], parser: str
) -> None:
    _, findings = parse(text, "f.yaml")
    assert told(findings) == expected


FILE_RULES = {"fil-saknas", "olaslig-fil", "for-stor-fil", "inte-utf8", "for-manga-fel"}
FILE_RULES |= {"utf-16", "sparad-av-word"}


def test_every_rule_has_a_case_in_the_table() -> None:
    assert {rule for _, expected in MISTAKEN for *_, rule in expected} | FILE_RULES == set(MISTAKES)


@pytest.mark.parametrize("rule", sorted(MISTAKES))
def test_every_sentence_is_whole(rule: str) -> None:
    said = MISTAKES[rule]
    assert said.sentence[0].isupper()
    assert said.sentence.endswith(".")
    assert not said.hint or said.hint.endswith(".")
    assert said.hint or said.example or rule == "olaslig-fil"


@pytest.mark.parametrize(("text", "_expected"), MISTAKEN, ids=lambda v: repr(v)[:50])
def test_what_is_told_holds_no_character_that_reaches_the_terminal(
    text: str, _expected: object
) -> None:
    for finding in parse(text, "f.yaml")[1]:
        assert harmless(finding.text())


def test_a_tag_with_an_escaped_control_character_is_told_without_it(parser: str) -> None:
    _, findings = parse("a: !x%1b]52 b\n", "f.yaml")
    assert told(findings) == [(1, 4, "tagg")]
    assert harmless(findings[0].text())


def test_all_mistakes_of_a_file_are_told_at_once(parser: str) -> None:
    text = "a: !x 1\nb: &y 2\na: 3\nc: *y\nd: \u202e4\ne: {[f]: g}\nh: [\n"
    assert told(parse(text, "f.yaml")[1]) == [
        (1, 4, "tagg"),
        (2, 4, "ankare"),
        (3, 1, "dubbel-nyckel"),
        (4, 4, "alias"),
        (5, 4, "osynligt-tecken"),
        (6, 5, "sammansatt-nyckel"),
        (7, 4, "hakparentes-saknas"),
    ]


def test_a_repeated_key_is_told_with_both_places_and_the_first_value_stands() -> None:
    node, findings = parse("a: b\n\n  \nc: d\na: e\n", "f.yaml")
    assert findings[0].sentence == "Nyckeln «a» står redan på rad 1, kolumn 1."
    assert plain(node) == {"a": "b", "c": "d"}


def test_a_tree_beside_a_mistake_lets_the_next_reader_tell_its_own_in_the_same_breath() -> None:
    node, findings = parse("a: !x b\nc: &y d\n<<: e\n", "f.yaml")
    assert plain(node) == {"a": "b", "c": "d"}
    assert has_errors(findings)


def test_no_tree_comes_out_of_text_that_breaks_off() -> None:
    for text in ("a: b\nc: [\n", "a: b\n...\nc: d\n", "[" * 30, "\ta: b\n", ""):
        assert parse(text, "f.yaml")[0] is None


def test_a_comment_glued_to_a_text_is_a_warning_and_a_spaced_one_is_none(parser: str) -> None:
    node, findings = parse("a: Ring #4 nu\n", "f.yaml")
    assert plain(node) == {"a": "Ring"}
    assert [f.severity for f in findings] == [Severity.WARNING]
    assert findings[0].example == 'fråga: "Ring #4 nu"'
    assert read("a: b # c\nd: e   #f\ng: 'h #i'\nj: |\n  k #l\n# m\n") == {
        "a": "b", "d": "e", "g": "h #i", "j": "k #l\n",
    }  # fmt: skip


def test_the_example_is_made_of_what_was_written() -> None:
    examples = {
        "språk:1\nrutin: x\n": "språk: 1",
        "fråga: Är du säker: ja\n": 'fråga: "Är du säker: ja"',
        "a: !viktigt x\n": 'fråga: "!viktigt …"',
    }
    for text, wanted in examples.items():
        assert parse(text, "f.yaml")[1][0].example == wanted


def test_an_indent_that_fits_nothing_is_told_with_the_columns_that_would_fit() -> None:
    _, findings = parse("steg:\n    a: b\n  c: d\n", "f.yaml")
    assert "kolumn 5 (som på rad 2) eller kolumn 1 (som på rad 1)" in findings[0].sentence


def test_no_more_findings_than_anyone_reads_are_told() -> None:
    for text in ("a: b\n" * 5_000, "\t\n" * 5_000, "a\u202e\n" * 5_000, "%\n" * 5_000):
        node, findings = parse(text, "f.yaml")
        assert node is None
        assert len(findings) == MAX_FINDINGS + 1
        assert [f.rule for f in findings].count("for-manga-fel") == 1


# --- files


def test_a_file_is_read_with_the_name_it_is_shown_by(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("a: b\na: c\n", encoding="utf-8")
    assert str(read_nodes(path, "routines/x.yaml")[1][0].place) == "routines/x.yaml:2:1"
    assert read_text(path) == ("a: b\na: c\n", [])


def test_a_file_in_another_coding_is_told_at_its_first_bad_byte(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: b\r\nspråk: 1\n".encode("latin-1"))
    text, findings = read_text(path, "latin.yaml")
    assert text is None
    assert told(findings) == [(2, 4, "inte-utf8")]
    assert "UTF-8" in findings[0].hint
    assert read_nodes(path, "latin.yaml") == (None, findings)


def test_columns_before_a_bad_byte_are_counted_in_characters(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + "åäö".encode() + b"\xff")
    assert told(read_text(path)[1]) == [(1, 4, "inte-utf8")]


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * 999 + b"\n" + (b"#" * 999 + b"\n") * 998 + b"a: b".ljust(999) + b"\n")
    assert path.stat().st_size == MAX_BYTES
    assert plain(read_nodes(path)[0]) == {"a": "b"}
    with path.open("ab") as file:
        file.write(b"\n")
    text, findings = read_text(path, "x.yaml")
    assert text is None
    assert told(findings) == [(1, 1, "for-stor-fil")]
    assert findings[0].sentence == (
        "Filen är för stor: 1 000 001 byte, och gränsen är 1 000 000 byte."
    )
    os.truncate(path, 50_000_000)
    assert "50 000 000 byte" in read_text(path)[1][0].sentence


def test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("å" * MAX_BYTES, encoding="utf-8")
    small = os.stat_result((stat.S_IFREG, 0, 0, 1, 0, 0, 10, 0, 0, 0))
    monkeypatch.setattr(Path, "stat", lambda _: small)
    text, findings = read_text(path)
    assert text is None
    assert told(findings) == [(1, 1, "for-stor-fil")]
    assert "1 000 001 byte" in findings[0].sentence


def test_a_text_past_the_limit_is_not_parsed_either() -> None:
    assert told(parse("a" * (MAX_BYTES + 1), "f")[1]) == [(1, 1, "for-stor-fil")]


def test_what_is_no_file_is_told_and_not_read(tmp_path: Path) -> None:
    assert told(read_text("/dev/zero")[1]) == [(1, 1, "olaslig-fil")]
    assert told(read_text(tmp_path)[1]) == [(1, 1, "olaslig-fil")]
    assert told(read_text(tmp_path / "borta.yaml")[1]) == [(1, 1, "fil-saknas")]
    assert told(read_text("a\0b")[1]) == [(1, 1, "olaslig-fil")]


def test_a_text_with_any_fault_is_refused_by_read_text_but_read_on_by_read_nodes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("a: \u202eb\na: c\n".encode())
    text, findings = read_text(path)
    assert text is None
    assert told(findings) == [(1, 4, "osynligt-tecken")]
    assert told(read_nodes(path)[1]) == [(1, 4, "osynligt-tecken"), (2, 1, "dubbel-nyckel")]


def test_a_file_name_with_control_characters_is_shown_without_them(tmp_path: Path) -> None:
    _, findings = read_text(tmp_path / "x\x1b]2;y\x07.yaml")
    assert harmless(findings[0].text())


# --- hostile text

HOSTILE = {
    "alias bomb": "a: &a [x,x]\n" + "".join(f"b{i}: &b{i} [*a,*a,*a]\n" for i in range(99)),
    "brackets on one line": "[" * 100_000,
    "brackets on many lines": "[\n" * 100_000,
    "brackets on full lines": ("[" * 1_990 + "\n") * 500,
    "braces": "{" * 1_990,
    "dashes": ("- " * 990 + "\n") * 500,
    "question marks": "? " * 990,
    "colons": "a: " * 330_000,
    "colons on many lines": "a: a: a:\n" * 100_000,
    "merge chain": "a: &a {x: y}\n" + "".join(f"b{i}: {{<<: [*a,*a]}}\n" for i in range(50)),
    "deep indentation": "".join(" " * i + "a:\n" for i in range(1_400)),
    "repeated keys": "a: b\n" * 200_000,
    "many nodes": "- a\n" * 250_000,
    "escapes": ('a: "' + "\\e" * 900 + '"\n') * 500,
    "directives": "%\n" * 499_000,
    "nothing": "\n" * 999_999,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_gives_findings_and_no_tree(name: str, parser: str) -> None:
    node, findings = parse(HOSTILE[name][:MAX_BYTES], "f.yaml")
    assert has_errors(findings)
    assert node is None or name in ("alias bomb", "merge chain")


MEASURED = """
import sys
from pathlib import Path
from jourstod.reading.marks import read_nodes
node, findings = read_nodes(Path(sys.argv[1]))
peak = next(l for l in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in l)
print(len(findings), int(peak.split()[1]) // 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads memory from /proc")
@pytest.mark.parametrize("name", ["fifty megabytes", "many nodes", "nothing", "repeated keys"])
def test_a_hostile_file_takes_under_100_mib(name: str, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("x" * 50_000_000 if name == "fifty megabytes" else HOSTILE[name][:MAX_BYTES])
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], check=True, capture_output=True, text=True
    )
    findings, peak = map(int, done.stdout.split())
    assert findings > 0
    assert peak < 100


# --- any text at all

INDICATORS = st.text(alphabet="ab å:-?[]{}#&*!|>'\"%@`,<=~.0\n\n  \\e\t\r\x1b\u202e\ufeff\ud800")


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(), INDICATORS))
@example('"\\UFFFFFFFF"')
@example('"\\ud800"')
@example("a: b\n ? c\n")
def test_any_text_gives_a_clean_tree_or_a_finding_and_never_an_exception(text: str) -> None:
    for loader in {yaml.BaseLoader, getattr(yaml, "CBaseLoader", yaml.BaseLoader)}:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(marks, "_LOADER", loader)
            node, findings = parse(text, "f.yaml")
        assert node is not None or has_errors(findings)
        assert all(map(harmless, texts(node)))
        lines = text.replace("\r\n", "\n").split("\n")
        for finding in findings:
            assert 1 <= finding.place.line <= len(lines)
            assert finding.place.column >= 1
            assert harmless(finding.text())


def texts(node: Node | None) -> list[str]:
    """Every text of a tree, keys too."""
    if isinstance(node, Mapping):
        return [t for key, value in node.entries for t in (key.value, *texts(value))]
    if isinstance(node, Sequence):
        return [t for item in node.items for t in texts(item)]
    return [] if node is None else [node.value]


WORDS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(TREES)
def test_what_is_written_is_what_is_read(tree: object) -> None:
    wanted = json.loads(unicodedata.normalize("NFC", json.dumps(tree, ensure_ascii=False)))
    text = json.dumps(wanted, ensure_ascii=False)
    node, findings = parse(text, "f.yaml")
    told = {"for-lang-rad", "for-djupt", "sammanslagning", "frammande-bokstav"}
    assert {f.rule for f in findings} <= told
    assert findings or plain(node) == wanted
