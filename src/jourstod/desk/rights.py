"""The right that each public method of the desk needs; `desk/guard.py` asks for it."""

from __future__ import annotations

from ..domain.rights import Deed

FRONT = {
    "board": Deed.SEE_LIST,
    "sum_again": Deed.SEE_LIST,
    "routine_notices": Deed.PROGRAM,
    "told_of_sharing": Deed.PROGRAM,
}
READING = {
    "board": Deed.SEE_LIST,
    "case": Deed.READ_CASE,
    "on_paper": Deed.READ_CASE,
    "whole": Deed.READ_CASE,
    "since": Deed.READ_CASE,
    "find": Deed.READ_CASE,
    "all_cases": Deed.COUNT,
    "book": Deed.PROGRAM,
    "current_book": Deed.PROGRAM,
    "findings": Deed.PROGRAM,
    "bundle": Deed.PROGRAM,
    "bundle_ids": Deed.PROGRAM,
}
WRITING = {
    "dry": Deed.READ_CASE,
    "do": Deed.WRITE_CASE,
    "decide": Deed.WRITE_CASE,
    "together": Deed.WRITE_CASE,
    "sum_again": Deed.SEE_LIST,
    "seated": Deed.PROGRAM,
    "go_on_alone": Deed.PROGRAM,
    "told_of_sharing": Deed.PROGRAM,
}
DESK = {
    "pin_current": Deed.PROGRAM,
    "preview_correction": Deed.READ_CASE,
    "preview_change": Deed.READ_CASE,
    **dict.fromkeys(
        ("open_case", "open_several", "take", "start_routine", "link", "close", "reopen",
         "answer", "could_not", "not_needed", "override", "defer", "ask_again", "correct",
         "change"),
        Deed.WRITE_CASE,
    ),
}  # fmt: skip
ACTING = {
    "accept": Deed.RECEIVE,
    "give_back": Deed.RECEIVE,
    "offer": Deed.HAND_OVER,
    "disclose": Deed.HAND_OVER,
    **dict.fromkeys(
        ("note", "tell_district", "contact", "set_callback", "try_callback", "promise",
         "keep_promise", "leave_task", "do_task", "withdraw_consent", "add_silence",
         "lift_silence", "enforce", "sign", "meet_clock", "enter_in_journal"),
        Deed.WRITE_CASE,
    ),
}  # fmt: skip
