"""A validated guide kept on the disk, so that the next start need not read the YAML again.

One file for each content folder, language and region:

    magic, SHA-256 of the rest, length of the index, index, frame, topics

The index is JSON: the key of what the guide was made from, the length of the frame, and for each
topic id where it begins and ends. A topic is decoded when it is first asked for. The file holds
JSON only, so a planted one can say something false but run nothing; and only a file and a folder
that are the user's own and closed to others are looked at.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from mskiosk import __version__
from mskiosk.content.encoding import (
    Undecodable,
    decode_frame,
    decode_topic,
    encode_frame,
    encode_topic,
)
from mskiosk.content.folder import Listing
from mskiosk.content.private import read_private, write_private
from mskiosk.core.guide import Guide, Topic
from mskiosk.core.intents import Command
from mskiosk.core.notices import FIELDS, Notice

FORMAT = 4
_MAGIC = b"mskiosk guide\n"
_HASH_BYTES = 32
_LENGTH_BYTES = 8
_HEAD = len(_MAGIC) + _HASH_BYTES
LARGEST_BYTES = 1 << 29
UNSETTLED_NS = 2_000_000_000
"""A file may be changed again without a new time of change for as long as this: FAT counts in
steps of 2 s."""
_MOST_KEPT = 512
"""Decoded topics kept at a time."""


class GuideCache:
    """The cache of one content folder, language and region. No method raises for the disk."""

    def __init__(
        self, folder: Path, listing: Listing, *, language: str, region: str, seal: str = ""
    ) -> None:
        self._folder = folder / "guides"
        place = f"{listing.folder.absolute()}\n{language}\n{region}"
        self._name = hashlib.sha256(os.fsencode(place)).hexdigest()[:32] + ".guide"
        self._key = _key(listing, language, region, seal)
        now = time.time_ns()
        self._is_settled = not any(
            0 <= now - stamp.modified_ns < UNSETTLED_NS for stamp in listing.stamps
        )

    def load(self, *, rebuild: Callable[[], Guide]) -> Guide | None:
        """The cached guide if it is whole and made from these very files.

        `rebuild` is called if one of its topics turns out to be unusable later.
        """
        raw = read_private(self._folder, self._name, LARGEST_BYTES)
        if raw is None:
            return None
        try:
            return _opened(raw, self._key, rebuild)
        except Undecodable:
            return None

    def save(self, guide: Guide) -> None:
        """Keeps `guide` for the next start, unless its files have only just been changed."""
        if self._is_settled:
            write_private(self._folder, self._name, _closed(guide, self._key))


class CachedTopics(Mapping[str, Topic]):
    """Topics that are decoded when they are asked for."""

    def __init__(
        self,
        raw: memoryview,
        places: dict[str, tuple[int, int]],
        rebuild: Callable[[], Guide],
    ) -> None:
        self._raw = raw
        self._places = places
        self._rebuild = rebuild
        self._rebuilt: Mapping[str, Topic] | None = None
        self._kept: dict[str, Topic] = {}

    def __getitem__(self, name: str) -> Topic:
        if name in self._kept:
            return self._kept[name]
        if self._rebuilt is not None:
            return self._rebuilt[name]
        begin, end = self._places[name]
        try:
            topic = decode_topic(bytes(self._raw[begin:end]), name, self._places)
        except Undecodable:
            self._rebuilt = self._rebuild().topics
            self._kept.clear()
            return self._rebuilt[name]
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[name] = topic
        return topic

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _key(listing: Listing, language: str, region: str, seal: str) -> str:
    """Changes with the content, the kiosk, and the code of this room."""
    names = [
        [FORMAT, __version__, language, region, seal],
        [notice.value for notice in Notice],
        [command.value for command in Command],
        sorted([notice.value, *sorted(fields)] for notice, fields in FIELDS.items()),
    ]
    digest = hashlib.sha256(repr(names).encode())
    for entry in sorted(os.scandir(Path(__file__).parent), key=lambda found: found.name):
        if entry.name.endswith(".py"):
            digest.update(f"{entry.name} {entry.stat().st_mtime_ns}\n".encode())
    for stamp in listing.stamps:
        line = f"{stamp.path}\0{stamp.size} {stamp.modified_ns} {stamp.changed_ns}\n"
        digest.update(os.fsencode(line))
    return digest.hexdigest()


def _closed(guide: Guide, key: str) -> bytes:
    frame = encode_frame(guide)
    places: dict[str, tuple[int, int]] = {}
    bodies: list[bytes] = []
    at = 0
    for name, topic in guide.topics.items():
        body = encode_topic(topic)
        places[name] = (at, at + len(body))
        at += len(body)
        bodies.append(body)
    index = json.dumps([key, len(frame), places]).encode()
    rest = b"".join((len(index).to_bytes(_LENGTH_BYTES), index, frame, *bodies))
    return b"".join((_MAGIC, hashlib.sha256(rest).digest(), rest))


def _opened(raw: bytes, key: str, rebuild: Callable[[], Guide]) -> Guide:
    view = memoryview(raw)
    rest = view[_HEAD:]
    digest = hashlib.sha256(rest).digest()
    if raw[: len(_MAGIC)] != _MAGIC or bytes(view[len(_MAGIC) : _HEAD]) != digest:
        raise Undecodable
    index_end = _LENGTH_BYTES + int.from_bytes(rest[:_LENGTH_BYTES])
    try:
        found_key, frame_length, places = json.loads(bytes(rest[_LENGTH_BYTES:index_end]))
    except (ValueError, TypeError, RecursionError) as error:
        raise Undecodable from error
    if found_key != key or type(frame_length) is not int or type(places) is not dict:
        raise Undecodable
    topics_begin = index_end + frame_length
    bodies = rest[topics_begin:]
    for place in places.values():
        if type(place) is not list or list(map(type, place)) != [int, int]:
            raise Undecodable
        if not 0 <= place[0] <= place[1] <= len(bodies):
            raise Undecodable
    frame = decode_frame(bytes(rest[index_end:topics_begin]), places)
    return replace(frame, topics=CachedTopics(bodies, places, rebuild))
