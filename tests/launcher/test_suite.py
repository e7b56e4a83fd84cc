"""What the suites of the launcher run: no test is left to nobody."""

from launcher import suite


def test_every_test_that_is_marked_long_is_run_with_the_faults(root):
    mark = "pytest.mark." + "long"
    marked = [path for path in (root / "tests").rglob("*.py") if mark in path.read_text("utf-8")]
    run = [root / place for place in suite.LONG]
    left = [path for path in marked if not any(path.is_relative_to(place) for place in run)]
    assert left == []
    for place in run:
        assert any(path.is_relative_to(place) for path in marked), place
