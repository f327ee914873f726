"""Figures, as a table for people and by name for programs."""

import json
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


def spread(name: str, values: list[float], unit: str, limit: float | None = None) -> list[Figure]:
    """Median and 95th percentile of `values`; the limit is for the latter."""
    if len(values) < 2:
        return [Figure(f"{name}_median", None, unit, remark=f"only {len(values)} runs")]
    remark = f"n={len(values)}"
    p95 = quantiles(values, n=20, method="inclusive")[-1]
    return [
        Figure(f"{name}_median", median(values), unit, remark=remark),
        Figure(f"{name}_p95", p95, unit, limit, remark),
    ]


def as_json(figures: list[Figure]) -> str:
    return json.dumps(
        {
            figure.name: {
                "value": None if figure.value is None else round(figure.value, 4),
                "unit": figure.unit,
                "limit": figure.limit,
                "remark": figure.remark,
            }
            for figure in figures
        },
        indent=2,
    )


def as_table(figures: list[Figure]) -> str:
    rows = [("figure", "value", "limit", "")]
    for figure in figures:
        value = "not measured" if figure.value is None else f"{figure.value:.4g} {figure.unit}"
        limit = "" if figure.limit is None else f"{figure.limit:g} {figure.unit}"
        rows.append((figure.name, value, limit, figure.remark))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
