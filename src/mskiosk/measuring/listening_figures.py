"""What was measured of listening, by condition: by name for programs, as a table for people."""

import json
from dataclasses import asdict

from mskiosk.measuring.counts import Counts, hourly, percent, wilson
from mskiosk.measuring.figures import Figure, Spread, as_table
from mskiosk.measuring.measured import Measured
from mskiosk.measuring.overhearing import Overheard
from mskiosk.measuring.rejection import curve

_ROW = "{:<13}{:<6}" + 4 * "{:>25}" + "{:>7}"
_HEAD = ("condition", "", "accepted right", "confirmed right", "wrong", "acted of other", "said")
_CURVE_ROW = "{:>9}" + 3 * "{:>25}"
_CURVE_HEAD = ("threshold", "accepted right", "wrong", "acted of other")
_SOAK_ROW = "{:<10}{:>9}{:>15}{:>22}{:>12}{:>22}"
_SOAK_HEAD = ("sound", "minutes", "false actions", "an hour", "questions", "an hour")
_REMARKS = """\
accepted right, confirmed right: of the first utterance of a command; wrong: after all of them;
acted of other: speech and noise that are no command; said: utterances for each command that was
completed, answers to questions among them.
synthesised, slowed, slurred, paused: simulated. The voices articulate well, and slowing, blurring
and pauses do not make dysarthria of it: these rows find faults, and prove nothing about people
with MS. Noise that is mixed in is no waiting room: nobody in it speaks up or turns to the kiosk."""


def listening_json(measured: Measured, engine: str) -> str:
    told: dict[str, object] = {
        side: {condition: counts.by_name() for condition, counts in of.items()}
        for side, of in (("ours", measured.ours), ("bare", measured.bare))
    }
    told["engine"] = engine
    told["cost"] = {each.name: _by_name(each) for each in _cost(measured)}
    told["accept_confidence"] = measured.accept_confidence
    told["curve"] = [asdict(point) for point in curve(measured.readings)]
    if measured.soak:
        told["soak"] = measured.soak.by_name()
    return json.dumps(told, indent=2)


def _by_name(figure: Figure | Spread) -> dict[str, object]:
    if isinstance(figure, Figure):
        return {"value": figure.value, "unit": figure.unit}
    count = len(figure.values)
    return {"median": figure.median, "p95": figure.p95, "n": count, "unit": figure.unit}


def listening_table(measured: Measured, engine: str) -> str:
    rows = [f"{engine}; counts with 95 % intervals", _ROW.format(*_HEAD)]
    for condition in measured.ours:
        rows.append(_row(condition, "ours", measured.ours[condition]))
        rows.append(_row("", "bare", measured.bare[condition]))
    rows += ["", _REMARKS, "", *_curve_rows(measured)]
    if measured.soak:
        rows += ["", *_soak_rows(measured.soak)]
    return "\n".join(line.rstrip() for line in (*rows, "", as_table(_cost(measured))))


def _row(condition: str, side: str, counts: Counts) -> str:
    said = counts.utterances / counts.completed if counts.completed else None
    return _ROW.format(
        condition,
        side,
        _share(counts.accepted_right, counts.in_n),
        _share(counts.confirmed_right, counts.in_n),
        _share(counts.wrong, counts.in_n),
        _share(counts.acted_of_out, counts.out_n),
        f"{said:.2f}" if said else "-",
    )


def _share(count: int, of: int) -> str:
    low, high = wilson(count, of)
    return f"{count}/{of} {percent(count, of)} % [{low:.0f}-{high:.0f}]" if of else "-"


def _curve_rows(measured: Measured) -> list[str]:
    """Thresholds that accept the same as the one before are left out."""
    shipped = f"the kiosk: {measured.accept_confidence:g}"
    rows = [f"acting on a confidence from a threshold on ({shipped}), clean, without questions:"]
    rows.append(_CURVE_ROW.format(*_CURVE_HEAD))
    before: tuple[int, int, int] | None = None
    for point in curve(measured.readings):
        if before == (point.right, point.wrong, point.other):
            continue
        before = point.right, point.wrong, point.other
        right, wrong = (_share(n, point.in_n) for n in (point.right, point.wrong))
        other = _share(point.other, point.out_n)
        rows.append(_CURVE_ROW.format(f"{point.threshold:.2f}", right, wrong, other))
    return rows


def _soak_rows(soak: Overheard) -> list[str]:
    rows = ["soak: room noise and talk that is not for the kiosk", _SOAK_ROW.format(*_SOAK_HEAD)]
    for name, tally in (*soak.by_kind.items(), ("all", soak.total)):
        rows.append(
            _SOAK_ROW.format(
                name,
                f"{tally.seconds / 60:.0f}",
                *(tally.false_actions, _an_hour(tally.false_actions, tally.seconds)),
                *(tally.questions, _an_hour(tally.questions, tally.seconds)),
            )
        )
    return rows


def _an_hour(count: int, seconds: float) -> str:
    low, high = hourly(count, seconds)
    return f"{count * 3600 / seconds:.2f} [{low:.2f}-{high:.2f}]" if seconds else "-"


def _cost(measured: Measured) -> list[Figure | Spread]:
    factor = measured.seconds / measured.heard_seconds if measured.heard_seconds else None
    remark = "all of the bench, for each second that was heard"
    wait_remark = "from the end of a command, clean; the reading falls into it"
    readings = len(measured.read_milliseconds)
    cpu = 1000 * measured.read_cpu_seconds / readings if readings else None
    figures: list[Figure | Spread] = [
        Spread("wait_s", tuple(measured.wait_seconds), "s", None, wait_remark),
        Spread("read_ms", tuple(measured.read_milliseconds), "ms", None, "one reading"),
        Figure("read_cpu", cpu, "ms", remark="of one core, for one reading"),
        Figure("real_time_factor", factor, "", remark=remark),
        Figure(
            "memory_listening",
            measured.listening_megabytes,
            "MB",
            remark="resident: the engine, the ear and the guide, before the recordings",
        ),
        Figure("memory_peak", measured.peak_megabytes, "MB", remark="the most that the bench took"),
    ]
    if soak := measured.soak:
        figures += [
            Figure("memory_soak_start", soak.start_megabytes, "MB", remark="after a minute"),
            Figure("memory_soak_hour", soak.hour_megabytes, "MB", remark="after an hour of sound"),
            Figure("memory_soak_end", soak.end_megabytes, "MB"),
        ]
    return figures
