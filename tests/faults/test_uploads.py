"""Uploads that are cut off: by the line, by the web server's death; and many at once."""

import http.client
import threading
import uuid
from pathlib import Path

from files.models import Attachment
from tests.files.conftest import files_in
from tests.files.samples import a_photo
from tests.members.factories import make_member
from tests.served.people import sign_in
from tests.served.site import Site, soon
from tests.served.visitor import TOKEN

EDGE = "edge7d1f"


def body(key: uuid.UUID, data: bytes) -> bytes:
    """A form as a browser sends it: token, key, one file."""
    parts = b""
    for name, value in (("csrfmiddlewaretoken", TOKEN), ("key", str(key))):
        parts += f'--{EDGE}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        parts += f"{value}\r\n".encode()
    parts += (
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    ).encode()
    return parts + data + f"\r\n--{EDGE}--\r\n".encode()


class Upload:
    """One upload, sent piece by piece."""

    def __init__(self, running: Site, session: str, whole: bytes) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
        self.link.putrequest("POST", "/files/", skip_host=True)
        for name, value in {
            "Host": f"localhost:{running.port}",
            "Cookie": f"csrftoken={TOKEN}; sessionid={session}",
            "Content-Type": f"multipart/form-data; boundary={EDGE}",
            "Content-Length": str(len(whole)),
        }.items():
            self.link.putheader(name, value)
        self.link.endheaders()
        self.whole = whole

    def send(self, share: float = 1.0) -> None:
        """Send the first part of it."""
        self.link.send(self.whole[: int(len(self.whole) * share)])

    def status(self) -> int:
        """Wait for the answer."""
        try:
            return self.link.getresponse().status
        finally:
            self.link.close()


def folder(running: Site) -> Path:
    return running.folder / "var" / "files"


def finished(running: Site, session: str, key: uuid.UUID, data: bytes) -> int:
    upload = Upload(running, session, body(key, data))
    upload.send()
    return upload.status()


def test_an_upload_that_is_cut_off_leaves_nothing_and_can_be_sent_again(site):
    session, key = sign_in(make_member()), uuid.uuid4()
    photo = a_photo(size=(2400, 1800), quality=95)
    with site(workers=0, beats=0) as running:
        for share in (0.2, 0.6, 0.98):
            upload = Upload(running, session, body(key, photo))
            upload.send(share)
            upload.link.close()
        # The server still answers, and what was cut off is nowhere.
        assert finished(running, session, key, photo) == 201
        assert Attachment.objects.count() == 1
        assert len(files_in(folder(running))) == 2
        assert "Traceback" not in running.log("web")
        assert running.manage("check_files").strip() == "1 files, all whole."


def test_a_web_server_killed_in_the_middle_leaves_nothing_that_stays(site):
    session, key = sign_in(make_member()), uuid.uuid4()
    photo = a_photo(size=(2400, 1800), quality=95)
    with site(workers=0, beats=0) as running:
        upload = Upload(running, session, body(key, photo))
        upload.send(0.6)
        running.kill("web")
        upload.link.close()
        running.start("web")
        assert not Attachment.objects.exists()
        assert files_in(folder(running)) == []
        assert finished(running, session, key, photo) == 201
        assert running.manage("check_files").strip() == "1 files, all whole."


def test_of_many_at_once_on_one_form_only_so_many_are_kept(site):
    session, key = sign_in(make_member()), uuid.uuid4()
    answers: list[int] = []

    def send(number: int) -> None:
        answers.append(finished(running, session, key, a_photo(size=(20, number))))

    with site(workers=0, beats=0, UPLOAD_MAX_COUNT="4") as running:
        threads = [threading.Thread(target=send, args=(number,)) for number in range(20, 30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers) == [201] * 4 + [422] * 6
        assert soon(lambda: len(files_in(folder(running))) == 8)
        assert running.manage("check_files").strip() == "4 files, all whole."
