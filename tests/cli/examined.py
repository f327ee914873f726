"""What `mskiosk doctor --json` tells."""

import json

from mskiosk.cli.exits import Exit
from tests.cli.program import Ended

DEAF = {"PULSE_SERVER": "unix:/nowhere", "XDG_RUNTIME_DIR": "/nowhere"}


def told(ended: Ended) -> dict[str, dict[str, str]]:
    assert ended.errors == ""
    checks: dict[str, dict[str, str]] = json.loads(ended.output)
    for found in checks.values():
        assert list(found) == ["state", "says"]
        assert found["state"] in ("ok", "warn", "fail", "skipped")
        assert found["says"].isprintable()
        assert found["says"][-1] in ".!"
    has_failed = any(found["state"] == "fail" for found in checks.values())
    assert ended.status == (Exit.FAULTS if has_failed else Exit.DONE)
    return checks
