import pytest
from django.core.mail import EmailMessage, mailers

from notifications.channels.sms.folder import FolderGateway

pytestmark = pytest.mark.django_db
URL = "/dev/mail/"


@pytest.fixture
def folder(settings, tmp_path):
    settings.MAIL_DIR = tmp_path
    settings.EMAIL_URL = ""
    settings.MAILERS = {
        "default": {
            "BACKEND": "notifications.channels.email.folder.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path)},
        }
    }
    return tmp_path


def write(subject, body, to="an@example.cn"):
    mail = EmailMessage(subject, body, to=[to], headers={"Message-ID": "<1@here>"})
    mailers.create_connection("default").send_messages([mail])


def test_shows_mails_with_links_to_follow_and_nothing_to_run(client, folder):
    write("新交办", "请打开 https://example.cn/s/1/ <script>alert(1)</script>")

    page = client.get(URL).content.decode()

    assert "新交办" in page
    assert "an@example.cn" in page
    assert 'href="https://example.cn/s/1/"' in page
    assert "<script>alert" not in page


def test_says_when_there_is_none(client, folder):
    assert client.get(URL).status_code == 200


def test_shows_no_file_that_is_not_a_mail_of_the_folder(client, folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.eml"
    outside.write_text("Subject: top secret\n\nhidden")
    (folder / "link.eml").symlink_to(outside)
    (folder / "notes.txt").write_text("Subject: top secret\n\nhidden")

    page = client.get(URL, {"file": "../outside/secret.eml"}).content.decode()

    assert "top secret" not in page


def test_shows_text_messages_with_their_codes(client, folder, settings, tmp_path):
    settings.SMS_DIR = tmp_path / "texts"
    gateway = FolderGateway(settings.SMS_DIR, sender="政协云")
    gateway.send("+8619900000001", "验证码 123456 <b>", key="k")

    page = client.get(URL).content.decode()

    assert "+8619900000001" in page
    assert "【政协云】验证码 123456 &lt;b&gt;" in page


def test_does_not_exist_in_production(client, folder, settings):
    settings.ENVIRONMENT = "production"

    assert client.get(URL).status_code == 404


def test_does_not_exist_where_mail_is_really_sent(client, folder, settings):
    settings.EMAIL_URL = "smtp://mail.example.cn"

    assert client.get(URL).status_code == 404


def test_only_looks(client, folder):
    assert client.post(URL).status_code == 405


@pytest.mark.parametrize(
    ("address", "status"),
    [("127.0.0.1", 200), ("127.9.9.9", 200), ("::1", 200), ("192.168.1.7", 404), ("", 404)],
)
def test_opens_to_a_browser_on_the_same_machine_only(client, folder, address, status):
    """Sign-in codes stand in the mails; HOST may have opened the site to a whole network."""
    assert client.get(URL, REMOTE_ADDR=address).status_code == status


def test_behind_a_proxy_nobody_can_tell_who_is_near(client, folder, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    assert client.get(URL).status_code == 404


def test_a_long_link_is_shown_whole(client, folder):
    link = "https://example.cn/accounts/password/reset/key/1-c8zz2k-2b6f1d1d4a4c4b4e/"
    write("链接", f"请打开 {link}")
    assert f">{link}</a>" in client.get(URL).text
