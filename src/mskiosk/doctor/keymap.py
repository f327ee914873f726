"""Whether the keys of the configuration let a person do everything, and whether they come."""

from collections.abc import Callable
from dataclasses import dataclass, field

from mskiosk.core.intents import Choose, Command, Intent
from mskiosk.core.keymap import Keymap
from mskiosk.core.policy import Switches
from mskiosk.doctor.finding import Finding, fail, ok, warn

MOST_TRIES = 2
SKIPPING_KEY = "escape"
_WANTED = (
    (Command.GO_BACK,),
    (Command.HELP,),
    (Command.STAFF, Command.GET_HELP_NOW),
    (Command.LOUDER,),
    (Command.QUIETER,),
    (Command.REPEAT, Command.READ_AGAIN, Command.PREVIOUS, Command.WHERE_AM_I),
    (Command.PAUSE_OR_CONTINUE, Command.PAUSE),
)
"""One of each should have a key of its own, where there are keys enough."""


def judged_keymap(keymap: Keymap, name: str, switches: Switches) -> Finding:
    """Faults of its file are found before that, as faults of the configuration."""
    meant = set(keymap.keys.values())
    own = f'{len(keymap.keys)} keys of "{keymap.name or name}"'
    can_step = Command.THIS_ONE in meant and bool(
        meant & {Command.NEXT_CHOICE, Command.PREVIOUS_CHOICE}
    )
    if Command.SWITCH not in meant and not can_step and Choose(0) not in meant:
        return fail(
            f"With the {own} nothing can be chosen: give keys to `next choice` and `this one`, or "
            "to the digits (`mskiosk config explain keys.keymap`)."
        )
    if switches is not Switches.NONE:
        return ok(f"{own}; what has none comes as a choice on each page (switches: {switches}).")
    missing = [ways[0] for ways in _WANTED if not meant & set(ways)]
    if missing:
        return warn(
            f"{own}, and none for: {', '.join(missing)}. People reach these by voice, or by pages "
            "alone: give them keys (keys: additions), or set keys: switches."
        )
    return ok(
        f"{own}: everything can be reached. Whether each key sends what it should was not tried: "
        "`mskiosk doctor keymap --interactive`."
    )


@dataclass(slots=True, kw_only=True)
class Trial:
    """Asks for each key of a keymap in turn."""

    tell: Callable[[str], None]
    next_key: Callable[[], str | None]
    """The name of the key that comes next; None when none came in time."""
    came: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    missed: list[tuple[str, str | None]] = field(default_factory=list)
    """Keys that did not come, and what came instead."""

    def ask_for_all(self, keymap: Keymap) -> None:
        total = len(keymap.keys)
        for place, (key, intent) in enumerate(keymap.keys.items(), start=1):
            self.tell(f"{place} of {total}: press {key} ({_meaning(intent)})")
            self._ask_for(key, {each for each in keymap.keys if keymap.keys[each] == intent})

    def _ask_for(self, key: str, same: set[str]) -> None:
        """`same`: keys that mean the same; with NumLock a key of a pad sends another of them."""
        instead: list[str] = []
        while len(instead) < MOST_TRIES:
            pressed = self.next_key()
            if pressed in same:
                self.came.append(key)
                return
            if pressed is None:
                break
            instead.append(pressed)
            if len(instead) < MOST_TRIES:
                self.tell(f"   that was {pressed}; once more (Escape again leaves it out)")
        if instead == [SKIPPING_KEY] * MOST_TRIES:
            self.skipped.append(key)
            self.tell("   left out")
            return
        self.missed.append((key, instead[-1] if instead else None))
        self.tell("   did not come")

    def finding(self) -> Finding:
        if self.missed:
            told = ", ".join(
                f"{key} ({f'{instead} came instead' if instead else 'nothing came'})"
                for key, instead in self.missed
            )
            return fail(
                f"{len(self.missed)} of {self._asked} keys did not come: {told}. Program the pad "
                "anew, or say at `keys: additions` what its own codes mean."
            )
        if self.skipped:
            return warn(f"{len(self.came)} keys came; left out: {', '.join(self.skipped)}.")
        return ok(f"All {len(self.came)} keys came, each as it should.")

    @property
    def _asked(self) -> int:
        return len(self.came) + len(self.skipped) + len(self.missed)


def _meaning(intent: Intent) -> str:
    return f"choice {intent.index + 1}" if isinstance(intent, Choose) else str(intent)
