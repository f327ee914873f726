"""Every setting, with values that it must refuse, each with its line."""

import dataclasses
import math
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.configuration.loading import check_configuration, load_configuration
from mskiosk.configuration.settings import Configuration, Downloads
from mskiosk.core.intents import Command
from mskiosk.core.look import Look, Theme
from mskiosk.core.policy import RATES, VOLUMES, Switches

NUMBERS = {
    # The limits: rates VVSG 2.0 7.1-K (V2); noinput X3; visit and warning V8 and P2.
    "voice.volume": (1, VOLUMES),
    "listening.window_seconds": (1.5, 6),
    "idle.noinput_seconds": (10, 100),
    "idle.reminder_seconds": (20, 600),
    "idle.reminders": (0, 50),
    "idle.visit_seconds": (120, 300),
    "idle.warning_seconds": (20, 45),
    "idle.grace_seconds": (20, 45),  # P4
    "idle.break_minutes": (5, 60),
    "kiosk.invite_minutes": (0, 60),
    # Screens with room for 40 columns (W3), and the distance of E13.
    "kiosk.screen_diagonal_inches": (7, 65),
    "kiosk.viewing_distance_cm": (30, 150),
}
WHOLE = {"voice.volume", "idle.reminders", "kiosk.invite_minutes"}
NOT_NUMBERS = ["soon", '"5"', "true", "[1]", "{a: 1}", "null", "yes"]
NOT_WORDS = ["other", "1", "true", "[us]", "{a: 1}", "null", '""', "US", "1.5"]
NOT_TEXT = ["5", "true", "[x]", "{a: 1}", "null", '""', '"  "', '"a\\u0007"', "x" * 400]

