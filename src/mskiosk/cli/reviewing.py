"""`mskiosk check` for other readers: figures, a report for the clinician, schemas for editors."""

import argparse
import sys

from mskiosk.cli.exits import Exit
from mskiosk.content.describing import schema_text


def run_review(arguments: argparse.Namespace) -> int:
    if arguments.since and not arguments.report:
        print("mskiosk check: --since goes with --report", file=sys.stderr)
        return Exit.USAGE
    print(schema_text(arguments.schema), end="")
    return Exit.DONE
