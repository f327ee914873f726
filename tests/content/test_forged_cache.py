"""A cache file that is damaged or planted: it runs nothing and changes nothing."""

import hashlib
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.content.encoding import (
    Undecodable,
    decode_frame,
    decode_topic,
    encode_frame,
    encode_topic,
)
from mskiosk.core.notices import Notice
from tests.content.small_content import SmallContent, is_from_cache, the_file

MAGIC = b"mskiosk guide\n"


def _sealed(rest: bytes) -> bytes:
    return MAGIC + hashlib.sha256(rest).digest() + rest


def _parts(raw: bytes) -> tuple[list[Any], bytes, bytes]:
    rest = raw[len(MAGIC) + 32 :]
    index_end = 8 + int.from_bytes(rest[:8])
    index = json.loads(rest[8:index_end])
    return index, rest[index_end : index_end + index[1]], rest[index_end + index[1] :]


def _forged(
    raw: bytes, change: Callable[[list[Any], bytes, bytes], tuple[Any, bytes, bytes]]
) -> bytes:
    index, frame, topics = change(*_parts(raw))
    packed = json.dumps(index).encode()
    return _sealed(len(packed).to_bytes(8) + packed + frame + topics)


class _Bait:
    def __reduce__(self) -> tuple[Any, ...]:
        return (os.mkdir, ("taken",))


DAMAGED: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("empty", lambda raw: b""),
    ("cut", lambda raw: raw[: len(raw) // 2]),
    ("cut in the head", lambda raw: raw[:20]),
    ("one bit", lambda raw: raw[:-5] + bytes([raw[-5] ^ 1]) + raw[-4:]),
    ("longer", lambda raw: raw + b"x"),
    ("zeros", lambda raw: bytes(len(raw))),
    ("something else", lambda raw: b"#!/bin/sh\n" * 100),
    ("a pickle", lambda raw: pickle.dumps(_Bait())),
    ("a sealed pickle", lambda raw: _sealed(pickle.dumps(_Bait()))),
    ("nothing sealed", lambda raw: _sealed(b"")),
    ("a huge index", lambda raw: _sealed(b"\xff" * 8 + b"[]")),
    ("deep", lambda raw: _sealed((200_000).to_bytes(8) + b"[" * 200_000)),
    ("no list", lambda raw: _forged(raw, lambda i, f, t: ({}, f, t))),
    ("another key", lambda raw: _forged(raw, lambda i, f, t: (["x", *i[1:]], f, t))),
    ("length of text", lambda raw: _forged(raw, lambda i, f, t: ([i[0], "9", i[2]], f, t))),
    ("no topics", lambda raw: _forged(raw, lambda i, f, t: ([i[0], i[1], {}], f, t))),
    ("places of text", lambda raw: _forged(raw, lambda i, f, t: ([*i[:2], {"a": "b"}], f, t))),
    ("places outside", lambda raw: _forged(raw, lambda i, f, t: ([*i[:2], {"a": [0, 999]}], f, t))),
    ("places backwards", lambda raw: _forged(raw, lambda i, f, t: ([*i[:2], {"a": [9, 1]}], f, t))),
    ("frame of text", lambda raw: _forged(raw, lambda i, f, t: (i, b" " * len(f), t))),
]  # fmt: skip


@pytest.mark.parametrize("damage", [d[1] for d in DAMAGED], ids=[d[0] for d in DAMAGED])
def test_a_damaged_cache_is_built_again(
    content: SmallContent, cache: Path, damage: Callable[[bytes], bytes]
) -> None:
    fresh = content.load(cache=cache)
    path = the_file(cache)
    path.write_bytes(damage(path.read_bytes()))
    guide = content.load(cache=cache)
    assert not is_from_cache(guide)
    assert guide == fresh
    assert is_from_cache(content.load(cache=cache))
    assert not Path("taken").exists()


def test_a_forged_topic_is_read_from_the_content_instead(
    content: SmallContent, cache: Path
) -> None:
    fresh = content.load(cache=cache)
    path = the_file(cache)
    forged = path.read_bytes().replace(b'"topic-2"', b'"topic-9"')
    assert forged != path.read_bytes()
    path.write_bytes(_forged(forged, lambda i, f, t: ([*i[:2], _places(i, t)], f, t)))
    guide = content.load(cache=cache)
    assert is_from_cache(guide)
    assert guide.topics["topic-1"] == fresh.topics["topic-1"]
    assert guide == fresh


def _places(index: list[Any], topics: bytes) -> dict[str, list[int]]:
    """Places that fit, in whatever way the names in the index were changed."""
    assert topics
    return {f"topic-{number}": place for number, place in enumerate(index[2].values())}


FRAME_CHANGES: list[Callable[[list[Any]], object]] = [
    lambda f: f[0].__setitem__(1, "nowhere"),
    lambda f: f[0].__setitem__(2, 5),
    lambda f: f[0].__setitem__(4, "{day:>999999999} {month} {year}"),
    lambda f: f[0].__setitem__(4, "{day}"),
    lambda f: f[1].pop(Notice.WELCOME),
    lambda f: f[1].update(extra="x"),
    lambda f: f[1].update(choice="{label:>999999999} {number}"),
    lambda f: f[1].update(choice="{label.shown} {number}"),
    lambda f: f[1].update(choice="only {label}"),
    lambda f: f[1].update(welcome=["shown"]),
    lambda f: f[1].update(welcome=["shown", None]),
    lambda f: f[2].pop("staff"),
    lambda f: f[2].update(staff=["staff", "x"]),
    lambda f: f[2].update(staff=[[1], "x"]),
    lambda f: f[3].pop(),
    lambda f: f[4].append("{number:>999999999}"),
    lambda f: f.pop(),
    lambda f: f.__setitem__(1, []),
    lambda f: f.__setitem__(3, {}),
    lambda f: f.__setitem__(5, {}),
    lambda f: f.__setitem__(6, [1]),
    lambda f: f.__setitem__(8, []),
    lambda f: f[8].update(nerve=["nerve", [], "no-such-page"]),
    lambda f: f[8].update(nerve=["nerve", []]),
    lambda f: f.__setitem__(9, None),
    lambda f: f[9].update(word=1),
    lambda f: f.__setitem__(10, []),
    lambda f: f[10].update(word=None),
]


@pytest.mark.parametrize("change", FRAME_CHANGES)
def test_a_forged_frame_is_refused(
    content: SmallContent, change: Callable[[list[Any]], object]
) -> None:
    guide = content.load()
    value = json.loads(encode_frame(guide))
    assert decode_frame(json.dumps(value).encode(), guide.topics).notices == guide.notices
    change(value)
    with pytest.raises(Undecodable):
        decode_frame(json.dumps(value).encode(), guide.topics)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=12,
)


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(where=st.lists(st.integers(0, 9), min_size=1, max_size=5), what=JSON)
def test_a_topic_of_anything_is_a_topic_or_refused(
    content: SmallContent, where: list[int], what: Any
) -> None:
    guide = content.load()
    value = json.loads(encode_topic(guide.topics["topic-1"]))
    place = value
    for step in where[:-1]:
        inner = place[step % len(place)]
        if not isinstance(inner, list) or not inner:
            break
        place = inner
    place[where[-1] % len(place)] = what
    try:
        topic = decode_topic(json.dumps(value).encode(), "topic-1", guide.topics)
    except Undecodable:
        return
    assert decode_topic(encode_topic(topic), "topic-1", guide.topics) == topic
