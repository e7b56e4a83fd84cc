from email import message_from_bytes, policy

import pytest
from django.core.mail import EmailMessage, mailers


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAILERS = {
        "default": {
            "BACKEND": "notifications.channels.email.folder.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path / "mail")},
        }
    }
    return tmp_path / "mail"


def send(subject, message_id):
    mail = EmailMessage(
        subject, "请签收。\n", to=["an@example.cn"], headers={"Message-ID": message_id}
    )
    return mailers.create_connection("default").send_messages([mail])


def test_each_mail_is_a_file_that_mail_programs_open(folder):
    assert send("新交办", "<1@here>") == 1
    assert send("又一件", "<2@here>") == 1

    found = [message_from_bytes(f.read_bytes(), policy=policy.default) for f in folder.iterdir()]
    assert {mail["Subject"] for mail in found} == {"新交办", "又一件"}
    assert found[0].get_content() == "请签收。\n"
    assert {file.suffix for file in folder.iterdir()} == {".eml"}


def test_the_same_mail_sent_again_is_the_same_file(folder):
    send("新交办", "<1@here>")
    send("新交办", "<1@here>")

    assert len(list(folder.iterdir())) == 1


def test_a_folder_that_cannot_be_written_is_said(folder):
    folder.write_text("in the way")

    with pytest.raises(OSError, match="mail"):
        send("新交办", "<1@here>")
