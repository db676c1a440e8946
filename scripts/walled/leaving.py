"""The walls of what leaves the program: no file in clear, no formula, no sign that steers."""

from __future__ import annotations

from .wall import Place, Wall

_LEFT = "Skärmen lämnas olåst"
_FILE = "En fil med innehåll lämnas i klartext"
_FORMULA = "En formel i ett kalkylblad"
_SIGNS = "Styrtecken och omkastad text på skärm och papper"
_exports = Place(_FILE, "src/jourstod/desk/exports.py")
_exporting = Place(_FILE, "src/jourstod/commands/exporting.py")
_way = Place(_FILE, "src/jourstod/tui/way_out.py")
_screens = Place(_FILE, "src/jourstod/commands/screens.py")
_saving = Place(_FILE, "src/jourstod/reports/saving.py")
_locked = Place(_FILE, "src/jourstod/vault/locked_file.py")
_csv = Place(_FORMULA, "src/jourstod/reports/as_csv.py")
_clean = Place(_SIGNS, "src/jourstod/domain/clean.py")
_WALLS = "tests/tui/test_terminal_walls.py::"
_EXPORT = "tests/commands/test_exports.py::"
_LINES = "tests/text/test_way_out_lines.py::"
_WAY = "tests/tui/test_way_out.py::"
_CHUNKS = "tests/vault/test_locked_file.py::"
_HOSTILE = "tests/tui/test_hostile_text.py::"

_ADDRESSED = "Filen läses av fel person på vägen"
_RECEIVERS = "tests/commands/test_receivers.py::"

