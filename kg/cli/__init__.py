"""The command line: every command parses, calls and prints; what it does is done elsewhere.

Nothing heavy is imported before a command needs it, so that ``kg --help`` answers at once.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run ``kg``. Errors that are raised on purpose are one line on standard error and exit code 1."""
    from kg.cli.app import app
    from kg.cli.console import print_error
    from kg.errors import KGError

    try:
        app()
    except KGError as error:
        print_error(str(error))
        raise SystemExit(1) from None
    except BrokenPipeError:  # the reader of our output has seen enough; Python must not complain when it closes it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
