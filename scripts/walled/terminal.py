"""The walls of the terminal: locked when it is left, and nothing stands in it afterwards."""

from __future__ import annotations

from .wall import Place, Wall

_LEFT = "Skärmen lämnas olåst"
_TRACES = "Innehåll i felmeddelande, kärndump, rullning, fönstertitel, urklipp"
_SHOWN = "Skärmen visas i en webbläsare eller filmas av en variabel"
_watch = Place(_LEFT, "src/jourstod/tui/watch.py")
_lock = Place(_LEFT, "src/jourstod/tui/lock_screen.py")
_app = Place(_TRACES, "src/jourstod/tui/app.py")
_incidents = Place(_TRACES, "src/jourstod/tui/incidents.py")
_window = Place(_TRACES, "src/jourstod/commands/window.py")
_shield = Place(_TRACES, "src/jourstod/commands/shielding.py")
_entrance = Place(_SHOWN, "src/jourstod/tui/entrance.py")
_LOCK = "tests/tui/test_lock.py::"
_PRIVACY = "tests/tui/test_privacy.py::"
_WALLS = "tests/tui/test_terminal_walls.py::"
_FIFTEEN = _LOCK + "test_after_fifteen_minutes_without_a_key_nothing_is_shown"
_CALL = _LOCK + "test_a_running_call_is_never_locked_and_hidden_by_f9_without_a_passphrase"

