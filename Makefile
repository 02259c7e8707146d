# Everything runs from one environment in .venv; only python3 (3.11 or newer), pip, make and git are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal
# Python and pytest keep what they compiled, whatever the shell says: compiling the tests anew takes each worker six seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format bench soak planted docs audit clean

run: $(VENV)/.run
	@$(BIN)/abmtui demo

test: $(VENV)/.dev
	$(PYTEST) -m "not slow"

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	ABMTUI_EXAMPLES=whole $(PYTEST) tests/unit --cov=abmtui.portfolio --cov=abmtui.plan --cov=abmtui.store --cov-report=
	$(BIN)/coverage report --include='src/abmtui/portfolio/*,src/abmtui/plan/*,src/abmtui/store/*' --skip-covered --fail-under=99.8 --precision=2
	ABMTUI_EXAMPLES=whole $(PYTEST) tests --ignore=tests/unit

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	$(BIN)/python bench/bench.py

soak: $(VENV)/.dev
	$(BIN)/python bench/soak.py
	ABMTUI_ROUNDS=50 $(BIN)/python -m pytest -q -m slow tests/faults/test_terminal_end.py -k many_ends

planted: $(VENV)/.dev
	$(BIN)/python bench/planted.py

docs: $(VENV)/.dev
	$(BIN)/python docs/make_docs.py

audit: $(VENV)/.dev
	$(PYTHON) -m pip --python $(BIN)/python install -q pip-audit
	$(BIN)/pip-audit --strict --skip-editable

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .hypothesis .coverage .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "abmtui needs Python 3.11 or newer; name one with: make run PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip --clear $(VENV)

# `pip --python` installs into the environment even where ensurepip is missing (Debian without python3-venv).
$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PYTHON) -m pip --python $(BIN)/python install -q --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run
