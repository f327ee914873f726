"""What was measured of listening, by condition: by name for programs, as a table for people."""

import json
from dataclasses import asdict

from mskiosk.measuring.figures import Figure, Spread, as_table
from mskiosk.measuring.listening import Counts, Measured, percent, wilson

_ROW = "{:<13}{:<6}{:>26}{:>18}{:>18}{:>18}{:>7}"
_HEAD = ("condition", "", "accepted right", "confirmed right", "wrong", "acted of other", "said")


def listening_json(measured: Measured, engine: str) -> str:
    told: dict[str, object] = {
        side: {condition: counts.by_name() for condition, counts in of.items()}
        for side, of in (("ours", measured.ours), ("bare", measured.bare))
    }
    cost = {each.name: each for each in _cost(measured)}
    told["engine"] = engine
    told["cost"] = {
        name: {"median": each.median, "p95": each.p95, "n": len(each.values), "unit": each.unit}
        if isinstance(each, Spread)
        else {key: value for key, value in asdict(each).items() if key in ("value", "unit")}
        for name, each in cost.items()
    }
    return json.dumps(told, indent=2)


def listening_table(measured: Measured, engine: str) -> str:
    rows = [f"{engine}; counts with 95 % intervals", _ROW.format(*_HEAD)]
    for condition in measured.ours:
        rows.append(_row(condition, "ours", measured.ours[condition]))
        rows.append(_row("", "bare", measured.bare[condition]))
    return "\n".join(line.rstrip() for line in (*rows, "", as_table(_cost(measured))))


def _row(condition: str, side: str, counts: Counts) -> str:
    low, high = wilson(counts.accepted_right, counts.in_n)
    interval = f" [{low:.0f}-{high:.0f} %]" if counts.in_n else ""
    said = counts.utterances / counts.completed if counts.completed else None
    return _ROW.format(
        condition,
        side,
        _share(counts.accepted_right, counts.in_n) + interval,
        _share(counts.confirmed_right, counts.in_n),
        _share(counts.wrong, counts.in_n),
        _share(counts.acted_of_out, counts.out_n),
        f"{said:.2f}" if said else "-",
    )


def _share(count: int, of: int) -> str:
    return f"{count}/{of} {percent(count, of)} %" if of else "-"


def _cost(measured: Measured) -> list[Figure | Spread]:
    factor = measured.seconds / measured.heard_seconds if measured.heard_seconds else None
    remark = "all of the bench, for each second that was heard"
    return [
        Spread("read_ms", tuple(measured.read_milliseconds), "ms", None, "one reading"),
        Figure("real_time_factor", factor, "", remark=remark),
    ]
