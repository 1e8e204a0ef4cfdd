# Needs make and Python 3.11 or newer, nothing else. `make help` lists the targets.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install
QUESTIONS := when-and-where who-organized-in-what-role documents-released-with-edition

.DEFAULT_GOAL := help
.PHONY: help demo test test-all lint lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## Build the graph of the example report into demo/ and query it
	@mkdir -p demo
	$(BIN)/kg build "$$($(BIN)/kg example)" -o demo/graph.trig --ledger demo/ledger.jsonl
	$(BIN)/kg build "$$($(BIN)/kg example)" -o demo/graph.ttl
	$(BIN)/kg view demo/graph.trig -o demo/graph.html
	@for question in $(QUESTIONS); do \
	  echo; echo "kg query demo/graph.trig $$question"; \
	  $(BIN)/kg query demo/graph.trig $$question || exit 1; \
	done

test: $(VENV)/.dev ## Run the quick tests
	$(BIN)/python -m pytest -n auto -m "not slow" -q

test-all: $(VENV)/.dev ## Run all tests
	$(BIN)/python -m pytest -q

lint: $(VENV)/.dev ## Check style, types and the order of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

COMPILE := uv pip compile pyproject.toml --group build --universal --python-version 3.11 \
  --generate-hashes --no-annotate --custom-compile-command "make lock" --quiet

lock: ## Renew the hash-pinned lists of dependencies (needs uv)
	$(COMPILE) -o .ci/requirements.txt
	$(COMPILE) --extra dev --constraint .ci/requirements.txt -o .ci/requirements-dev.txt

clean: ## Remove everything that make has built
	rm -rf $(VENV) demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find kg tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(BIN)/python:
	@set -e; for python in python3 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv --clear $(VENV) && exit 0; rm -rf $(VENV); \
	    echo "make: $$python cannot create a virtual environment (on Debian: apt install python3-venv)" >&2; \
	    exit 1; \
	  fi; \
	done; \
	echo "make: kg needs Python 3.11 or newer; none of python3, python3.13, python3.12, python3.11 is" >&2; \
	exit 1

# kg itself is installed in place, so an edit of the code or of a Turtle file counts at once.
$(VENV)/.runtime: .ci/requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing the pinned dependencies into $(VENV) (about a minute the first time)"
	$(PIP) --require-hashes -r .ci/requirements.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: .ci/requirements-dev.txt $(VENV)/.runtime
	$(PIP) --require-hashes -r .ci/requirements-dev.txt
	@touch $@
