"""`python -m launcher run|test|check|...`: the one entry behind every make target.

Written so that an old Python can read it as far as the line that says it is too old.
"""

import sys

OLDEST = (3, 12)


def too_old(version):
    # type: (tuple[int, ...]) -> str
    """One line for a Python that cannot run this, else an empty string."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return "CPPCC Cloud needs Python %s or newer; this is %s (%s)." % (
        "%d.%d" % OLDEST,
        "%d.%d" % tuple(version[:2]),
        sys.executable,
    )


if __name__ == "__main__":
    problem = too_old(sys.version_info[:3])
    if problem:
        sys.stderr.write(problem + "\n")
        sys.exit(1)
    import runpy

    runpy.run_module("launcher.commands", run_name="__main__")