WALLS: tuple[Wall, ...] = (
    Place(_ADDRESSED, "src/jourstod/desk/exports.py").wall(
        "loggen säger för vem filen är krypterad",
        "            desk.access.sent(export.number, way.receiver.said)\n",
        "            pass\n",
        _RECEIVERS + "test_the_access_log_says_for_whom_each_file_was_locked",
    ),
    Place(_ADDRESSED, "src/jourstod/desk/exports.py").wall(
        "filen är krypterad för mottagarens nyckel",
        "lambda content, form: lock(content, form, receiver)",
        "lambda content, form: content",
        _RECEIVERS
        + "test_only_the_receivers_key_opens_it_and_nothing_of_the_case_can_be_read_in_it",
    ),
    _exports.wall(
        "ett skarpt lager lämnar ingen fil innan det är valt hur",
        "        if not way.reason:\n            raise NotInClear\n",
        "",
        _EXPORT + "test_a_sharp_store_lets_no_file_out_before_it_is_chosen_how",
        _EXPORT + "test_what_is_read_in_a_terminal_is_a_view_and_what_goes_elsewhere_an_export",
    ),
    _exports.wall(
        "klartext loggas med sitt skäl innan filen finns",
        "        desk.jour.make_clear_file(\n"
        "            ClearFileMade(export.what, export.number, export.form, way.reason)\n        )\n",
        "",
        _EXPORT + "test_a_sharp_store_lets_no_file_out_before_it_is_chosen_how",
        _WAY + "test_clear_text_needs_a_reason_that_is_logged",
        raised="ValueError",
    ),
    _exports.wall(
        "klartext utan skäl nekas",
        "    if not said:\n        raise UsageError",
        "    if False:\n        raise UsageError",
        _EXPORT + "test_a_sharp_store_lets_no_file_out_before_it_is_chosen_how",
    ),
    _exports.wall(
        "en låst fil är låst",
        "        sealed = way.lock(content, export.form)\n",
        "        sealed = content\n",
        _EXPORT + "test_a_locked_file_shows_nothing_and_opens_without_the_store",
        _WAY + "test_a_locked_file_is_first_and_asks_for_its_passphrase_twice",
        raised="Unreadable",
    ),
    _exporting.wall(
        "det som går någon annanstans än till en terminal är en fil",
        "    return leaves(desk, export, _said(arguments, desk), content)\n",
        "    return content\n",
        _EXPORT + "test_what_is_read_in_a_terminal_is_a_view_and_what_goes_elsewhere_an_export",
    ),
    _way.wall(
        "skärmarna frågar hur filen ska lämnas",
        "    if screen.jour.practice:\n        then(Way())\n        return\n",
        '    then(Way(reason="-"))\n    return\n',
        _WAY + "test_a_locked_file_is_first_and_asks_for_its_passphrase_twice",
        _WAY + "test_clear_text_needs_a_reason_that_is_logged",
        raised="ValueError",
    ),
    _way.wall(
        "en svag lösenfras nekas medan den går att ändra",
        '        lock(b"", "text", passphrase)  # a weak one is refused here, while it can be changed\n',
        "",
        _WALLS + "test_a_weak_passphrase_for_a_file_is_refused_while_it_can_be_changed",
    ),
    _way.wall(
        "lösenfrasen skrivs två gånger",
        "        if written[0] != written[1]:\n",
        "        if False:\n",
        _WAY + "test_a_locked_file_is_first_and_asks_for_its_passphrase_twice",
    ),
    Place(_FILE, "src/jourstod/text/way_out.py").wall(
        "rad för rad frågas också hur filen ska lämnas",
        "    if session.desk.mode == PRACTICE:\n        return Way()\n",
        "    return Way(reason='-')\n",
        _LINES + "test_a_file_of_a_sharp_store_is_locked_and_its_passphrase_typed_twice",
        _LINES + "test_clear_text_needs_a_reason_that_is_logged",
    ),
    Place(_FILE, "src/jourstod/text/way_out.py").wall(
        "rad för rad skrivs lösenfrasen två gånger",
        '    if talk.secret("Samma en gång till:").reveal() != first.reveal():\n',
        '    if talk.secret("Samma en gång till:").reveal() == b"":\n',
        _LINES + "test_two_passphrases_that_differ_lock_nothing",
    ),
    _screens.wall(
        "rad för rad kan låsa en fil",
        "            lock_file=_lock_file,\n",
        "",
        _LINES + "test_the_line_mode_is_opened_with_what_locks_a_file",
    ),
    _screens.wall(
        "skärmarna kan låsa en fil",
        "        lock_file=_lock_file,\n        signature=entrance.signature,\n        seat=entrance.seat,\n        sandbox",
        "        signature=entrance.signature,\n        seat=entrance.seat,\n        sandbox",
        _WALLS + "test_the_screens_are_opened_with_all_that_locks",
    ),
    Place(_LEFT, "src/jourstod/tui/entrance.py").wall(
        "det som låser når skärmarna",
        "    if locked:\n        lockable(None)\n",
        "",
        _WALLS + "test_what_locks_reaches_the_screens",
    ),
    _locked.wall(
        "filens bitar sitter ihop, i ordning, till den sista",
        'return bound_to("file", head, number.to_bytes(8, "big"), b"\\x01" if last else b"\\x00")',
        'return bound_to("file")',
        _CHUNKS + "test_a_cut_moved_doubled_or_added_chunk_is_refused",
    ),
    _locked.wall(
        "en svag lösenfras låser ingen fil",
        "    refuse_weak(passphrase)\n",
        "",
        _CHUNKS + "test_another_passphrase_opens_nothing_and_a_weak_one_locks_nothing",
    ),
    _saving.wall(
        "filen är bara ägarens",
        "    handle = os.open(whole, flags, 0o600)\n",
        "    handle = os.open(whole, flags, 0o644)\n",
        "tests/reports/test_saving.py::test_a_file_is_whole_and_readable_by_nobody_else",
    ),
    _saving.wall(
        "en länk följs inte",
        "    if path.is_symlink():\n",
        "    if False:\n",
        "tests/reports/test_saving.py::test_a_link_is_never_followed",
    ),
    _saving.wall(
        "kunde kvittot inte skrivas finns ingen fil",
        "    try:\n        yield\n    except BaseException:\n        _forget(whole)\n        raise\n",
        "    try:\n        yield\n    except BaseException:\n        os.replace(whole, path)\n        raise\n",
        "tests/reports/test_saving.py::test_nothing_is_left_when_the_receipt_could_not_be_written",
    ),
    Place(_FILE, "src/jourstod/reports/sheet.typ").wall(
        "en PDF säger inte när den gjordes",
        "author: (), keywords: (), date: none)",
        "author: (), keywords: ())",
        "tests/reports/test_pdf_metadata.py::test_a_pdf_says_neither_when_nor_by_whom_it_was_made",
    ),
    Place(_FILE, "src/jourstod/reports/sheet.typ").wall(
        "en PDF säger inte vem som gjorde den",
        "author: (), keywords: (), date: none)",
        'author: ("jour",), keywords: (), date: none)',
        "tests/reports/test_pdf_metadata.py::test_a_pdf_says_neither_when_nor_by_whom_it_was_made",
    ),
    Place(_FILE, "src/jourstod/commands/report.py").wall(
        "ett blad som inte får gå ut är inte heller lämnat",
        "        ready = let_out(arguments, desk, export, content)  # refused before it is left\n"
        "        leave()\n",
        "        leave()\n        ready = let_out(arguments, desk, export, content)\n",
        _EXPORT + "test_a_sheet_that_may_not_go_out_is_not_left_either",
    ),
    _csv.wall(
        "en cell börjar aldrig som en formel",
        '    return f"\'{text}" if text.startswith(FORMULA) else text',
        "    return text",
        "tests/reports/test_as_csv.py::test_no_cell_begins_as_a_formula",
        "tests/commands/test_access_command.py::test_no_cell_of_the_spreadsheet_is_a_formula",
    ),
    _csv.wall(
        "en cell är en cell på en rad",
        '    text = " ".join(str(value).split())\n',
        "    text = str(value)\n",
        "tests/reports/test_as_csv.py::test_a_cell_can_neither_begin_a_row_nor_another_cell",
    ),
    _clean.wall(
        "styrtecken, omkastning och osynliga tecken tas bort",
        '    if kind in ("Cc", "Cs", "Co", "Cn") or (kind == "Cf" and sign not in _JOINERS):\n',
        "    if False:\n",
        _HOSTILE + "test_markup_and_controls_in_a_note_stand_as_harmless_text",
        _HOSTILE + "test_a_real_terminal_gets_no_title_clipboard_or_colour_from_the_text",
    ),
    Place(_SIGNS, "src/jourstod/tui/ink.py").wall(
        "text blir skärm på ett enda ställe, rensad",
        "    return Content.styled(symbols.shown(clean(text, lines=lines)), style)\n",
        "    return Content.styled(symbols.shown(text), style)\n",
        _HOSTILE + "test_words_become_content_without_ever_being_markup",
    ),
    Place(_SIGNS, "src/jourstod/tui/ink.py").wall(
        "text läses aldrig som märkspråk",
        "    return Content.styled(symbols.shown(clean(text, lines=lines)), style)\n",
        "    return Content.from_markup(symbols.shown(clean(text, lines=lines))).stylize(style)\n",
        _HOSTILE + "test_words_become_content_without_ever_being_markup",
        _HOSTILE + "test_no_module_of_the_screens_reads_text_as_markup",
    ),
    Place(_SIGNS, "src/jourstod/tui/writing.py").wall(
        "det som klistras in rensas",
        "        pasted = clean(event.text, lines=True)\n",
        "        pasted = event.text\n",
        _HOSTILE + "test_a_pasted_text_is_cleaned_before_it_is_shown_and_keeps_its_lines",
    ),
    Place(_SIGNS, "src/jourstod/desk/tidy.py").wall(
        "det som skrivs rensas innan det lagras",
        "    return clean(typed, lines=True).strip()\n",
        "    return typed.strip()\n",
        _WALLS + "test_what_is_typed_is_clean_in_the_log",
    ),
    Place(_SIGNS, "src/jourstod/text/talk.py").wall(
        "det som läses rad för rad rensas",
        'for part in clean(line, lines=True).split("\\n"):',
        'for part in line.split("\\n"):',
        _WALLS + "test_what_is_said_line_by_line_is_clean",
    ),
)
