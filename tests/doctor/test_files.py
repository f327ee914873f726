"""Checks that look at files and at figures of the system."""

import errno
import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mskiosk.configuration.folders import Folders
from mskiosk.configuration.settings import EngineChoice
from mskiosk.doctor.clock import judged_clock
from mskiosk.doctor.content import SOON_DAYS, examine_content, judged_dates
from mskiosk.doctor.disk import examine_disk, judged_room, judged_writing
from mskiosk.doctor.finding import Finding, State, warn
from mskiosk.doctor.memory import examine_memory, judged_memory
from mskiosk.doctor.models import Listening, examine_models, judged_listening, judged_model
from mskiosk.doctor.network import examine_network
from mskiosk.doctor.permissions import examine_permissions
from mskiosk.models.installed import InstalledModel, ModelState
from tests.content.small_content import TODAY, SmallContent
from tests.doctor.judging import assert_told

CHECKED = date(2026, 11, 25)


def folders_in(folder: Path) -> Folders:
    return Folders(data=folder / "data", cache=folder / "cache", log=folder / "log")


def test_faults_of_content_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    content = SmallContent(tmp_path)
    content.replace("shelf-0/topic-1.yaml", "goto: topic-2", "goto: topic-22")
    found = examine_content(content.folder, language="en", region=None, today=TODAY)
    assert_told(found, State.FAIL, "1 fault", "topic-1.yaml:", "mskiosk check")
    nowhere = examine_content(tmp_path / "no", language="en", region=None, today=TODAY)
    assert_told(nowhere, State.FAIL, "no such content folder")


def test_what_is_known_of_an_approval_is_told_with_the_content(tmp_path: Path) -> None:
    content = SmallContent(tmp_path)
    approval = warn("Nobody has approved this content.")
    alone = examine_content(content.folder, language="en", region=None, today=TODAY)
    with_approval = examine_content(
        content.folder, language="en", region=None, today=TODAY, approval=approval
    )
    assert approval.says not in alone.says
    assert approval.says in with_approval.says


@pytest.mark.parametrize(
    ("today", "state", "words"),
    [
        (CHECKED, State.OK, "due for review by 2029-11-25"),
        (date(2029, 11, 25 - 1), State.WARN, f"within {SOON_DAYS} days"),
        (date(2029, 11, 26), State.WARN, "2 pages were compared with the sources more than 3"),
    ],
)
def test_pages_are_due_after_three_years(today: date, state: State, words: str) -> None:
    """I1."""
    assert_told(judged_dates((CHECKED, CHECKED), today), state, words)


def test_a_page_that_was_checked_on_the_29th_of_february_is_due_on_the_28th() -> None:
    found = judged_dates((date(2028, 2, 29),), date(2028, 3, 1))
    assert_told(found, State.OK, "2031-02-28")


@pytest.mark.parametrize(
    ("year", "state", "words"),
    [
        (2000, State.FAIL, "The clock is behind"),
        (2027, State.OK, "which may be right"),
        (2060, State.WARN, "may be ahead"),
    ],
)
def test_a_clock_without_a_battery_is_told(year: int, state: State, words: str) -> None:
    now = datetime(year, 5, 17, 12, 30, tzinfo=UTC)
    assert_told(judged_clock(now, (CHECKED,)), state, words, str(year))
    assert judged_clock(now, ()).state is state


def test_a_page_that_was_checked_in_an_earlier_time_zone_is_no_fault_of_the_clock() -> None:
    assert judged_clock(datetime(2026, 11, 24, 23, tzinfo=UTC), (CHECKED,)).state is State.OK


def listening(
    engine: EngineChoice = EngineChoice.AUTO,
    *,
    language: str = "en",
    model: str | None = None,
    has_vosk: bool = True,
    has_pocketsphinx: bool = True,
) -> Listening:
    return Listening(
        engine=engine,
        language=language,
        model=model,
        has_vosk=has_vosk,
        has_pocketsphinx=has_pocketsphinx,
    )


@pytest.mark.parametrize(
    ("there", "state", "words"),
    [
        (listening(model="vosk-model-x"), State.OK, "vosk-model-x"),
        (listening(), State.WARN, "misunderstands more"),
        (listening(EngineChoice.POCKETSPHINX), State.OK, "as the configuration says"),
        (listening(EngineChoice.NONE), State.SKIPPED, "nothing is listened to"),
        (listening(EngineChoice.VOSK), State.FAIL, "no Vosk model"),
        (listening(language="de"), State.FAIL, "keys alone"),
        (listening(model="vosk-model-x", has_vosk=False), State.FAIL, "package vosk"),
        (listening(has_pocketsphinx=False), State.FAIL, "package pocketsphinx"),
    ],
)
def test_what_there_is_to_listen_with_is_judged(there: Listening, state: State, words: str) -> None:
    assert_told(judged_listening(there), state, words)


