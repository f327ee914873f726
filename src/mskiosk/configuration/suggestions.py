"""Did you mean ...?"""

import difflib
from collections.abc import Iterable


def suggested(written: str, names: Iterable[str]) -> str:
    """`; did you mean "NAME"?`, or nothing when no name is near."""
    known = sorted(names)
    near = difflib.get_close_matches(written.lower(), known, n=1, cutoff=0.6)
    begun = [name for name in known if len(written) > 2 and name.startswith(written.lower())]
    found = [*near, *begun]
    return f'; did you mean "{found[0]}"?' if found else ""


def listed(names: Iterable[str]) -> str:
    """`a, b or c`"""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last
