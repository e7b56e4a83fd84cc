"""The environment of packages is built when it has to be, and only then."""

import pytest

from launcher import packages


@pytest.fixture
def own_venv(tmp_path, monkeypatch):
    """Build into an empty folder, from a list that needs no network."""
    requirements = tmp_path / "dev.txt"
    requirements.write_text("# nothing\n")
    venv = tmp_path / ".venv"
    for name, value in {
        "VENV": venv,
        "STAMP": venv / ".complete",
        "REQUIREMENTS": requirements,
        "RUN": tmp_path / "run",
        "python": lambda: str(venv / "bin" / "python"),
    }.items():
        monkeypatch.setattr(packages, name, value)
    return venv


def test_built_once_then_again_when_interrupted_or_when_the_list_changed(own_venv, capsys):
    left = own_venv / "left-by-an-interrupted-build"
    left.mkdir(parents=True)
    assert not packages.is_complete()

    packages.ensure()
    assert packages.is_complete()
    assert not left.exists()

    said = capsys.readouterr().out
    packages.ensure()
    assert capsys.readouterr().out == ""
    assert said.count("\n") == 1

    packages.REQUIREMENTS.write_text("# something else\n")
    assert not packages.is_complete()


def test_a_package_that_cannot_be_had_is_one_line(own_venv, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    packages.REQUIREMENTS.write_text("no-such-thing==1.0 --hash=sha256:" + "0" * 64 + "\n")

    with pytest.raises(packages.Trouble, match="packages could not be installed: ERROR") as said:
        packages.ensure()

    assert "\n" not in str(said.value)
    assert not packages.is_complete()


def test_a_full_disk_is_named():
    done = packages.run(["sh", "-c", "echo 'OSError: [Errno 28] No space left on device'; exit 1"])
    assert packages.reason(done) == "the disk is full."
