"""The walls of roles: nobody does or sees what the role may not."""

from __future__ import annotations

from .wall import Place, Wall

_ROLE = "Någon gör eller ser mer än rollen får"
_rights = Place(_ROLE, "src/jourstod/domain/rights.py")
_guard = Place(_ROLE, "src/jourstod/desk/guard.py")
_commands = Place(_ROLE, "src/jourstod/commands/command_rights.py")
_permission = Place(_ROLE, "src/jourstod/commands/permission.py")
_screens = Place(_ROLE, "src/jourstod/tui/screen_rights.py")
_ACCESS = "tests/desk/test_access.py::"
_REVIEWED = "tests/commands/test_access_command.py::"
_RECEPTION = (
    _ACCESS + "test_the_reception_reads_only_what_was_left_to_it_and_a_try_stands_in_the_log"
)

WALLS: tuple[Wall, ...] = (
    _rights.wall(
        "det som inte har en namngiven rättighet får ingen",
        "return deed is not None and deed in RIGHTS.get(role, frozenset())",
        "return deed is None or deed in RIGHTS.get(role, frozenset())",
        "tests/domain/test_rights.py::test_what_has_no_named_right_nobody_may",
        "tests/desk/test_desk_rights.py::test_a_method_without_a_named_right_is_refused",
        "tests/tui/test_screen_rights.py::test_a_screen_without_a_named_right_is_refused",
    ),
    _rights.wall(
        "en roll som inte får nekas, i varje kommando",
        "    if not may(role, deed):\n        raise NoRight(refusal(deed, role))",
        "    return",
        "tests/commands/test_command_rights.py::test_a_role_that_may_not_is_refused_by_every_command",
        "tests/tui/test_screen_rights.py::test_a_role_that_may_not_is_refused_every_screen_of_a_case",
        "tests/desk/test_desk_rights.py::test_a_role_that_may_not_is_refused_before_anything_is_read",
    ),
    _rights.wall(
        "granskare och drift ser inget ur något ärende",
        "{Deed.PROGRAM, Deed.READ_ACCESS_LOG, Deed.REVIEW_ACCESS, Deed.VERIFY}",
        "{Deed.PROGRAM, Deed.READ_ACCESS_LOG, Deed.REVIEW_ACCESS, Deed.VERIFY, Deed.READ_CASE}",
        "tests/domain/test_rights.py::test_who_reviews_and_who_runs_it_see_nothing_of_any_case",
    ),
    _rights.wall(
        "mottagningen ser bara det som är lämnat dit",
        "_RECEPTION = {Deed.PROGRAM, Deed.SEE_LIST, Deed.READ_CASE, Deed.RECEIVE}",
        "_RECEPTION = {Deed.PROGRAM, Deed.SEE_LIST, Deed.READ_CASE, Deed.RECEIVE, Deed.SEE_ALL}",
        "tests/domain/test_rights.py::"
        "test_only_the_jour_and_its_leader_see_cases_that_nobody_left_to_them",
        _RECEPTION,
    ),
    _guard.wall(
        "varje metod i skrivbordet frågar efter sin rättighet innan den gör något",
        "        self.demand(deed)\n        return method(self, *given, **named)",
        "        return method(self, *given, **named)",
        "tests/desk/test_desk_rights.py::test_a_role_that_may_not_is_refused_before_anything_is_read",
        "tests/desk/test_desk_rights.py::test_a_method_without_a_named_right_is_refused",
        raised="TypeError",
    ),
    _permission.wall(
        "kommandot frågar efter rättigheten innan något läses",
        "    demand(who.role, COMMANDS.get(words_of(arguments.command)))",
        "    return",
        "tests/commands/test_command_rights.py::"
        "test_what_a_role_may_not_ends_with_7_before_any_content_is_read",
    ),
    _commands.wall(
        "ett kommando utan namngiven rättighet nekas",
        "    if words_of(command) not in COMMANDS:\n",
        "    if False:\n",
        "tests/commands/test_command_rights.py::test_a_command_without_a_named_right_is_refused",
    ),
    _commands.wall(
        "varje kommando står i listan över rättigheter",
        '    "clocks": Deed.SEE_ALL,\n',
        "",
        "tests/commands/test_command_rights.py::"
        "test_every_command_has_a_named_right_and_every_right_a_command",
    ),
    _screens.wall(
        "varje skärm står i listan över rättigheter",
        '    "HandoverScreen": Deed.REPORT,\n',
        "",
        "tests/tui/test_screen_rights.py::test_every_screen_has_a_named_right",
    ),
    _screens.wall(
        "ingen skärm visas utan sin rättighet",
        "                demand_screen(self.front.handler.role, type(screen))\n",
        "                pass\n",
        "tests/tui/test_screen_rights.py::test_who_may_see_no_list_gets_no_first_screen",
        "tests/tui/test_screen_rights.py::test_the_refusal_is_told_on_the_screen_below",
    ),
    Place(_ROLE, "src/jourstod/bootstrap.py").wall(
        "i ett förseglat lager är det kontots roll som gäller, inte den som skrivs",
        "        who = signed.handler if signed else who\n",
        "        who = who or (signed.handler if signed else who)\n",
        _REVIEWED + "test_in_a_sealed_store_the_role_of_the_account_is_what_counts",
    ),
    Place(_ROLE, "src/jourstod/safekeeping.py").wall(
        "också den som sätter sig senare har kontots roll",
        "    return signed.handler\n\n\ndef stand_in",
        "    return handler\n\n\ndef stand_in",
        "tests/commands/test_access_walls.py::"
        "test_whoever_sits_down_in_a_sealed_store_has_the_role_of_the_account",
    ),
    Place(_ROLE, "src/jourstod/safekeeping.py").wall(
        "ingen sätter sig i ett förseglat lager utan att logga in",
        "    if handler.signature != signed.handler.signature:\n",
        "    if False:\n",
        "tests/commands/test_access_walls.py::"
        "test_nobody_sits_down_in_a_sealed_store_without_signing_in",
    ),
)
