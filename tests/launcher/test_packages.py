"""The environment of packages is built when it has to be, and only then."""

import hashlib
import zipfile

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


def test_what_the_list_leaves_out_is_not_fetched_though_a_package_asks_for_it(
    own_venv, tmp_path, monkeypatch
):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    wheel = a_wheel(tmp_path, "lonely", asks_for="no-such-thing")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    packages.REQUIREMENTS.write_text(f"lonely==1.0 --hash=sha256:{digest}\n")

    packages.ensure()

    assert packages.is_complete()
    inside = [path.name for path in own_venv.glob("lib/*/site-packages/*.dist-info")]
    assert sorted(name.split("-")[0] for name in inside) == ["lonely", "pip"]


def a_wheel(folder, name, *, asks_for):
    """The smallest package that there is, and what it asks for."""
    path, info = folder / f"{name}-1.0-py3-none-any.whl", f"{name}-1.0.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        f"Requires-Dist: {asks_for}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}.py": "",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
        listed = "".join(f"{inside},,\n" for inside in [*files, f"{info}/RECORD"])
        archive.writestr(f"{info}/RECORD", listed)
    return path


def test_a_full_disk_is_named():
    done = packages.run(["sh", "-c", "echo 'OSError: [Errno 28] No space left on device'; exit 1"])
    assert packages.reason(done) == "the disk is full."
