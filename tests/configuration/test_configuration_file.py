"""`mskiosk.yaml` as a whole: defaults, the documented example, places, what is hostile."""

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mskiosk.configuration.faults import ConfigurationFaults
from mskiosk.configuration.loading import check_configuration, load_configuration
from mskiosk.configuration.reading import MOST_BYTES
from mskiosk.configuration.settings import (
    Configuration,
    Downloads,
    EngineChoice,
    LogPlace,
    Region,
)
from mskiosk.core.intents import Choose, Command
from mskiosk.core.look import Look, Theme
from mskiosk.core.policy import PatienceLevel, Policy, Profile

EXAMPLE = Path(__file__).parents[2] / "docs" / "mskiosk.example.yaml"


def written(folder: Path, text: str | bytes) -> Path:
    file = folder / "mskiosk.yaml"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "---\n", "null\n", "\ufeff"])
def test_an_empty_file_is_the_defaults(tmp_path: Path, text: str) -> None:
    assert load_configuration(written(tmp_path, text)) == Configuration()


def test_a_group_without_settings_is_its_defaults(tmp_path: Path) -> None:
    text = "voice:\n  # nothing\nkeys:\n  additions:\nidle: {}\n"
    assert load_configuration(written(tmp_path, text)) == Configuration()


def test_the_documented_example_is_the_defaults() -> None:
    assert load_configuration(EXAMPLE) == Configuration()


def test_the_documented_example_names_every_setting() -> None:
    lines = [line.split("#")[0].strip() for line in EXAMPLE.read_text().splitlines()]
    named = {line.split(":")[0] for line in lines if line}
    wanted = set()
    for setting in dataclasses.fields(Configuration):
        wanted.add(setting.name)
        value = getattr(Configuration(), setting.name)
        if dataclasses.is_dataclass(value):
            wanted.update(each.name for each in dataclasses.fields(value))
    assert named == wanted


def test_the_defaults_are_the_policy_that_the_core_has_by_itself() -> None:
    assert Configuration().policy() == Policy()


def test_every_setting_is_taken(tmp_path: Path) -> None:
    text = """
profile: home
region: eu
language: nl
voice: {rate_words_per_minute: 80, volume: 10, aloud: false}
screen: {text_size: 3, theme: yellow, double_spaced: true, one_at_a_time: true}
devices: {headset: true, microphone: "USB Audio, hw:1"}
listening: {patience: very patient, window_seconds: 6, engine: none}
keys: {keymap: full, double_strike_seconds: 2,
       additions: {A: 1, +: louder, f7: "0", Tab: no, b: yes, 0: staff}}
idle: {noinput_seconds: 99.5, reminder_seconds: 30, reminders: 0, visit_seconds: 120,
       warning_seconds: 20}
logs: {to: file}
content: ../content
models: /opt/models
downloads: never
"""
    file = written(tmp_path, text)
    taken = load_configuration(file)
    assert taken.region is Region.EU
    assert taken.language == "nl"
    assert taken.devices.microphone == "USB Audio, hw:1"
    assert taken.listening.engine is EngineChoice.NONE
    assert taken.keys.additions == {
        "A": Choose(0),
        "plus": Command.LOUDER,
        "f7": Command.STAFF,
        "tab": Command.NO,
        "b": Command.YES,
        "0": Command.STAFF,
    }
    assert taken.idle.visit_seconds == 120
    assert taken.idle.warning_seconds == 20
    assert taken.logs.to is LogPlace.FILE
    assert taken.content == tmp_path / ".." / "content"
    assert taken.models == Path("/opt/models")
    assert taken.downloads is Downloads.NEVER
    assert taken.policy() == Policy(
        profile=Profile.HOME,
        patience=PatienceLevel.VERY_PATIENT,
        rate=80,
        volume=10,
        is_aloud=False,
        strike_window_seconds=2,
        look=Look(text_size=3, theme=Theme.YELLOW, is_double_spaced=True, is_one_at_a_time=True),
        window_seconds=6,
        has_headset=True,
        noinput_seconds=99.5,
        reminder_seconds=30,
        reminders=0,
        visit_seconds=120,
        warning_seconds=20,
    )


def test_a_headset_with_a_name_is_the_only_device_that_sounds(tmp_path: Path) -> None:
    """P4: and so a person may be spoken to as with any headset."""
    taken = load_configuration(
        written(tmp_path, 'private_listening: true\ndevices: {headset: " USB Headset"}\n')
    )
    assert taken.private_headset == "USB Headset"
    assert taken.policy().has_headset
    assert taken.policy().is_heard_in_private
    for text in ("", "devices: {headset: true}", "private_listening: false"):
        shared = load_configuration(written(tmp_path, text))
        assert shared.private_headset is None
        assert not shared.policy().is_heard_in_private, "unplugged, it leaves the loudspeaker"


def test_private_listening_without_a_headset_of_its_own_is_refused(tmp_path: Path) -> None:
    text = "private_listening: true\ndevices: {headset: true}\n"
    (fault,) = check_configuration(written(tmp_path, text))
    assert fault.line == 1
    assert "only device that sounds" in fault.sentence


