"""Only safe places are asked, directly or through the proxy of the machine."""

import http.server
import shutil
import socket
import ssl
import subprocess
import threading
from pathlib import Path

import pytest

from mskiosk.models.installed import ModelState
from mskiosk.models.installing import install
from mskiosk.models.model_error import ModelError, Trouble
from tests.models.fetching import failure, fetched
from tests.models.publisher import Publisher, Way
from tests.models.zips import NAME, known


@pytest.mark.parametrize(
    "place",
    [
        "http://192.0.2.1/model.zip",
        "https://192.0.2.1/model.zip",
        "http://models.invalid/model.zip",
        "http://127.0.0.1.models.invalid/model.zip",
        "ftp://127.0.0.1/model.zip",
        "file:///etc/passwd",
    ],
)
def test_a_server_that_leads_elsewhere_is_not_followed(
    publisher: Publisher, folder: Path, place: str
) -> None:
    publisher.way, publisher.lead_to = Way.REDIRECT, place
    error = failure(publisher, folder, wait_seconds=2)
    assert error.trouble in (Trouble.WRONG_FILE, Trouble.NETWORK)
    assert "not a safe place" in str(error) or "does not follow" in str(error)


def test_a_server_that_leads_to_itself_for_ever_is_given_up(
    publisher: Publisher, folder: Path
) -> None:
    publisher.way, publisher.lead_to = Way.REDIRECT, publisher.address
    assert failure(publisher, folder).trouble is Trouble.NETWORK


def test_a_move_on_this_machine_is_followed(publisher: Publisher, folder: Path) -> None:
    with Publisher(b"").open() as first:
        first.way, first.lead_to = Way.REDIRECT, publisher.address
        model = known(publisher.content, first.address)
        assert fetched(publisher, folder, model).state is ModelState.WHOLE


def test_only_https_is_asked_beyond_this_machine(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, "http://models.invalid/model.zip")
    assert "not a safe place" in str(failure(publisher, folder, model))


def test_this_machine_is_never_asked_through_a_proxy(publisher: Publisher, folder: Path) -> None:
    model = known(publisher.content, publisher.address)
    proxies = {"http": "http://127.0.0.1:9", "https": "http://127.0.0.1:9"}
    assert install(NAME, folder, known=(model,), proxies=proxies).state is ModelState.WHOLE


def test_a_proxy_is_asked_for_everything_else(publisher: Publisher, folder: Path) -> None:
    publisher.way, publisher.status = Way.ERROR, 403
    asked: list[str] = []

    class Proxy(http.server.BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            asked.append(self.path)
            self.send_error(403)

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - inherited
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        thread = threading.Thread(target=proxy.handle_request)
        thread.start()
        model = known(publisher.content, "https://models.invalid/model.zip")
        with pytest.raises(ModelError, match="could not be reached"):
            install(
                NAME,
                folder,
                known=(model,),
                proxies={"https": f"http://127.0.0.1:{proxy.server_port}"},
            )
        thread.join()
    assert asked == ["models.invalid:443"]


def test_a_server_that_cannot_prove_who_it_is_is_not_trusted(
    publisher: Publisher, folder: Path, tmp_path: Path
) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed, and makes the certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=_greet, args=(server, context))
        thread.start()
        model = known(publisher.content, f"https://localhost:{server.getsockname()[1]}/model.zip")
        error = failure(publisher, folder, model)
        thread.join()
    assert "is the clock of this machine right" in str(error)


def _greet(server: socket.socket, context: ssl.SSLContext) -> None:
    connection, _ = server.accept()
    with connection:
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            return
