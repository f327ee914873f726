"""Figures, as a table for people and by name for programs."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured quantity. `value` is in `unit`; None: it could not be measured, and `remark`
    says why. `limit` is the budget, where there is one."""

    name: str
    value: float | None
    unit: str
    limit: float | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """The same quantity measured many times; the limit is for the 95th percentile."""

    name: str
    values: tuple[float, ...]
    unit: str
    limit: float | None = None
    remark: str = ""

    @property
    def median(self) -> float | None:
        return median(self.values) if len(self.values) > 1 else None

    @property
    def p95(self) -> float | None:
        """None for fewer than two values."""
        if len(self.values) < 2:
            return None
        return quantiles(self.values, n=20, method="inclusive")[-1]


def spread(name: str, values: list[float], unit: str, limit: float | None = None) -> list[Figure]:
    """Median and 95th percentile of `values`; the limit is for the latter."""
    return _in_two(Spread(name, tuple(values), unit, limit))


def as_json(figures: Sequence[Figure | Spread]) -> str:
    return json.dumps({figure.name: _by_name(figure) for figure in figures}, indent=2)


def as_table(figures: Sequence[Figure | Spread]) -> str:
    rows = [("figure", "value", "limit", "")]
    for figure in figures:
        for each in [figure] if isinstance(figure, Figure) else _in_two(figure):
            value = "not measured" if each.value is None else f"{each.value:.4g} {each.unit}"
            limit = "" if each.limit is None else f"{each.limit:g} {each.unit}"
            rows.append((each.name, value, limit, each.remark))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _in_two(spread: Spread) -> list[Figure]:
    name, unit, count = spread.name, spread.unit, len(spread.values)
    if spread.median is None:
        remark = ", ".join(filter(None, (f"only {count} runs", spread.remark)))
        return [Figure(f"{name}_median", None, unit, remark=remark)]
    remark = ", ".join(filter(None, (f"n={count}", spread.remark)))
    return [
        Figure(f"{name}_median", spread.median, unit, remark=f"n={count}"),
        Figure(f"{name}_p95", spread.p95, unit, spread.limit, remark),
    ]


def _by_name(figure: Figure | Spread) -> dict[str, float | str | None]:
    told = {"unit": figure.unit, "limit": figure.limit, "remark": figure.remark}
    if isinstance(figure, Figure):
        return {"value": _rounded(figure.value)} | told
    middle, high = _rounded(figure.median), _rounded(figure.p95)
    worst = _rounded(max(figure.values, default=None))
    return {"n": len(figure.values), "median": middle, "p95": high, "worst": worst} | told


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
