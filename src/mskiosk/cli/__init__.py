"""The composition root: the only place that knows every room."""

from mskiosk.cli.command_line import main

__all__ = ["main"]
