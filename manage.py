#!/usr/bin/env python3
"""Django's commands. Finds the project's packages and its database by itself."""

import sys

from launcher.__main__ import too_old

if __name__ == "__main__":
    problem = too_old(sys.version_info[:3])
    if problem:
        sys.exit(problem)
    import runpy

    runpy.run_module("launcher.manage", run_name="__main__")