def test_a_damaged_model_is_named_with_the_way_to_mend_it() -> None:
    model = InstalledModel(
        name="vosk-model-small-en-us-0.15",
        path=Path("/nowhere"),
        state=ModelState.DAMAGED,
        reason="am/final.mdl has other contents",
        engine="vosk",
    )
    found = judged_model(model)
    assert_told(found, State.FAIL, "is damaged", "mskiosk models install vosk-model-small")


def test_what_was_put_there_by_hand_is_never_used_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "vosk-model-small-en-us-0.15").mkdir()
    found = examine_models(tmp_path, engine=EngineChoice.AUTO, language="en")
    assert_told(found, State.WARN, "never used", "PocketSphinx", "spotter-en")


def test_a_disk_is_fine_little_or_full(tmp_path: Path) -> None:
    assert_told(judged_room([tmp_path], 5000), State.OK, "5000 MB")
    assert_told(judged_room([tmp_path], 100), State.WARN, "Make room")
    assert_told(judged_room([tmp_path], 3), State.FAIL, "is full")


@pytest.mark.parametrize(
    ("number", "state", "words"),
    [
        (errno.EROFS, State.WARN, "read-only"),
        (errno.ENOSPC, State.FAIL, "the disk is full"),
        (errno.EACCES, State.FAIL, "chown"),
        (errno.EIO, State.FAIL, "input/output error"),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_told_with_what_works_all_the_same(
    number: int, state: State, words: str
) -> None:
    error = OSError(number, os.strerror(number))
    found = judged_writing([Path("/var/lib/mskiosk")], error)
    assert_told(found, state, words, "/var/lib/mskiosk", "The kiosk works all the same")


def test_looking_at_the_disk_makes_nothing(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    assert examine_disk(folders_in(tmp_path)).state is not State.FAIL
    assert list(tmp_path.rglob("*")) == [tmp_path / "data"]


def test_without_a_home_folder_nothing_is_kept() -> None:
    assert_told(examine_disk(folders_in(Path("~"))), State.WARN, "no home folder")


def test_memory_is_judged_by_the_budget(tmp_path: Path) -> None:
    assert judged_memory(300, has_model=False).state is State.OK
    assert judged_memory(300, has_model=True).state is State.WARN
    assert_told(judged_memory(100, has_model=False), State.FAIL, "100 MB", "250 MB")
    (tmp_path / "odd").write_text("MemFree: 3 kB\n", encoding="ascii")
    assert examine_memory(has_model=False, told=tmp_path / "odd").state is State.SKIPPED
    assert examine_memory(has_model=False).state is not State.SKIPPED


def test_a_network_is_seen_and_not_needed(tmp_path: Path) -> None:
    for name, state in (("lo", "unknown"), ("eth0", "up"), ("wlan0", "down")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "operstate").write_text(f"{state}\n", encoding="ascii")
    found = examine_network(fetches_models=False, listed=tmp_path)
    assert_told(found, State.OK, "(eth0)", "AF_INET")
    assert_told(examine_network(fetches_models=True, listed=tmp_path), State.OK, "downloads: never")
    alone = examine_network(fetches_models=False, listed=tmp_path / "no")
    assert_told(alone, State.OK, "no network, and none is needed")


def test_at_a_clinic_folders_that_others_can_read_are_a_failure(tmp_path: Path) -> None:
    """P1."""
    folders = folders_in(tmp_path)
    for folder in (folders.data, folders.cache, folders.log):
        folder.mkdir(mode=0o700)
    assert examine(folders, is_clinic=True).state is not State.FAIL
    folders.data.chmod(0o755)
    assert_told(examine(folders, is_clinic=True), State.FAIL, "can look into", "chmod -R go=")
    assert examine(folders, is_clinic=False).state is not State.FAIL


def test_content_that_anybody_can_change_is_a_failure(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    content.chmod(0o777)

    def examine_content_mode() -> Finding:
        return examine_permissions(
            folders_in(tmp_path), says=(content,), is_clinic=False, nodes=tmp_path / "dev"
        )

    assert_told(examine_content_mode(), State.FAIL, "Anybody can change", str(content))
    content.chmod(0o1777)
    assert examine_content_mode().state is not State.FAIL


def test_a_command_that_calls_staff_and_cannot_be_run_is_a_failure(tmp_path: Path) -> None:
    """C3."""

    def examine_command(*command: str) -> Finding:
        return examine_permissions(
            folders_in(tmp_path), says=(), command=command, is_clinic=True, nodes=tmp_path / "dev"
        )

    assert examine_command("/bin/true", "1").state is not State.FAIL
    assert examine_command().state is not State.FAIL
    told = examine_command("/bin/ture", "1")
    assert_told(told, State.FAIL, "/bin/ture", "staff: command", "who ask for somebody")


def examine(folders: Folders, *, is_clinic: bool) -> Finding:
    return examine_permissions(folders, says=(), is_clinic=is_clinic, nodes=folders.data / "dev")
