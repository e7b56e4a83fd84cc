# Every target goes through one launcher, which needs a Python and nothing else.
# ARGS are passed on:  make test ARGS="tests/members -x"

SHELL := /bin/sh
CANDIDATES := python3.13 python3.12 python3.14 python3 python
IS_FIT := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 12))
PYTHON := $(shell for name in $(CANDIDATES); do \
	"$$name" -c '$(IS_FIT)' >/dev/null 2>&1 && { echo "$$name"; exit; }; done; \
	for name in $(CANDIDATES); do \
	"$$name" -c 'import sys' >/dev/null 2>&1 && { echo "$$name"; exit; }; done)
TARGETS := run test check fix bench faults pictures screenshots docs messages requirements

.PHONY: help $(TARGETS)
.NOTPARALLEL:

help:
	@echo "make run    start everything and print the address"
	@echo "make test   the whole test suite, browser journeys included"
	@echo "make check  rules of the code, types, floors, catalogs, reference"
	@echo "make pictures  the pictures of the documentation, by walking the journeys"
	@echo "also: fix bench faults screenshots docs messages requirements"

$(TARGETS):
	@$(if $(PYTHON),,echo "CPPCC Cloud needs Python 3.12 or newer; none was found." >&2; exit 1;) \
	exec $(PYTHON) -m launcher $@ $(ARGS)
