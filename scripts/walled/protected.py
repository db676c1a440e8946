"""The walls of protected identity: closed, masked, found by nothing."""

from __future__ import annotations

from .wall import Place, Wall

_SEEN = "Skyddad identitet syns"
_protection = Place(_SEEN, "src/jourstod/domain/protection.py")
_deciding = Place(_SEEN, "src/jourstod/domain/decide/protection.py")
_sight = Place(_SEEN, "src/jourstod/desk/sight.py")
_masking = Place(_SEEN, "src/jourstod/domain/masking.py")
_summary = Place(_SEEN, "src/jourstod/desk/summary.py")
_APART = "tests/desk/test_access_protected.py::"
_IDENTITY = "tests/desk/test_protected_identity.py::"
_BYTES = "tests/desk/test_protected_bytes.py::"
_BOARD = _IDENTITY + "test_the_board_says_the_number_and_nothing_else_of_it"
_FOUND = _IDENTITY + "test_a_protected_case_is_found_by_nothing_not_even_what_was_kept_before"
_LIST = _IDENTITY + "test_clocks_sheets_of_the_night_papers_and_inbox_tell_the_number_alone"
_NUMBER = _IDENTITY + "test_a_personnummer_is_stopped_in_a_protected_case"

WALLS: tuple[Wall, ...] = (
    _protection.wall(
        "de två starka nivåerna håller ärendet för sig",
        "return self.rank >= Level.REGISTERED.rank",
        "return self.rank >= Level.ASSUMED.rank",
        _BOARD,
    ),
    _protection.wall(
        "en nivå ur en nyare version är den starkaste",
        "return Level(word) if word in set(Level) else Level.ASSUMED",
        "return Level(word) if word in set(Level) else Level.NONE",
        _IDENTITY + "test_a_level_of_a_newer_version_is_the_strongest",
    ),
    _protection.wall(
        "den som får öppna står i stationens fil, med signatur",
        "me == one.signature.casefold() if one.signature else name == one.name.casefold()",
        "me == one.signature.casefold() or name == one.name.casefold()",
        _IDENTITY
        + "test_one_on_the_list_opens_it_by_signature_or_by_whole_name_where_there_is_none",
    ),
    _sight.wall(
        "den som inte står på listan får inget ur ärendet",
        "        if not self.admits(case):\n            raise ProtectedCase",
        "        if False:\n            raise ProtectedCase",
        _IDENTITY + "test_a_handler_who_is_not_on_the_list_cannot_read_or_write_the_case",
        _BYTES + "test_one_who_is_not_on_the_list_gets_nothing_of_the_case",
    ),
    _sight.wall(
        "den som skrev in det har det bara tills det är lämnat",
        "if case.handler == me and me in wrote and not case.received_by:",
        "if me in wrote:",
        _IDENTITY + "test_whoever_wrote_it_in_has_it_until_it_is_given_away",
    ),
    _sight.wall(
        "en nödöppning gäller natten, inte längre",
        "return any(who == me and now - at < EMERGENCY for who, at in case.protection.opened)",
        "return any(who == me for who, at in case.protection.opened)",
        _IDENTITY + "test_an_emergency_opens_it_for_a_night_and_the_listed_see_that_it_was_opened",
    ),
    _sight.wall(
        "dolt på skärmen tills det visas",
        "return case if case.id in self._uncovered else self._cover(case)",
        "return case",
        _IDENTITY + "test_it_is_masked_until_it_is_shown_for_a_reason_and_again_when_it_is_left",
        _BYTES + "test_nothing_of_a_masked_case_has_the_name",
    ),
    _sight.wall(
        "dolt igen när ärendet lämnas",
        "        self._uncovered.clear() if not case_id else self._uncovered.discard(case_id)",
        "        pass",
        _IDENTITY + "test_it_is_masked_until_it_is_shown_for_a_reason_and_again_when_it_is_left",
    ),
    _sight.wall(
        "dolt på papper och i filer, vad skärmen än visar",
        "        self.demand(case)\n        return self._cover(case)\n\n    def is_covered",
        "        return self.of(case)\n\n    def is_covered",
        _IDENTITY + "test_paper_and_sheets_are_masked_also_while_the_screen_shows_it",
        _BYTES + "test_paper_has_not_the_name_while_the_screen_shows_it",
    ),
    _sight.wall(
        "inget skrivs i ett skyddat ärende av den som inte får öppna det",
        "            for case in cases:\n                self.demand(case)\n",
        "            pass\n",
        _IDENTITY + "test_a_handler_who_is_not_on_the_list_cannot_read_or_write_the_case",
    ),
    _masking.wall(
        "ett fält som ingen tänkt på är dolt",
        "return not text or text in keep or bare in keep or bool(_HARMLESS.fullmatch(text))",
        "return True",
        _BYTES + "test_nothing_of_a_masked_case_has_the_name",
    ),
    _masking.wall(
        "kopian av ett lämnat blad följer inte med",
        '            changed[name] = ""  # a whole sheet',
        "            continue",
        _IDENTITY + "test_the_copy_of_a_sheet_that_was_left_before_is_not_shown",
    ),
    _masking.wall(
        "det någon sade om när det hände är dolt",
        'happened = replace(stamp.happened, words="")',
        "happened = stamp.happened",
        _BYTES + "test_nothing_of_a_masked_case_has_the_name",
    ),
    _summary.wall(
        "tavlan säger numret och inget annat",
        "return apart(row, case) if case.protection.hides else row",
        "return row",
        _BOARD,
        _BYTES + "test_nothing_over_all_cases_has_the_name",
        _BYTES + "test_neither_routine_nor_duty_nor_namnd_stands_on_the_board",
    ),
    _summary.wall(
        "en mottagare skriven för hand nämns inte på tavlan",
        'handler=row.handler if row.handler in signatures else "mottaget",',
        "handler=row.handler,",
        _IDENTITY + "test_a_receiver_typed_by_hand_is_not_named_on_the_board",
    ),
    Place(_SEEN, "src/jourstod/desk/all_clocks.py").wall(
        "klockans namn säger inget om vad ärendet gäller",
        "shown = _unnamed(clock) if row.apart else clock",
        "shown = clock",
        _LIST,
        _BYTES + "test_neither_routine_nor_duty_nor_namnd_stands_on_the_board",
    ),
    Place(_SEEN, "src/jourstod/desk/night_sheets.py").wall(
        "nattens blad nämner numret och inget annat",
        "cases = (case for case in _cases(desk, what) if not case.protection.hides)",
        "cases = iter(_cases(desk, what))",
        _LIST,
        _BYTES + "test_nothing_over_all_cases_has_the_name",
    ),
    Place(_SEEN, "src/jourstod/desk/inbox.py").wall(
        "inkorgen visar det dolt",
        "        return desk.on_paper(row.case)\n",
        "        return desk.whole(row.case)\n",
        _LIST,
    ),
    Place(_SEEN, "src/jourstod/desk/reading_desk.py").wall(
        "ingen statistik räknar det",
        "                if not case.protection.hides:\n",
        "                if True:\n",
        _IDENTITY + "test_it_is_in_no_statistics",
    ),
    Place(_SEEN, "src/jourstod/desk/reading_desk.py").wall(
        "ingen sökning hittar det för den som inte står på listan",
        "            if not self.sight.admits(self.whole(found)):\n",
        "            if False:\n",
        _IDENTITY + "test_no_search_finds_it_for_one_who_is_not_on_the_list",
    ),
    Place(_SEEN, "src/jourstod/desk/link_forms.py").wall(
        "ett nummer nästan rätt hittar det inte",
        "near = [row.case for row in desk.board() if not row.apart and is_number(sought, row.number)]",
        "near = [row.case for row in desk.board() if is_number(sought, row.number)]",
        _IDENTITY + "test_no_search_finds_it_for_one_who_is_not_on_the_list",
    ),
    Place(_SEEN, "src/jourstod/desk/known.py").wall(
        "ett kvarlämnat avtryck av namnet hittar det inte",
        "if token in case.tokens and not case.protection.hides:",
        "if True:",
        _IDENTITY + "test_a_mark_that_was_left_behind_finds_no_protected_case",
    ),
    Place(_SEEN, "src/jourstod/domain/fold_protection.py").wall(
        "avtrycken glöms när skyddet skrivs in",
        "    if case.protection.hides:\n        case.tokens.clear()",
        "    pass",
        _FOUND,
    ),
    Place(_SEEN, "src/jourstod/desk/marking.py").wall(
        "avtrycken är nycklade: två lager har inte samma",
        "    return hmac.new(own, text.encode(), hashlib.sha256).hexdigest()",
        "    return hashlib.sha256(text.encode()).hexdigest()",
        _IDENTITY + "test_tokens_of_two_stores_are_not_the_same",
    ),
    _deciding.wall(
        "ett skyddat ärende går inte att göra sökbart",
        '        raise NoRight("Ett skyddat ärende går inte att göra sökbart.")',
        "        pass",
        _FOUND,
    ),
    _deciding.wall(
        "bara en arbetsledare sänker ett skydd",
        "        if not leads:\n            raise NoRight(",
        "        if False:\n            raise NoRight(",
        _IDENTITY + "test_only_a_team_leader_lowers_a_level_and_with_a_reason",
    ),
    _deciding.wall(
        "ett skydd sänks med ett skäl",
        '        if not told.reason.strip():\n            raise ReasonMissing("att sänka ett skydd")',
        "        pass",
        _IDENTITY + "test_only_a_team_leader_lowers_a_level_and_with_a_reason",
    ),
    _deciding.wall(
        "en nödöppning har ett skäl",
        '    if not reason.strip():\n        raise ReasonMissing("att öppna ett skyddat ärende")',
        "    pass",
        _IDENTITY + "test_an_emergency_opens_it_for_a_night_and_the_listed_see_that_it_was_opened",
    ),
    _deciding.wall(
        "de som får öppna ser att någon annan öppnade",
        '    written.add(ev.TaskLeft(f"{opened}:läs", OPENED, LISTED))\n',
        "",
        _IDENTITY + "test_an_emergency_opens_it_for_a_night_and_the_listed_see_that_it_was_opened",
    ),
    _deciding.wall(
        "bara den på listan avslutar den punkten",
        "            if item is not None and item.what == OPENED:\n",
        "            if False:\n",
        _IDENTITY + "test_only_one_on_the_list_ends_the_item_of_an_emergency",
    ),
    _deciding.wall(
        "mottagningen nödöppnar inte",
        "    if act.handler.role is Role.RECEPTION:\n",
        "    if False:\n",
        "tests/domain/test_protection_walls.py::test_the_reception_does_not_decide_on_an_emergency",
    ),
    _deciding.wall(
        "ett personnummer skrivs inte i ett skyddat ärende",
        "            if looks_personal(text):\n",
        "            if False:\n",
        _NUMBER,
    ),
    _deciding.wall(
        "arbetsnamnet är inget nummer",
        "    if len(_DIGIT.findall(alias)) >= _IN_AN_ALIAS:\n",
        "    if False:\n",
        _IDENTITY + "test_an_alias_that_is_a_number_or_a_name_is_refused",
    ),
    _deciding.wall(
        "arbetsnamnet är inget namn",
        "    if len(alias.split()) >= 2 and all(w[:1].isupper() and w.isalpha() for w in alias.split()):\n",
        "    if False:\n",
        _IDENTITY + "test_an_alias_that_is_a_number_or_a_name_is_refused",
    ),
    _deciding.wall(
        "dold text sparas inte som om någon sagt den",
        "            if MASK in text:\n",
        "            if False:\n",
        _IDENTITY + "test_masked_text_is_never_written_as_if_somebody_had_said_it",
    ),
    _deciding.wall(
        "det som är skrivet förs inte till ett mindre skyddat ärende",
        "    if of.protection.level.rank > to.protection.level.rank:\n",
        "    if False:\n",
        _IDENTITY + "test_what_was_written_is_brought_to_no_case_that_is_less_protected",
    ),
    Place(_SEEN, "src/jourstod/desk/protection_forms.py").wall(
        "en fråga om ett namn loggas varje gång",
        "AccessKind.SEARCHED, again=True):",
        "AccessKind.SEARCHED):",
        _APART + "test_a_name_that_is_asked_about_is_a_search_each_time_and_the_name_is_not_there",
    ),
    Place(_SEEN, "src/jourstod/domain/timeline.py").wall(
        "ett skyddat värde i fri text är dolt på skärmen",
        "        words = veiled(case, book, words)\n",
        "        pass\n",
        "tests/desk/test_sheet_walls.py::"
        "test_a_protected_address_in_a_note_is_masked_where_a_screen_tells_of_it",
    ),
)
