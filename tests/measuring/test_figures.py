"""Figures as a table for people and by name for programs."""

import json

from mskiosk.measuring.figures import Figure, as_json, as_table, spread


def test_a_spread_is_the_median_and_the_95th_percentile_with_the_limit() -> None:
    median, p95 = spread("step", [float(value) for value in range(101)], "ms", 96.0)
    assert (median.name, median.value, median.limit) == ("step_median", 50.0, None)
    assert (p95.name, p95.value, p95.limit) == ("step_p95", 95.0, 96.0)


def test_too_few_runs_are_no_measurement_and_say_so() -> None:
    for values in ([], [1.0]):
        (figure,) = spread("word", values, "s", 1.5)
        assert (figure.value, figure.remark) == (None, f"only {len(values)} runs")


def test_programs_read_the_figures_by_name() -> None:
    figures = json.loads(as_json([Figure("a", 1.23456, "s", 2.0, "n=3"), Figure("b", None, "MB")]))
    assert figures["a"] == {"value": 1.2346, "unit": "s", "limit": 2.0, "remark": "n=3"}
    assert figures["b"]["value"] is None


def test_people_read_a_table_that_says_what_was_not_measured() -> None:
    header, first, second = as_table([Figure("a", 1.5, "s", 2.0), Figure("b", None, "MB")]).split(
        "\n"
    )
    assert header.split() == ["figure", "value", "limit"]
    assert first.split() == ["a", "1.5", "s", "2", "s"]
    assert second.split() == ["b", "not", "measured"]
