"""Why a model could not be listed, fetched, installed, verified or removed."""

import errno
from enum import StrEnum

_MOST_CHARACTERS = 1000


class Trouble(StrEnum):
    """The kinds of trouble, each in the words in which the kiosk says it."""

    NETWORK = "The internet connection did not work."
    WRONG_FILE = "The file that came is not the right one."
    NO_ROOM = "There is no room left on this machine."
    NOT_ALLOWED = "This machine does not let me save it."
    BUSY = "It is being installed already."
    STOPPED = "It was stopped."
    OTHER = "Something went wrong on this machine."


class ModelError(Exception):
    """As text a sentence for a technician, with names and figures, on one line that is fit for a
    terminal whatever a server or a zip has put into it; `spoken` is a sentence for anybody."""

    def __init__(self, trouble: Trouble, sentence: str) -> None:
        words = "".join(c if c.isprintable() else " " for c in sentence[:_MOST_CHARACTERS])
        super().__init__(words)
        self.trouble = trouble

    @property
    def spoken(self) -> str:
        return self.trouble.value


def disk_error(error: OSError, what: str) -> ModelError:
    """`what` is the beginning of the sentence, such as "PATH cannot be written"."""
    reason = (error.strerror or str(error) or "no reason given").lower()
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return ModelError(Trouble.NO_ROOM, f"{what}: the disk is full ({reason}).")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        hint = "Run this as a user who may, or choose another folder with --models."
        return ModelError(Trouble.NOT_ALLOWED, f"{what}: {reason}. {hint}")
    return ModelError(Trouble.OTHER, f"{what}: {reason}.")
