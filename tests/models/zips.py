"""Zips of small models that look like Vosk's, whole and otherwise."""

import hashlib
import io
import random
import zipfile
from collections.abc import Mapping

from mskiosk.models.catalogue import KnownModel

NAME = "vosk-model-small-en-us-0.15"
FILES: Mapping[str, bytes] = {
    "am/final.mdl": random.Random(1).randbytes(300_000),
    "conf/mfcc.conf": b"--sample-frequency=16000\n",
    "conf/model.conf": b"--beam=13.0\n",
    "graph/HCLr.fst": random.Random(2).randbytes(200_000),
    "graph/Gr.fst": random.Random(3).randbytes(1000),
    "graph/phones/word_boundary.int": b"1 nonword\n",
    "README": b"A model for tests\n",
}
"""What no compression makes smaller, so that a cut falls into the middle of a file."""


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def zipped(files: Mapping[str, bytes] = FILES, *, top: str = NAME) -> bytes:
    """A zip with a folder entry and the files, as the publisher makes it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(f"{top}/"), b"")
        for path, content in files.items():
            archive.writestr(_entry(f"{top}/{path}"), content)
    return stream.getvalue()


def zip_of(*entries: tuple[zipfile.ZipInfo | str, bytes]) -> bytes:
    """A zip of a small whole model with more entries, of whatever kind, at its end."""
    stream = io.BytesIO(_SMALL)
    with zipfile.ZipFile(stream, "a") as archive:
        for entry, content in entries:
            archive.writestr(
                entry if isinstance(entry, zipfile.ZipInfo) else _entry(entry), content
            )
    return stream.getvalue()


_SMALL = zipped({path: content[:40] for path, content in FILES.items()})


def known(content: bytes, address: str = "https://localhost/model.zip") -> KnownModel:
    return KnownModel(
        name=NAME,
        engine="vosk",
        language="en",
        address=address,
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        licence="Apache-2.0",
    )
