"""A model comes from a real server on this machine, which does everything a server can do."""

import dataclasses
import socket
from pathlib import Path

import pytest

from mskiosk.models.installed import ModelState, part_file, verify
from mskiosk.models.installing import install
from mskiosk.models.model_error import Trouble
from tests.models.fetching import failure, fetched
from tests.models.publisher import Publisher, Way
from tests.models.zips import NAME, known


def test_a_model_that_comes_whole_is_installed(publisher: Publisher, folder: Path) -> None:
    progress: list[tuple[int, int]] = []
    model = known(publisher.content, publisher.address)
    installed = install(
        NAME,
        folder,
        known=(model,),
        proxies={},
        on_progress=lambda done, total: progress.append((done, total)),
    )
    assert installed.state is ModelState.WHOLE
    assert installed.is_pinned
    assert verify(folder, known=(model,)) == (installed,)
    assert progress == sorted(progress)
    assert progress[0] == (0, model.bytes)
    assert progress[-1] == (model.bytes, model.bytes)
    assert sorted(path.name for path in folder.iterdir()) == [".lock", NAME]


def test_a_model_that_is_there_is_not_fetched_again(publisher: Publisher, folder: Path) -> None:
    assert fetched(publisher, folder) == fetched(publisher, folder)
    assert publisher.asked == [None]


def test_a_cut_connection_is_gone_on_with(publisher: Publisher, folder: Path) -> None:
    publisher.way = Way.CUT
    error = failure(publisher, folder)
    assert error.trouble is Trouble.NETWORK
    assert "goes on from there" in str(error)
    half = len(publisher.content) // 2
    assert part_file(folder, NAME).stat().st_size == half
    publisher.way = Way.WHOLE
    assert fetched(publisher, folder).state is ModelState.WHOLE
    assert publisher.asked == [None, f"bytes={half}-"]


@pytest.mark.parametrize("way", [Way.NO_RANGE, Way.OTHER_RANGE, Way.RANGE_REFUSED])
def test_a_server_that_cannot_go_on_starts_over(
    publisher: Publisher, folder: Path, way: Way
) -> None:
    publisher.way = Way.CUT
    failure(publisher, folder)
    publisher.way = way
    assert fetched(publisher, folder).state is ModelState.WHOLE


def test_a_wrong_beginning_from_an_earlier_run_is_fetched_anew(
    publisher: Publisher, folder: Path
) -> None:
    folder.mkdir()
    part_file(folder, NAME).write_bytes(bytes(1000))
    assert fetched(publisher, folder).state is ModelState.WHOLE
    assert publisher.asked == ["bytes=1000-", None]


@pytest.mark.parametrize("there", ["all", "too much"])
def test_a_wrong_part_file_of_any_length_is_fetched_anew(
    publisher: Publisher, folder: Path, there: str
) -> None:
    folder.mkdir()
    length = len(publisher.content) + (there == "too much")
    part_file(folder, NAME).write_bytes(bytes(length))
    assert fetched(publisher, folder).state is ModelState.WHOLE
    assert publisher.asked == [None]


def test_a_part_file_that_is_complete_is_not_fetched_again(
    publisher: Publisher, folder: Path
) -> None:
    folder.mkdir()
    part_file(folder, NAME).write_bytes(publisher.content)
    assert fetched(publisher, folder).state is ModelState.WHOLE
    assert publisher.asked == []


def test_a_wrong_checksum_deletes_what_came_and_says_so(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, publisher.address)
    publisher.content = bytes(len(publisher.content))
    error = failure(publisher, folder, model)
    assert error.trouble is Trouble.WRONG_FILE
    assert "checksum" in str(error)
    assert "deleted" in str(error)
    assert not part_file(folder, NAME).exists()


@pytest.mark.parametrize("difference", [-1000, 1000])
def test_another_size_is_refused_before_anything_is_written(
    publisher: Publisher, folder: Path, difference: int
) -> None:
    model = known(publisher.content, publisher.address)
    model = dataclasses.replace(model, bytes=model.bytes + difference)
    error = failure(publisher, folder, model)
    assert error.trouble is Trouble.WRONG_FILE
    assert not part_file(folder, NAME).exists()


def test_no_more_is_written_than_models_yaml_says(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, publisher.address)
    publisher.way = Way.UNSIZED
    publisher.content += bytes(5_000_000)
    error = failure(publisher, folder, model)
    assert error.trouble is Trouble.WRONG_FILE
    assert not part_file(folder, NAME).exists()


def test_a_file_of_unknown_size_is_taken_if_it_is_the_right_one(
    publisher: Publisher, folder: Path
) -> None:
    publisher.way = Way.UNSIZED
    assert fetched(publisher, folder).state is ModelState.WHOLE


def test_too_little_of_unknown_size_is_no_model(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, publisher.address)
    publisher.way = Way.UNSIZED
    publisher.content = publisher.content[:-10]
    assert failure(publisher, folder, model).trouble is Trouble.NETWORK


@pytest.mark.parametrize("status", [204, 301, 403, 404, 500, 503])
def test_an_error_of_the_server_is_told(publisher: Publisher, folder: Path, status: int) -> None:
    publisher.way, publisher.status = Way.ERROR, status
    error = failure(publisher, folder)
    assert error.trouble is Trouble.NETWORK
    assert str(status) in str(error)
    assert error.spoken == "The internet connection did not work."


@pytest.mark.parametrize(
    ("way", "words"),
    [
        (Way.MUTE, "does not answer"),
        (Way.HANG, "does not answer"),
        (Way.DRIP, "sends too slowly"),
        (Way.GARBAGE, "sent what nobody can read"),
    ],
)
def test_a_server_that_does_not_behave_is_given_up(
    publisher: Publisher, folder: Path, way: Way, words: str
) -> None:
    publisher.way = way
    error = failure(publisher, folder, wait_seconds=0.2)
    assert error.trouble is Trouble.NETWORK
    assert words in str(error)


def test_what_came_before_a_hang_is_kept(publisher: Publisher, folder: Path) -> None:
    publisher.way = Way.HANG
    failure(publisher, folder, wait_seconds=0.2)
    publisher.way = Way.WHOLE
    assert fetched(publisher, folder).state is ModelState.WHOLE
    assert publisher.asked[1] == f"bytes={len(publisher.content) // 2}-"


def test_nobody_at_the_address_is_told(publisher: Publisher, folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    model = known(publisher.content, f"http://127.0.0.1:{port}/model.zip")
    assert "refused the connection" in str(failure(publisher, folder, model))


def test_a_name_that_does_not_exist_is_told(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, "https://models.invalid/model.zip")
    error = failure(publisher, folder, model)
    assert error.trouble is Trouble.NETWORK
    assert "models.invalid was not found; is there a network" in str(error)
