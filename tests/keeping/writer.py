"""A program that writes settings and places until it is killed, and says each number that it has
written. Its arguments: a folder, a key, and perhaps how many bytes a file may have."""

import resource
import sys
from itertools import count
from pathlib import Path

from mskiosk.core.bookmark import Bookmark
from mskiosk.keeping.store import Store


def main(folder: str, key: str, *limits: str) -> None:
    for limit in limits:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    store = Store(Path(folder))
    for number in count(int(store.found().settings.get(key, 0))):
        store.change([(key, number)])
        store.put_place(Bookmark("fatigue", number), is_lasting=False)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