WALLS: tuple[Wall, ...] = (
    _watch.wall(
        "skärmen låses när ingen rört den så länge stationen säger",
        "        return now - self._seated_at >= patience(self.front, self._in_a_text())\n",
        "        return False\n",
        _FIFTEEN,
        _LOCK + "test_the_station_says_how_long",
    ),
    _watch.wall(
        "den tangent som kommer för sent gör inget annat än att låsa",
        "            if self._is_left(now):\n                self.cover()\n                return\n",
        "",
        _LOCK + "test_a_key_starts_the_time_anew_and_one_that_comes_too_late_does_nothing_else",
    ),
    _watch.wall(
        "aldrig under ett pågående samtal",
        "if self.is_covered or self._in_a_call():",
        "if self.is_covered:",
        _CALL,
    ),
    Place(_LEFT, "src/jourstod/desk/idle.py").wall(
        "den som skriver har minst fem minuter",
        "return max(told, WRITING) if writing else told",
        "return told",
        _LOCK + "test_one_who_is_writing_has_five_minutes_at_least_and_keeps_every_letter",
    ),
    _watch.wall(
        "en klocka som går bakåt håller inte skärmen öppen",
        "if self._seated_at is None or now < self._seated_at:  # a clock set back starts it anew",
        "if self._seated_at is None:",
        _LOCK + "test_a_clock_set_back_does_not_keep_the_screen_open_for_ever",
    ),
    _watch.wall(
        "låst, inte bara dolt, där det finns en lösenfras",
        "self.push_screen(LockedScreen() if locks else HiddenScreen())",
        "self.push_screen(HiddenScreen())",
        _LOCK + "test_only_the_passphrase_brings_it_back_to_the_same_place",
        _LOCK + "test_f9_asks_for_the_passphrase_in_a_sharp_store",
    ),
    _lock.wall(
        "bara lösenfrasen låser upp",
        "        program.unlock(signature, passphrase)\n        return True",
        "        return True",
        _LOCK + "test_only_the_passphrase_brings_it_back_to_the_same_place",
    ),
    _watch.wall(
        "den som tar över ser inget av den förras",
        "        while len(self.screen_stack) > 1:\n            self.pop_screen()\n",
        "",
        _LOCK + "test_somebody_else_signs_in_and_sees_nothing_of_the_former",
    ),
    Place(_LEFT, "src/jourstod/commands/screens.py").wall(
        "låset är kopplat till kontots lösenfras",
        "\n        unlock=entrance.unlock,\n",
        "\n",
        _WALLS + "test_the_screens_are_opened_with_all_that_locks",
    ),
    Place(_LEFT, "src/jourstod/tui/entrance.py").wall(
        "låset gäller från den stund stationen är satt upp",
        "        first = _first(lambda told: lockable(begin(told)), practice, station_known)\n",
        "        first = _first(begin, practice, station_known)\n",
        _WALLS + "test_what_locks_reaches_the_screens",
    ),
    Place(_LEFT, "src/jourstod/safekeeping.py").wall(
        "upplåsningen frågar kontona, räknat och loggat",
        "        return reading(door.sign_in(signature, passphrase))\n    except StoreSilent:",
        "        return None\n    except StoreSilent:",
        "tests/commands/test_access_walls.py::"
        "test_a_locked_screen_asks_the_accounts_and_a_wrong_try_is_logged",
    ),
    Place(_LEFT, "src/jourstod/reading/station_reader.py").wall(
        "låset går inte att stänga av i stationens fil",
        "    if written and int(written[1]) <= LONGEST_UNLOCKED:\n",
        "    if written:\n",
        "tests/reading/test_station_reader.py::test_the_lock_is_neither_turned_off_nor_put_off",
    ),
    Place(_LEFT, "src/jourstod/tui/app.py").wall(
        "F9 döljer genast",
        '        Binding("f9", "hide", show=False, priority=True),\n',
        "",
        _PRIVACY + "test_f9_hides_every_word_at_once_and_f9_brings_it_back",
    ),
    _app.wall(
        "ett oväntat fel visar ett nummer, inga variabler",
        "        self._exit_renderables.append(Text(incidents.sentence(number, self.home)))\n",
        "        self._exit_renderables.append(Text(repr(error)))\n",
        _PRIVACY + "test_an_unexpected_error_gives_a_number_and_no_content",
    ),
    _incidents.wall(
        "filen om felet har ställen i koden, inga ord",
        "        lines.append(type(cause).__name__)\n",
        "        lines.append(repr(cause))\n",
        _PRIVACY + "test_an_unexpected_error_gives_a_number_and_no_content",
    ),
    _incidents.wall(
        "mappen för fel är bara användarens",
        "    before = os.umask(0o077)\n",
        "    before = os.umask(0)\n",
        _WALLS + "test_the_folder_of_incidents_is_for_its_owner_only_whatever_the_umask",
    ),
    Place(_TRACES, "src/jourstod/cli.py").wall(
        "ett fel i ett kommando visar ett nummer, inga variabler",
        "        print(_incident(error, arguments), file=sys.stderr)\n        return 70\n",
        "        raise\n",
        _WALLS + "test_an_unexpected_error_of_a_command_gives_a_number_and_no_content",
        raised="RuntimeError",
    ),
    _app.wall(
        "inget når terminalens urklipp",
        "        self._clipboard = text\n",
        "        super().copy_to_clipboard(text)\n",
        _WALLS + "test_what_is_copied_stays_inside_the_program",
    ),
    _app.wall(
        "ingen markering med musen",
        "    ALLOW_SELECT = False\n",
        "",
        _WALLS + "test_nothing_on_a_screen_can_be_selected_with_the_mouse",
    ),
    _app.wall(
        "ingen palett med skärmbild till fil",
        "    ENABLE_COMMAND_PALETTE = False\n",
        "",
        _PRIVACY + "test_the_list_of_everything_has_no_screenshot_and_no_english",
    ),
    _window.wall(
        "fönstret heter alltid jourstod, och får sitt namn åter",
        'TITLE = "\\x1b[22;2t\\x1b]2;jourstod\\x07"',
        'TITLE = "\\x1b]2;jourstod 2026-0001\\x07"',
        "tests/commands/test_window.py::"
        "test_the_title_is_the_same_whatever_is_shown_and_the_former_one_comes_back",
        "tests/tui/test_real_terminal.py::test_the_window_has_one_title_and_it_is_never_a_case",
    ),
    _window.wall(
        "det som går att rulla tillbaka till rensas",
        "    if not left:\n        _write(screen, SWEPT)",
        "    if left:\n        _write(screen, SWEPT)",
        "tests/commands/test_window.py::test_the_window_is_swept_unless_that_is_said_no_to",
    ),
    _shield.wall(
        "ingen kärndump",
        "        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n",
        "        pass\n",
        "tests/commands/test_shielding.py::"
        "test_whatever_opens_a_store_leaves_no_core_and_cannot_be_looked_into",
    ),
    _shield.wall(
        "inget annat program läser minnet eller miljön",
        "        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)\n",
        "        ctypes.CDLL(None)\n",
        "tests/commands/test_shielding.py::"
        "test_whatever_opens_a_store_leaves_no_core_and_cannot_be_looked_into",
    ),
    Place(_TRACES, "src/jourstod/commands/passphrases.py").wall(
        "en fil med en lösenfras som andra kan läsa nekas",
        "if stat.S_IMODE(found.st_mode) & 0o077 or found.st_uid not in (os.geteuid(), 0):",
        "if False:",
        "tests/commands/test_account_command.py::"
        "test_a_passphrase_file_that_others_can_read_is_refused",
    ),
    _entrance.wall(
        "skärmen visas inte i en webbläsare",
        "    if os.environ.get(WEB_DRIVER):\n",
        "    if False:\n",
        "tests/tui/test_hostile_text.py::test_the_program_refuses_to_be_served_to_a_browser",
    ),
    _entrance.wall(
        "en variabel som skriver av skärmen nekas",
        "    if spying and not practising:\n",
        "    if False:\n",
        "tests/tui/test_entrance.py::test_a_variable_that_copies_the_screen_is_refused_and_named",
    ),
    _entrance.wall(
        "varje sådan variabel är känd",
        '"TEXTUAL_SCREENSHOT_FILENAME", ',
        "",
        _WALLS + "test_every_variable_of_the_screen_library_that_writes_elsewhere_is_known",
    ),
)
