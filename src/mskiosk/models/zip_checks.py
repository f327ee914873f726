"""What a zip may contain to be unpacked: a model in one folder, and nothing that is a trick."""

import re
import stat
import struct
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from mskiosk.models.manifest import MANIFEST_NAME
from mskiosk.models.model_error import ModelError, Trouble

MOST_FILES = 2_000
MOST_BYTES = 2 * 1024**3
"""Of all files together, unpacked."""
_MOST_DIRECTORY_BYTES = 1024 * 1024
_MOST_PATH = 300

_SAFE_PART = re.compile(r"[A-Za-z0-9_+=@,()~-][A-Za-z0-9_+=@,()~. -]*")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_GRAPH = frozenset({"HCLr.fst", "Gr.fst"})
"""The graph in two halves; only with it can a grammar be given to the recogniser."""
_FIXED_GRAPH = "HCLG.fst"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_BYTES = 22
_MOST_COMMENT = 65_535


@dataclass(frozen=True, slots=True)
class Contents:
    """The folder that everything is in, and the files by their path inside it."""

    top: str
    files: dict[str, zipfile.ZipInfo]

    @property
    def bytes(self) -> int:
        return sum(entry.file_size for entry in self.files.values())


def check_directory(stream: BinaryIO) -> None:
    """Refuses a table of contents so long that reading it would fill the memory."""
    stream.seek(0, 2)
    size = stream.tell()
    stream.seek(max(0, size - _MOST_COMMENT - _END_BYTES - 1024))
    tail = stream.read()
    lengths = [
        *_lengths(tail, _END, struct.Struct("<12xI")),
        *_lengths(tail, _END_64, struct.Struct("<40xQ")),
    ]
    if any(length > _MOST_DIRECTORY_BYTES for length in lengths if length != 0xFFFFFFFF):
        raise refused("has too long a table of contents")


def _lengths(tail: bytes, mark: bytes, form: struct.Struct) -> Iterable[int]:
    at = tail.find(mark)
    while at >= 0:
        if at + form.size <= len(tail):
            yield form.unpack_from(tail, at)[0]
        at = tail.find(mark, at + 1)


def checked(entries: Iterable[zipfile.ZipInfo]) -> Contents:
    """Raises `ModelError` for a zip that must not be unpacked."""
    tops: set[str] = set()
    files: dict[str, zipfile.ZipInfo] = {}
    seen: dict[str, bool] = {}
    total = 0
    for count, entry in enumerate(entries, start=1):
        if count > MOST_FILES:
            raise refused(f"has more than {MOST_FILES} files")
        parts = _parts(entry)
        total += entry.file_size
        if total > MOST_BYTES:
            raise refused(f"would unpack to more than {MOST_BYTES // 1024**3} GB")
        _note(seen, parts, is_folder=_is_folder(entry))
        tops.add(parts[0])
        if not _is_folder(entry):
            files["/".join(parts[1:])] = entry
    files.pop(MANIFEST_NAME, None)
    if len(tops) != 1 or "" in files:
        raise refused("does not hold one folder with a model in it")
    _check_layout(files.keys())
    return Contents(tops.pop(), files)


def refused(why: str) -> ModelError:
    return ModelError(Trouble.WRONG_FILE, f"The zip {why}. It was not installed.")


def _parts(entry: zipfile.ZipInfo) -> list[str]:
    name = entry.orig_filename
    shown = f"{name[:80]!a}"
    parts = name.removesuffix("/").split("/")
    if name.startswith("/") or "\\" in name or ":" in name or ".." in parts:
        raise refused(f"holds a path that leads out of its folder, {shown}")
    if len(name) > _MOST_PATH or not all(_SAFE_PART.fullmatch(part) for part in parts):
        raise refused(f"holds a name that is not plain, {shown}")
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind not in (0, stat.S_IFDIR if _is_folder(entry) else stat.S_IFREG):
        raise refused(f"holds a link or a device, {shown}")
    if entry.flag_bits & 0x1:
        raise refused("is locked with a password")
    if entry.compress_type not in _METHODS:
        raise refused("is packed in an unusual way")
    return parts


def _is_folder(entry: zipfile.ZipInfo) -> bool:
    return entry.orig_filename.endswith("/")


def _note(seen: dict[str, bool], parts: list[str], *, is_folder: bool) -> None:
    """Keeps every path and each folder above it, in small letters: is it a folder?"""
    folded = [part.casefold() for part in parts]
    for depth in range(1, len(parts)):
        if not seen.setdefault("/".join(folded[:depth]), True):
            raise refused(f'uses "{"/".join(parts[:depth])}" as a file and as a folder')
    path = "/".join(folded)
    if path in seen and not (is_folder and seen[path]):
        raise refused(f'holds "{"/".join(parts)}" twice')
    seen[path] = is_folder


def _check_layout(paths: Iterable[str]) -> None:
    there = set(paths)
    if {"am/final.mdl", "conf/mfcc.conf", "conf/model.conf"} <= there:
        graph = "graph/"
    elif {"final.mdl", "mfcc.conf"} <= there:
        graph = ""
    else:
        raise refused("does not look like a Vosk model (am/, conf/ and graph/ in one folder)")
    if not {graph + name for name in _GRAPH} <= there:
        if graph + _FIXED_GRAPH in there:
            raise refused(
                "holds a model with a fixed graph, which takes no grammar; "
                "take a small model or one with lgraph in its name"
            )
        raise refused("holds a model without its graph (HCLr.fst and Gr.fst)")
