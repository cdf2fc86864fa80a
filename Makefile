# Needs Python 3.11 or newer and make; everything else goes into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT ?= out

export PIP_ROOT_USER_ACTION := ignore

.DEFAULT_GOAL := help
.PHONY: help demo test check pytest clean

help:
	@echo "make demo    build the graph of corpus/ into $(OUT)/"
	@echo "make test    check and test everything"
	@echo "make clean   remove $(VENV) and $(OUT)"

demo: $(VENV)/demo.installed
	$(BIN)/kg build corpus --out $(OUT)

test: check pytest

check: $(VENV)/test.installed
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

pytest: $(VENV)/test.installed
	$(BIN)/python -m pytest

clean:
	rm -rf $(VENV) $(OUT)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, found " + sys.version)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/demo.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/test.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test,notebook]'
	@touch $@