def test_a_profile_that_is_given_overrides_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "profile: home\nregion: us\n")
    taken = load_configuration(file, profile=Profile.CLINIC)
    assert taken.profile is Profile.CLINIC
    assert taken.downloads is Downloads.NEVER
    assert load_configuration(file).downloads is Downloads.ASK


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("profile: clinic\n", 1, "needs a region"),
        ("\nprofile: clinic\nregion: none\n", 3, "needs a region"),
        ("region: us\nprofile: clinic\ndownloads: ask\n", 3, "nothing is fetched"),
    ],
)
def test_a_clinic_says_where_it_is_and_fetches_nothing(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    (fault,) = check_configuration(written(tmp_path, text))
    assert fault.line == line
    assert words in fault.sentence


def test_the_file_of_a_clinic_may_be_missing_but_not_its_region() -> None:
    if Path("/etc/mskiosk/mskiosk.yaml").exists():
        pytest.skip("this machine is a configured kiosk: /etc/mskiosk/mskiosk.yaml is there")
    (fault,) = check_configuration(profile=Profile.CLINIC)
    assert str(fault).startswith(
        "/etc/mskiosk/mskiosk.yaml:1: there is no such file; the clinic profile needs a region"
    )


def test_at_home_the_file_is_found_in_the_folder_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert load_configuration() == Configuration()
    (tmp_path / "mskiosk").mkdir()
    written(tmp_path / "mskiosk", "region: uk\n")
    assert load_configuration().region is Region.UK


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    (fault,) = check_configuration(tmp_path / "absent.yaml")
    assert str(fault) == f"{tmp_path}/absent.yaml:1: there is no such file"


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = "regoin: us\nvoice:\n  volume: 11\nidle:\n  reminders: many\nprofile: clinic\nidle: 5\n"
    with pytest.raises(ConfigurationFaults) as caught:
        load_configuration(written(tmp_path, text))
    lines = str(caught.value).splitlines()
    assert [line.split(":")[1] for line in lines] == ["1", "3", "5", "6", "7"]
    assert 'did you mean "region"?' in lines[0]


ONE_LINE_OF_BAD_FILES: list[tuple[str | bytes, int, str]] = [
    ("x" * (MOST_BYTES + 1), 1, "more than 64 KB"),
    ("a: " + "b" * 1_000_000, 1, "more than 64 KB"),
    (bytes(range(256)), 2, "not UTF-8"),
    (b"region: us\n\xff\xfe\n", 2, "not UTF-8"),
    ("region: us\nlanguage: \x07\n", 2, "control character"),
    ("[" * 5000, 1, "levels of nesting"),
    ("{a: " * 5000, 1, "levels of nesting"),
    ("\n".join("  " * depth + "a:" for depth in range(100)), 21, "levels of nesting"),
    ("region: us\nvoice: &a\n  volume: 1\nidle: *a\n", 2, "an anchor (&) is not allowed"),
    ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n", 1, "an anchor (&) is not allowed"),
    ("voice: *a\n", 1, "an alias (*) is not allowed"),
    ("region: !!python/object/apply:os.system [us]\n", 1, "the tag"),
    ("region: us\n---\nregion: uk\n", 2, "second document"),
    ("- region\n- us\n", 1, "a list is not a list of settings"),
    ("just words\n", 1, '"just words" is not a list of settings'),
    ("? [a, b]\n: c\n", 1, "a key must be one word"),
    ("region: us\nvolume: [1, 2\nx: 3\n", 3, "this is not YAML"),
    ("region: us\n\tvoice: 1\n", 2, "this is not YAML"),
    ('language: "\\UFFFFFFFF"\n', 1, "this is not YAML"),
    ("region: us\nlanguage: en\nregion: uk\n", 3, '"region" is here twice; see line 1'),
]


@pytest.mark.parametrize(("text", "line", "words"), ONE_LINE_OF_BAD_FILES)
def test_a_file_that_is_no_configuration_is_one_clear_sentence(
    tmp_path: Path, text: str | bytes, line: int, words: str
) -> None:
    faults = check_configuration(written(tmp_path, text))
    assert faults[0].line == line
    assert any(words in fault.sentence for fault in faults)
    assert str(faults[0]).isprintable()


def test_what_is_not_a_file_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        (fault,) = check_configuration(place)
        assert fault.sentence == "this is no file"


def test_a_name_that_no_file_can_have_is_a_sentence(tmp_path: Path) -> None:
    for name in ("x" * 5000, "nul\0"):
        (fault,) = check_configuration(tmp_path / name)
        assert "cannot be read" in fault.sentence


def test_a_file_that_may_not_be_read_is_a_sentence(tmp_path: Path) -> None:
    """Root may read everything, so the question is put by a user who is not root."""
    file = written(tmp_path, "region: us\n")
    file.chmod(0)
    code = f"""
import os
from pathlib import Path
from mskiosk.configuration.loading import check_configuration
check_configuration(Path("/nonexistent"))
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
print(*check_configuration(Path({str(file)!r})))
"""
    for folder in (tmp_path, *tmp_path.parents[:2]) if os.getuid() == 0 else ():
        folder.chmod(0o755)
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert "cannot be read: permission denied" in answer.stdout


YAML_CHARACTERS = st.text(
    alphabet=st.one_of(st.sampled_from("ab01:-?[]{},&*!|>'\"%@` \n\t#~.\\"), st.characters()),
    max_size=60,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(YAML_CHARACTERS, st.binary(max_size=60)))
def test_any_file_is_a_configuration_or_faults(tmp_path: Path, text: str | bytes) -> None:
    content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    file = written(tmp_path, content)
    last_line = content.count(b"\n") + 1
    for fault in check_configuration(file):
        assert 1 <= fault.line <= last_line + 1
        assert str(fault).isprintable()
