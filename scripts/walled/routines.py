"""The walls of routines: who changes one, what holds in a case, what a file cannot do."""

from __future__ import annotations

from .wall import Place, Wall

_STEALTH = "En rutin ändras i smyg"
_PAST = "Ett svar går förbi ett krav"
_EATS = "En rutinfil som äter minne eller tid"
_LINK = "En länk ut ur mappen"
_PAPER = "Nattens fil för avbrott läses av någon annan"
_publishing = Place(_STEALTH, "src/jourstod/domain/decide/publishing.py")
_raw = Place(_EATS, "src/jourstod/reading/raw_text.py")
_marks = Place(_EATS, "src/jourstod/reading/marks.py")
_HOSTILE = "tests/reading/test_fientliga.py::"
_BOUND = _HOSTILE + "test_a_hostile_file_is_refused_by_one_finding_in_400_mib"

WALLS: tuple[Wall, ...] = (
    _publishing.wall(
        "en annan person godkänner",
        "    if same_person(act.handler, one.proposed):\n",
        "    if False:\n",
        "tests/domain/test_publications.py::test_whoever_proposed_cannot_approve_however_it_is_written",
    ),
    _publishing.wall(
        "bara en namngiven arbetsledare",
        "    if handler.role is not Role.TEAM_LEADER:\n",
        "    if False:\n",
        "tests/domain/test_publications.py::test_only_a_named_team_leader_can_do_anything",
    ),
    _publishing.wall(
        "det som godkänns är läst mot den version som gäller",
        "    if now is not None and now.bundle != against:\n",
        "    if False:\n",
        "tests/domain/test_publications.py::"
        "test_a_version_that_came_into_force_while_somebody_read_is_not_approved_over",
    ),
    Place(_STEALTH, "src/jourstod/commands/approve.py").wall(
        "ändrade byte i lagret godkänns inte",
        "    if content is None or bundle_id(content) != one.bundle:\n",
        "    if content is None:\n",
        "tests/commands/test_publish_command.py::"
        "test_bytes_that_were_changed_in_the_store_are_not_approved",
    ),
    Place(_STEALTH, "src/jourstod/desk/moving.py").wall(
        "inget ärende flyttas till en version som inte är godkänd",
        "    if to != FORMER and not desk.publishing.usable(book.bundle):\n",
        "    if False:\n",
        "tests/commands/test_publish_command.py::"
        "test_no_case_is_moved_to_a_version_that_is_only_proposed_and_no_officer_sees_it",
    ),
    Place(_PAST, "src/jourstod/domain/monitors.py").wall(
        "kravet prövas i ärendet när steget nås",
        "            return not done(krav, last(krav.other))\n",
        "            return False\n",
        "tests/desk/test_answering.py::test_a_proved_requirement_is_enforced_on_the_live_case",
        "tests/domain/test_checks.py::test_each_form_of_krav_is_caught_when_broken",
    ),
    Place(_PAST, "src/jourstod/domain/decide/walking.py").wall(
        "förbi ett krav bara med skäl",
        "        if not self.insist:\n            raise RequirementBroken",
        "        if False:\n            raise RequirementBroken",
        "tests/desk/test_answering.py::test_a_proved_requirement_is_enforced_on_the_live_case",
    ),
    _raw.wall(
        "aldrig mer än gränsen läses",
        "            data = file.read(MAX_BYTES + 1)\n",
        "            data = file.read()\n",
        "tests/reading/test_marks.py::"
        "test_a_file_that_grows_while_it_is_read_is_read_no_further_than_the_limit",
    ),
    _raw.wall(
        "det som inte är en vanlig fil läses inte",
        "        if not stat.S_ISREG(found.st_mode):\n",
        "        if False:\n",
        _BOUND + "[mapp-som-fil]",
    ),
    _raw.wall(
        "en för lång rad nekas",
        "    barred = bool(_TOO_LONG.search(text) or _ODD_INDENT.search(text))\n",
        "    barred = bool(_ODD_INDENT.search(text))\n",
        _BOUND + "[en-enda-lang-rad]",
    ),
    _marks.wall(
        "för djupt nekas före tolken",
        "        if len(self._stack) >= MAX_DEPTH:\n",
        "        if False:\n",
        _BOUND + "[djup-nastling]",
    ),
    _marks.wall(
        "för många delar nekas",
        "        if self._nodes > MAX_NODES:\n",
        "        if False:\n",
        _BOUND + "[60000-nycklar]",
    ),
    _marks.wall(
        "ankare och alias nekas",
        "        if event.anchor is not None:\n",
        "        if False:\n",
        _BOUND + "[ankare-som-rymmer-sig-sjalv]",
    ),
    _marks.wall(
        "en tagg nekas",
        "        if tag is not None:\n",
        "        if False:\n",
        _BOUND + "[python-tagg]",
    ),
    _marks.wall(
        "en nyckel två gånger nekas",
        "        if first is not node.place:\n",
        "        if False:\n",
        "tests/reading/test_marks.py::test_a_repeated_key_is_told_with_both_places_and_the_first_value_stands",
        raised="IndexError",
    ),
    Place("Styrtecken och omkastad text på skärm och papper", _raw.file).wall(
        "styrtecken och osynliga tecken i en rutinfil nekas",
        "    if _UNFIT.search(text):\n",
        "    if False:\n",
        _BOUND + "[bidi]",
    ),
    Place("Styrtecken och omkastad text på skärm och papper", _marks.file).wall(
        "också de som skrivs som \\e i en text",
        "            fault = unfit_in_value(value, place)\n",
        "            fault = None\n",
        _BOUND + "[esc-som-escape]",
    ),
    Place(_EATS, "src/jourstod/domain/explore.py").wall(
        "bevisaren ger upp vid sin gräns och namnger uppgifterna",
        "            if len(self._states) > self._budget or self._held > ROOM:\n",
        "            if False:\n",
        "tests/domain/test_checks.py::"
        "test_past_its_budget_the_explorer_names_the_facts_that_live_at_once",
    ),
    Place(_LINK, _raw.file).wall(
        "en länk ut ur mappen följs inte",
        "    if not inside:\n",
        "    if False:\n",
        _HOSTILE + "test_a_link_inside_the_folder_is_read_and_one_out_of_it_is_not_even_shown",
    ),
    Place(_EATS, "src/jourstod/reading/folder.py").wall(
        "för många filer nekas",
        "        if len(found) > MAX_FILES:\n",
        "        if False:\n",
        "tests/reading/test_rule_pages.py::test_what_a_page_says_of_the_folder_gives_the_finding",
    ),
    Place(_PAPER, "src/jourstod/spare_file.py").wall(
        "driften öppnar den inte",
        "return [one for one in vault.keys.accounts() if one.role in READERS]",
        "return [*vault.keys.accounts()]",
        "tests/commands/test_continuity_command.py::test_drift_neither_makes_nor_opens_it",
    ),
    Place(_PAPER, "src/jourstod/commands/continuity.py").wall(
        "nyckeln står inte i filen",
        "    return [for_account(one) for one in accounts] or [in_clear]\n",
        "    return [in_clear]\n",
        "tests/commands/test_continuity_command.py::"
        "test_nothing_in_the_file_can_be_read_without_a_passphrase",
    ),
    Place(_PAPER, "src/jourstod/commands/continuity.py").wall(
        "en avkortad fil ger inga papper alls",
        '        if kind == b"end" and fields == [str(len(found)).encode()]:\n',
        "        if len(found) > 1:\n",
        "tests/commands/test_continuity_walls.py::test_a_file_without_its_end_gives_no_papers",
    ),
)
