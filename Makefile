# make run        open the program (ARGS="routine check routines" for one command)
# make test       everything that must hold before a commit
# make bench      measure speed and memory, each figure beside its baseline
# make lab        try to lose something: kills, power cuts, full disks, tampering (ARGS="kill power")
# make walls      take out one wall at a time in a copy, and see its tests fail (ARGS="lösenfras")
# make env        the environment for development, and nothing else
# make release    test, then known holes in what we build on, and the list of its parts (SBOM)
# make lock       write both locks anew (needs network; LOCK_ARGS=--upgrade for newer versions)
#
# One .venv serves both run and test. The names of the stamps in it carry the sum
# of what it was made from, so a second start installs nothing and asks no network.

PYTHON ?= python3
ARGS ?=
TESTS ?= tests
WORKERS ?= 2
LOCK_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
sum = $(shell cat $(1) | cksum | tr ' ' '-')

# The place is part of it: scripts in a moved environment point to the old place.
MADE := $(VENV)/.made-$(shell pwd | cksum | tr ' ' '-')
RUN_DEPS := $(VENV)/.run-$(call sum,requirements.lock)
DEV_DEPS := $(VENV)/.dev-$(call sum,requirements-dev.lock)
PROJECT := $(VENV)/.project-$(call sum,pyproject.toml src/jourstod/__init__.py)

.NOTPARALLEL:
.PHONY: run test check unit bench lab walls env lock release clean remake
.DEFAULT_GOAL := run

run: $(RUN_DEPS) $(PROJECT)
	@$(BIN)/jourstod $(ARGS)

test: check unit

# What reads the code without running it, cheapest first; then the routines.
check: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/jourstod routine check routines

unit: env
	$(BIN)/pytest -n $(WORKERS) --durations 25 $(TESTS)
	@$(BIN)/python -m tests.store.pg_server

bench: env
	$(BIN)/python -m bench $(ARGS)

lab: env
	$(BIN)/python -m lab $(ARGS)

walls: env
	$(BIN)/python scripts/walls.py $(ARGS)

env: $(DEV_DEPS) $(PROJECT)

# The lock for development holds the lock for running, so it stamps both.
$(DEV_DEPS): $(MADE)
	@echo "Installing what development needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@rm -f $(VENV)/.run-* $(VENV)/.dev-*
	@touch $@ $(RUN_DEPS)

$(RUN_DEPS): $(MADE)
	@echo "Installing what jourstod needs into $(VENV) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@rm -f $(VENV)/.run-* $(VENV)/.dev-*
	@touch $@

# After the locks: hatchling comes from there, so nothing is fetched to build with.
$(PROJECT): $(MADE)
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@rm -f $(VENV)/.project-*
	@touch $@

ifeq ($(wildcard $(BIN)/python),)
$(MADE): remake
endif
$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "jourstod needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo not found)."; \
	  echo "Name another one like this: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; } >&2
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "'$(PYTHON) -m venv' did not work. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; } >&2
	@touch $@

# Versions are chosen with the oldest Python we support, so that its extra needs are locked too.
lock:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "Make the locks with Python 3.11: make lock PYTHON=python3.11"; exit 1; } >&2
	@test -x build/lock/bin/pip-compile || { $(PYTHON) -m venv build/lock && \
	  build/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools; }
	CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile $(COMPILE) $(LOCK_ARGS) \
	  --extra build --output-file requirements.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile $(COMPILE) $(LOCK_ARGS) \
	  --extra build --extra dev --constraint requirements.lock \
	  --output-file requirements-dev.lock pyproject.toml
COMPILE := --quiet --generate-hashes --strip-extras --allow-unsafe \
  --no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

# Tools of the release alone, in a folder of their own, as those of the locks are. An audit that
# could not ask about a part fails, so that nobody takes it for clean.
release: test
	@test -x build/release/bin/pip-audit || { $(PYTHON) -m venv build/release && \
	  build/release/bin/python -m pip install --quiet --disable-pip-version-check \
	  pip-audit cyclonedx-bom; }
	build/release/bin/cyclonedx-py requirements requirements.lock --output-format JSON \
	  --output-file build/release/sbom.json
	build/release/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
