"""What the exit status of `mskiosk` means."""

from enum import IntEnum


class Exit(IntEnum):
    DONE = 0
    FAULTS = 1
    """Content or configuration has faults; they have been printed."""
    USAGE = 2
    """The command line means nothing (also what `argparse` uses)."""
    NO_TERMINAL = 3
    """There is no screen to draw on; `--plain` needs none."""
    MODEL = 4
    """A recogniser could not be installed, verified or removed."""
    UNREADABLE = 5
    """A file that was named cannot be read, or what is to be told cannot be written."""
    NO_SOUND = 6
    """There is no voice, or nothing that it could be heard by."""
    VISIT_OVER = 10
    """At a clinic: the visit has ended, and nobody is there."""
    NEW_PERSON = 11
    """At a clinic: the visit has ended, and the next person is there."""
    BROKEN = 70
    """A fault in the program itself; the log folder has the details."""
    INTERRUPTED = 130
    """Ctrl+C."""
    NOBODY_READS = 141
    """Whoever read the output has gone."""
    TERMINATED = 143
    """SIGTERM; a closed terminal is 129, as a shell counts SIGHUP."""
