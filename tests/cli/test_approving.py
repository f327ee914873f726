"""The real program at a clinic with its content: as it was approved, or not."""

import shutil
from pathlib import Path

import pytest

from mskiosk.cli.arguments import parser
from mskiosk.cli.exits import Exit
from mskiosk.cli.setting import guide_of, setting_of
from mskiosk.configuration.folders import Folders
from mskiosk.content.loading import shipped_content
from mskiosk.core.guide import Text
from mskiosk.kiosk.entries import entry_of
from mskiosk.kiosk.journal import LOG_NAME
from tests.cli.program import Ended, run

FOREIGN = "This sentence was never approved."


class Clinic:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        shutil.copytree(shipped_content(), self.content)
        self.configuration = folder / "mskiosk.yaml"
        self.configuration.write_text("profile: clinic\nregion: uk\ncontent: content\n")
        self.environment = {
            f"{name}_DIRECTORY": str(folder / name.lower()) for name in ("STATE", "CACHE", "LOGS")
        }

    def start(self, *command: str, typed: str = "quit\n") -> Ended:
        options = command or ("--plain",)
        return run(
            self.folder,
            *("--config", str(self.configuration), *options),
            typed=typed,
            environment=self.environment,
        )

    def change(self) -> None:
        notices = self.content / "en" / "notices.yaml"
        notices.write_text(notices.read_text().replace("welcome: Hello.", f"welcome: {FOREIGN}"))

    @property
    def log(self) -> str:
        return (self.folder / "logs" / LOG_NAME).read_text()


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def test_what_is_there_at_the_first_start_is_served_ever_after(clinic: Clinic) -> None:
    assert clinic.start().errors == ""
    assert "content-approved by=first-start files=" in clinic.log
    clinic.change()
    for _ in range(2):  # the second time from the cache
        told = clinic.start()
        assert told.status == Exit.DONE
        assert FOREIGN not in told.output
        assert "Hello" in told.output
        assert "mskiosk: en/notices.yaml is not as approved (changed)\n" in told.errors
    assert clinic.log.count("content-refused change=changed file=en/notices.yaml\n") == 2


def test_what_staff_have_written_is_said_at_each_start_as_the_approved_lexicon_has_it(
    clinic: Clinic,
) -> None:
    """C3: not only at the start that approved the content."""
    with clinic.configuration.open("a") as file:
        file.write("staff: {words: Ask the MS nurse.}\n")
    arguments = parser("0").parse_args(["--config", str(clinic.configuration)])
    setting = setting_of(arguments)
    cache = clinic.folder / "guides"
    folders = Folders(data=clinic.folder, cache=cache, log=clinic.folder)
    approved = guide_of(setting, folders).staff_words
    for _ in range(2):
        assert "Ask the MS nurse." in clinic.start(typed="staff please\nquit\n").output
    copied = clinic.folder / "copied"
    shutil.copytree(clinic.content, copied)
    (clinic.content / "en" / "lexicon.yaml").unlink()
    served = guide_of(setting, folders, folder=copied, seal="sealed")
    assert served.staff_words == approved == Text("Ask the MS nurse.", "Ask the M S nurse.")
    told = clinic.start(typed="staff please\nquit\n")
    assert "lexicon.yaml is not as approved (missing)" in told.errors
    assert "Ask the MS nurse." in told.output


@pytest.mark.long
def test_staff_approve_what_has_no_faults(clinic: Clinic) -> None:
    """The whole check takes some seconds."""
    clinic.start()
    broken = clinic.content / "en" / "broken.yaml"
    broken.write_text("title: 1\n")
    refused = clinic.start("approve")
    assert refused.status == Exit.FAULTS
    assert f"{broken}:1" in refused.output
    assert "nothing is approved" in refused.errors
    broken.unlink()
    lexicon = clinic.content / "en" / "lexicon.yaml"
    lexicon.write_text(f"{lexicon.read_text()}# a remark\n")
    assert "lexicon.yaml is not as approved" in clinic.start().errors
    approved = clinic.start("approve")
    assert approved.status == Exit.DONE, approved.told
    assert "files are approved" in approved.output
    assert clinic.start().errors == ""
    assert "content-approved by=staff" in clinic.log


def test_a_kiosk_without_any_approved_content_does_not_start(clinic: Clinic) -> None:
    clinic.start()
    clinic.change()
    for copy in (clinic.folder / "state").rglob("*.yaml"):
        copy.chmod(0o600)
        copy.write_text("")
    lexicon = clinic.content / "en" / "lexicon.yaml"
    lexicon.write_text("")
    # What comes with the program is as it was approved: it is served.
    assert FOREIGN not in clinic.start().output
    for sums in (clinic.folder / "state").rglob("SHA256SUMS"):
        sums.chmod(0o600)
        sums.write_text("")
    told = clinic.start()
    assert told.status == Exit.FAULTS
    assert "this is damaged; see what has changed, and then run `mskiosk approve`" in told.errors


def test_the_programs_own_content_is_served_though_the_list_of_it_is_damaged(
    clinic: Clinic,
) -> None:
    clinic.configuration.write_text("profile: clinic\nregion: uk\n")
    clinic.start()
    (sums,) = (clinic.folder / "state").rglob("SHA256SUMS")
    sums.chmod(0o600)
    sums.write_text("")
    told = clinic.start()
    assert (told.status, told.errors) == (Exit.DONE, "")
    assert "content-approved by=renewal files=" in clinic.log


def test_where_no_approval_can_be_kept_the_content_is_served_with_a_warning(
    clinic: Clinic,
) -> None:
    clinic.environment["STATE_DIRECTORY"] = "/proc/nowhere"
    told = clinic.start()
    assert told.status == Exit.DONE
    assert "is served as it is, because no approval can be kept" in told.errors


def test_what_is_for_staff_is_in_the_log_and_not_on_the_screen_of_a_supervised_visit(
    clinic: Clinic,
) -> None:
    """P5: nothing but the names of files and folders."""
    clinic.environment["MSKIOSK_SUPERVISED"] = "1"
    clinic.start()
    clinic.change()
    assert clinic.start().errors == ""
    assert "content-refused change=changed file=en/notices.yaml\n" in clinic.log
    clinic.environment |= {"STATE_DIRECTORY": "/proc/no where", "CACHE_DIRECTORY": "/proc/cache"}
    assert clinic.start().errors == ""
    lines = [line.partition(" ")[2] for line in clinic.log.splitlines()]
    assert "folder-unusable folder=/proc/cache" in lines
    assert (
        "approval-not-kept folder=/proc/no%20where reason=no%20such%20file%20or%20directory"
        in lines
    )
    assert all(entry_of(line) for line in clinic.log.splitlines())


def test_at_home_everybody_may_change_their_pages(clinic: Clinic) -> None:
    clinic.configuration.write_text("content: content\n")
    clinic.start()
    clinic.change()
    assert FOREIGN in clinic.start().output
