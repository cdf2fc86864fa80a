# Two commands do everything: `make demo` builds the graph of corpus/, `make test` checks the project.
# Both need nothing but Python 3.11 or later, and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DATA ?= ../shared/data
WORK ?= training/runs

export PIP_ROOT_USER_ACTION := ignore

.PHONY: demo test format model scorecard speed clean

demo: $(VENV)/.installed
	$(BIN)/kg build corpus -o out --with-text
	@echo "Open out/graph.html in a browser, or ask: $(BIN)/kg query out/graph.trig --name founders"

test: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

format: $(VENV)/.tested
	$(BIN)/ruff check --fix .

# Retrains the model from the data that training/README.md describes; hours on two cores.
model: $(VENV)/.training
	$(BIN)/python -m training.articles.compile
	$(BIN)/python -m training.train --data $(DATA) --articles training/articles --work $(WORK)
	$(BIN)/python -m training.export --work $(WORK) --model kg/model
	$(BIN)/python -m training.tune --gold training/articles/dev.jsonl
	$(BIN)/python -m training.export --work $(WORK) --model kg/model

scorecard: $(VENV)/.tested
	$(BIN)/python -m training.articles.compile
	$(BIN)/python benchmarks/accuracy.py --data $(DATA)

speed: $(VENV)/.tested
	$(BIN)/python benchmarks/speed.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, found " + sys.version)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	$(PIP) install --editable .
	@touch $@

$(VENV)/.tested: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[test,notebook]'
	@touch $@ $(VENV)/.installed

$(VENV)/.training: pyproject.toml | $(BIN)/python
	$(PIP) install --editable '.[training]'
	@touch $@

clean:
	rm -rf $(VENV) out build dist
