"""E22, W17: `docs/access.md` has every row of what is asked for, and its tests exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = {"S": 20, "E": 23, "V": 11, "W": 17, "C": 10, "X": 13, "M": 9, "P": 6, "I": 7}
TABLE = re.compile(r"^\| ([SEVWCXMPI]\d+) \| (.+?) \| (.+) \|$", re.MULTILINE)
PROOF = re.compile(r"`([\w/]+\.py)::(test_\w+)`")


def rows() -> list[tuple[str, str, str]]:
    return TABLE.findall((ROOT / "docs/access.md").read_text(encoding="utf-8"))


@cache
def functions_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, kinds))


def test_every_row_is_here_once_with_its_proof_or_why_it_has_none() -> None:
    ids = [f"{letter}{number}" for letter, last in ROWS.items() for number in range(1, last + 1)]
    assert [row_id for row_id, _, _ in rows()] == ids
    unproved = [row_id for row_id, _, proof in rows() if not PROOF.search(proof)]
    reasons = {row_id: proof for row_id, _, proof in rows() if proof.startswith("none")}
    assert unproved == list(reasons)
    assert [row_id for row_id, proof in reasons.items() if len(proof.split()) < 2] == []


@pytest.mark.parametrize(("row_id", "proof"), [(row_id, proof) for row_id, _, proof in rows()])
def test_each_test_that_it_names_exists(row_id: str, proof: str) -> None:
    for name, function in PROOF.findall(proof):
        file = ROOT / "tests" / name
        assert file.is_file(), f"{row_id}: {name}"
        assert function in functions_in(file), f"{row_id}: {name}::{function}"