BAD: dict[str, list[str]] = {
    **{
        name: [*NOT_NUMBERS, str(least - 1), str(most + 1), ".nan", ".inf", "-.inf", "1e999"]
        + (["2.5", "2.0"] if name in WHOLE else [])
        for name, (least, most) in NUMBERS.items()
    },
    "voice.rate_words_per_minute": [*NOT_NUMBERS, "0", "120", "125.0", "260", "0x10000"],
    "voice.earcons": ["yes", "off", "1", "0", '"false"', "null", "[true]", "quiet"],
    "voice.aloud": ["yes", "on", "1", "0", '"true"', "null", "[true]", "loud"],
    "screen.text_size": [*NOT_NUMBERS, "0", "5", "2.0"],
    "screen.theme": [*NOT_WORDS, "Dark", "black"],
    "screen.double_spaced": ["yes", "on", "1", "0", '"true"', "null", "[true]", "wide"],
    "screen.one_at_a_time": ["yes", "on", "1", '"true"', "null", "[true]", "one"],
    "devices.headset": [
        "yes",
        "no",
        "1",
        "null",
        '"false"',
        '"ab"',
        '"a\\u0007bc"',
        "[Jabra]",
        "Jabra",
    ],
    "private_listening": ["yes", "1", "null", '"true"', "[true]", "true"],
    "devices.microphone": NOT_TEXT,
    "profile": [*NOT_WORDS, "Home", "klinic"],
    "region": [*NOT_WORDS, "ca"],
    "listening.patience": [*NOT_WORDS, "very_patient"],
    "listening.engine": [*NOT_WORDS, "Vosk"],
    "listening.sound_switch": ["yes", "1", "null", '"true"', "[true]"],
    "keys.keymap": [*NOT_WORDS, "nine", "/etc/nine.yml", ".yaml", '"a\\u0007.yaml"'],
    "keys.switches": [*NOT_WORDS, "three", "1"],
    "keys.next_switch": ["entr", "ctrl+a", "10", "true", "null", "[a]", "0", "f12"],
    "keys.select_switch": [
        "spacebar",
        "shift+a",
        "1.5",
        "",
        '""',
        "0",
        "F12",
        "\U0001f514",
        "bell",
    ],
    "keys.scan_seconds": [*NOT_NUMBERS, "0", "2.5", "5", "10"],
    "kiosk.quiet_hours": [
        *(value for value in NOT_TEXT if value != "null"),
        *("20:00", "20-7", "24:00-07:30", "20:60-07:30", "20:00 - 07:30", "20:00-07:30-09:00"),
        *("8pm-7am", "-20:00-07:30", "20:00-20:00", "٢٠:٠٠-٠٧:٣٠", "[20:00-07:30]", "20:00–07:30"),
    ],
    "staff.command": [
        *("5", "/bin/true", "true", "null", "{a: 1}", '[""]', "[true]", "[5]", "[/bin/true, 5]"),
        *("[bell]", "[./bell]", "[~/bell]", '["/bin/a\\n"]', "[[/bin/true]]", '["/bin/a\\u0007"]'),
        *("[/" + "x" * 400 + "]", "[" + "/x, " * 40 + "/x]"),
    ],
    "staff.address": [
        *(value for value in NOT_TEXT if value != "null"),
        *("192.168.1.5", "https://192.168.1.5/", "ftp://192.168.1.5/", "file:///etc/passwd"),
        *("http://desk/call", "http://desk.local/", "http://8.8.8.8/", "http://0.0.0.0/"),
        *("http://172.32.0.1/", "http://[2001:db8::1]/", "http://[::]/", "http://[::ffff:8.8.8.8]"),
        *("http://224.0.0.1/", "http://255.255.255.255/", "http://192.168.1.5:0/", "http://"),
        *("http://192.168.1.5:99999/", "http://192.168.1.5:x/", "http://a:b@192.168.1.5/"),
        *("http://192.168.1.5/#x", "http://3232235781/", "http://192.168.1/", "http://127.1/"),
        *("http://0x7f.0.0.1/", "http://192.168.1.5/a b", '"http://192.168.1.5/\\r\\nX: y"'),
        *("http://192.168.1.5@8.8.8.8/", "http://localhost.example/", "http://[fe80::1]/"),
        *("http://192.168.1.5\\@8.8.8.8/", "http://192.168.001.005/", "http://192.168.1.5/é"),
    ],
    "staff.words": [
        *(value for value in NOT_TEXT if value != "null"),
        *("x" * 201, '"one\\ntwo"'),
    ],
    "downloads": [*NOT_WORDS, "always"],
    "logs.to": [*NOT_WORDS, "syslog", "/var/log"],
    "language": ["5", "true", "no1", "EN", "e", "engl", "../en", "null", '""', "ΕΝ", "[en]"],
    "content": ["5", "[x]", '""', '" "', '"a\\0b"', "~nobody-of-this-name/x", "true", "{a: b}"],
    "models": ["5", "[x]", '""', '"\\u0007"', "~nobody-of-this-name/x", "false"],
    "keys.double_strike_seconds": [*NOT_NUMBERS, "off", "0.3", "-0.25", "4", ".nan", "0.50001"],
    "keys.additions": ["5", "[a]", "text", "true"],
    "keys.additions.a": ["10", "-1", "1.5", "yess", "null", "true", "[1]", '"12"', "٣", "louderr"],
    "keys.additions.ctrl+c": ["stop"],
    "keys.additions.entr": ["this one"],
    "keys.additions.0": ["1", "quieter", "get help now"],
    "keys.additions.f12": ["staff", "1"],
    "screen": ["5", "[1]", "text", "true"],
    "voice": ["5", "[1]", "text", "true"],
    "devices": ["5"],
    "listening": ["[]"],
    "keys": ["full"],
    "idle": ["60"],
    "kiosk": ["5", "20:00-07:30"],
    "staff": ["/bin/true", "[/bin/true]"],
    "kiosk.display": [*NOT_WORDS, "X11", "foot"],
    "logs": ["60"],
}
CASES = [(name, value) for name, values in BAD.items() for value in values]


def file_with(folder: Path, name: str, value: str) -> Path:
    """The setting alone, its value on a line that can be told from the others."""
    *groups, leaf = name.split(".")
    lines = ["# one", "# two"]
    for depth, group in enumerate(groups):
        lines.append("  " * depth + f"{group}:")
    lines.append("  " * len(groups) + f"{leaf}: {value}")
    file = folder / "mskiosk.yaml"
    file.write_text("\n".join([*lines, "# end", ""]))
    return file


@pytest.mark.parametrize(("name", "value"), CASES)
def test_a_bad_value_is_refused_with_its_line(tmp_path: Path, name: str, value: str) -> None:
    (fault,) = check_configuration(file_with(tmp_path, name, value))
    assert fault.line == 3 + name.count(".")
    assert name.split(".")[0] in fault.sentence or len(name.split(".")) == 1
    assert fault.sentence.isprintable()
    assert len(fault.sentence) < 1000


