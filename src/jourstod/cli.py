"""The command line: the only place that exits and prints errors."""

from __future__ import annotations

import sys

from . import __version__

TYPE_CHECKING = False  # as `typing` has it: a version is said without reading it in
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from .commands.adding import Command


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; gives its exit code (docs/loggformat.md has the table)."""
    if argv is None and sys.argv[1:] == ["--version"]:
        print(f"jourstod {__version__}")  # without even the names of the commands
        return 0
    from .commands.program_parser import program_parser

    arguments = program_parser().parse_args(argv)
    from .commands.command_rights import refuse_unnamed  # knows all roles: not for the help
    from .domain.errors import JourError

    run: Command = arguments.run
    try:
        refuse_unnamed(arguments.command)
        return run(arguments)
    except JourError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return refusal.exit_code
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # a bug: a number and the places in the code, never content
        print(_incident(error, arguments), file=sys.stderr)
        return 70


def _incident(error: Exception, arguments: argparse.Namespace) -> str:
    from .settings import home_folder
    from .tui.incidents import record, sentence

    home = home_folder(arguments.home)
    return sentence(record(error, home), home)


if __name__ == "__main__":
    sys.exit(main())
