# make demo and make test need only Python 3.11, git and make: .venv is made on the way.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-long test-postgres lint score bench messages codes clean

demo: $(READY)
	$(BIN)/transpipe run
	$(BIN)/transpipe status

# Compiled once, not by each of the processes that tests start.
test test-long: export PYTHONDONTWRITEBYTECODE :=

test: $(READY) lint
	$(BIN)/pytest -n 2 --dist worksteal

test-long: $(READY)
	$(BIN)/pytest -m "long or more"

# Starts a server from Debian's package `postgresql`, in a folder of its own.
test-postgres: $(READY)
	$(BIN)/pytest -m postgres

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src

score: $(READY)
	$(BIN)/python -m tests.score

bench: $(READY)
	$(BIN)/python -m benchmarks

messages: $(READY)
	$(BIN)/python -m tests.messages

codes: $(READY)
	$(BIN)/python -m tests.codes

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	touch $(READY)

clean:
	rm -rf $(VENV) _site .transpipe .pytest_cache .mypy_cache .ruff_cache