def test_every_setting_has_bad_values_here() -> None:
    wanted = set()
    for setting in dataclasses.fields(Configuration):
        wanted.add(setting.name)
        value = getattr(Configuration(), setting.name)
        if dataclasses.is_dataclass(value):
            wanted.update(f"{setting.name}.{each.name}" for each in dataclasses.fields(value))
    assert wanted <= BAD.keys()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("profile", "clinc", 'did you mean "clinic"?'),
        ("region", "US", 'did you mean "us"?'),
        ("listening.patience", "very pateint", 'did you mean "very patient"?'),
        ("listening.engine", "vosc", 'did you mean "vosk"?'),
        ("keys.keymap", "ez-acces", 'did you mean "ez-access"?'),
        ("keys.additions.a", "loudr", 'did you mean "louder"?'),
        ("keys.additions.pagup", "louder", 'did you mean "pageup"?'),
        ("voice.rate", "100", 'did you mean "rate_words_per_minute"?'),
        ("voice.volumee", "1", 'did you mean "volume"?'),
        ("patience", "patient", 'it belongs in the group "listening"'),
        ("devices.microphone", "5", "put it in quotes"),
        ("keys.additions.shift+a", "louder", "chord"),
        ("private_listening", "true", "devices: headset"),
        ("devices.headset", "Jabra", "private_listening: true"),
        ("devices.headset", '"yes"', "true, false or a part of the name"),
        ("idle.visit_seconds", "30", "2 to 5 minutes"),
        ("idle.warning_seconds", "10", "people need 20 s to answer"),
        ("idle.grace_seconds", "10", "hands that shake need 20 s"),
        ("idle.break_minutes", "120", "others wait for the kiosk"),
        ("kiosk.invite_minutes", "61", "wear out those who wait"),
        ("kiosk.quiet_hours", "20:00-20:00", "end when they begin; write null"),
        ("kiosk.quiet_hours", "20-7", 'such as "20:00-07:30"'),
        ("staff.command", "[bell]", "no shell reads it"),
        ("staff.address", "http://desk/call", "asks no other machine what a name stands for"),
        ("staff.address", "http://8.8.8.8/", "nothing of a visit may leave the clinic"),
        ("staff.address", "https://192.168.1.5/", "does not begin with http://"),
        ("staff.words", "x" * 201, "at most 200 characters"),
    ],
)
def test_a_fault_says_what_to_write_instead(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    (fault,) = check_configuration(file_with(tmp_path, name, value))
    assert words in fault.sentence


@pytest.mark.parametrize(("name", "limits"), NUMBERS.items())
def test_both_ends_of_a_range_are_allowed(
    tmp_path: Path, name: str, limits: tuple[float, float]
) -> None:
    group, leaf = name.split(".")
    for limit in limits:
        taken = load_configuration(file_with(tmp_path, name, f"{limit:g}"))
        assert getattr(getattr(taken, group), leaf) == limit


def test_every_rate_of_the_core_is_allowed(tmp_path: Path) -> None:
    """V2: 6 to 8 steps between 60-70 and 240-250 words a minute."""
    for rate in RATES:
        taken = load_configuration(file_with(tmp_path, "voice.rate_words_per_minute", str(rate)))
        assert taken.policy().rate == rate


def test_every_theme_of_the_core_is_allowed(tmp_path: Path) -> None:
    """V4."""
    for theme in Theme:
        taken = load_configuration(file_with(tmp_path, "screen.theme", theme))
        assert taken.policy().look == Look(theme=theme)
    taken = load_configuration(file_with(tmp_path, "screen.double_spaced", "true"))
    assert taken.policy().look == Look(is_double_spaced=True)


def test_two_spellings_of_one_key_are_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("keys:\n  additions:\n    '+': louder\n    plus: quieter\n")
    (fault,) = check_configuration(file)
    assert (fault.line, fault.sentence) == (4, "keys: additions: plus is the same key as +")


def test_help_stays_on_its_keys(tmp_path: Path) -> None:
    """C3: 0 always reaches a person."""
    for name, value in (
        ("keys.additions.0", "staff"),
        ("keys.additions.0", "0"),
        ("keys.additions.f12", "get help now"),
    ):
        assert check_configuration(file_with(tmp_path, name, value)) == ()


WORDS = st.text(alphabet="abz 09.-_~/", max_size=8)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), WORDS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=4,
)
NAMES = [setting.name for setting in dataclasses.fields(Configuration)]
FILES = st.dictionaries(st.sampled_from([*NAMES, "other"]), VALUES, max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(value=FILES)
def test_whatever_the_values_a_configuration_is_usable_or_its_faults_are_told(
    tmp_path: Path, value: dict[str, object]
) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text(yaml.safe_dump(value))
    if faults := check_configuration(file):
        assert all(fault.sentence and fault.line >= 1 for fault in faults)
    else:
        taken = load_configuration(file)
        taken.policy()
        assert math.isfinite(taken.idle.visit_seconds)
        assert taken.downloads in Downloads


def test_a_sound_is_one_switch_and_not_two(tmp_path: Path) -> None:
    """M3, M4."""
    file = tmp_path / "mskiosk.yaml"
    file.write_text("listening:\n  sound_switch: true\nkeys:\n  switches: two\n")
    (fault,) = check_configuration(file)
    assert fault.line == 4
    file.write_text("listening:\n  sound_switch: true\nkeys:\n  switches: one\n")
    assert check_configuration(file) == ()


@pytest.mark.parametrize("key", ["space", "f13", "a", "A", "5", "'+'", "é", "section_sign", "§"])
def test_a_switch_can_be_any_key_that_a_keyboard_has(tmp_path: Path, key: str) -> None:
    taken = load_configuration(file_with(tmp_path, "keys.select_switch", key))
    name = {"'+'": "plus", "§": "section_sign"}.get(key, key)
    assert taken.policy().select_switch == name
    assert taken.policy().next_switch == "none"


def test_a_switch_is_set_with_its_key_and_its_rate(tmp_path: Path) -> None:
    file = tmp_path / "mskiosk.yaml"
    file.write_text("keys: {switches: one, scan_seconds: 3, additions: {a: switch}}\n")
    taken = load_configuration(file)
    assert (taken.policy().switches, taken.policy().scan_seconds) == (Switches.ONE, 3)
    assert taken.keys.additions == {"a": Command.SWITCH}


@pytest.mark.parametrize(
    ("keys", "switches"),
    [
        ("{keymap: one-switch}", Switches.ONE),
        ("{keymap: one-switch, switches: step}", Switches.STEP),
        ("{keymap: one-switch, switches: two}", Switches.ONE),
        ("{keymap: two-switches, switches: step}", Switches.TWO),
        ("{switches: step}", Switches.STEP),
    ],
)
def test_the_keymap_of_one_switch_leaves_open_who_goes_on(
    tmp_path: Path, keys: str, switches: Switches
) -> None:
    """M5"""
    file = tmp_path / "mskiosk.yaml"
    file.write_text(f"keys: {keys}\n")
    assert load_configuration(file).policy().switches is switches


def test_staff_are_called_by_one_way_alone(tmp_path: Path) -> None:
    """S9."""
    file = tmp_path / "mskiosk.yaml"
    file.write_text("staff:\n  command: [/bin/true]\n  address: http://127.0.0.1/\n")
    (fault,) = check_configuration(file)
    assert fault.line == 3
    assert "leave one out" in fault.sentence
    file.write_text("staff:\n  command: []\n  address: http://127.0.0.1/\n")
    assert check_configuration(file) == ()


def test_staff_can_be_called_where_there_is_a_way(tmp_path: Path) -> None:
    assert not Configuration().policy().calls_staff
    for name, value in (
        ("staff.command", '[/bin/echo, "1"]'),
        ("staff.address", "http://10.0.0.1/"),
    ):
        assert load_configuration(file_with(tmp_path, name, value)).policy().calls_staff
    words = load_configuration(file_with(tmp_path, "staff.words", '"Ring the bell. We come."'))
    assert not words.policy().calls_staff
    assert words.staff.words == "Ring the bell. We come."


@pytest.mark.parametrize(
    ("address", "family"),
    [
        ("null", None),
        ("http://localhost:8080/call", "AF_INET"),
        ("http://169.254.1.1", "AF_INET"),
        ("http://172.31.255.1/x?y=1", "AF_INET"),
        ("http://[::1]:8080/", "AF_INET6"),
        ("http://[fd00::5]/", "AF_INET6"),
    ],
)
def test_no_network_is_opened_but_the_one_of_the_address(
    tmp_path: Path, address: str, family: str | None
) -> None:
    """S17, P6."""
    taken = load_configuration(file_with(tmp_path, "staff.address", address))
    assert taken.network_family == family


@pytest.mark.parametrize("hours", ["20:00-07:30", '"00:00-23:59"', "9:05-9:06"])
def test_quiet_hours_are_taken_as_they_are_written(tmp_path: Path, hours: str) -> None:
    taken = load_configuration(file_with(tmp_path, "kiosk.quiet_hours", hours))
    assert taken.kiosk.quiet_hours == hours.strip('"')


def test_the_limits_of_a_visit_reach_the_dialogue(tmp_path: Path) -> None:
    """V8, P2, P4."""
    file = tmp_path / "mskiosk.yaml"
    file.write_text(
        "idle: {visit_seconds: 120, warning_seconds: 20, grace_seconds: 45, break_minutes: 5}\n"
        "kiosk: {invite_minutes: 0}\n"
    )
    policy = load_configuration(file).policy()
    assert (policy.visit_seconds, policy.warning_seconds) == (120, 20)
    assert (policy.grace_seconds, policy.whole_break_seconds) == (45, 300)
    assert policy.invite_seconds == 0
