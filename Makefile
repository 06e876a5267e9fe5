# Needs make and Python 3.11 or newer; everything else is put into .venv, in the versions and with the hashes of constraints*.txt.

PYTHON ?= python3
PORT   ?= 8765
JOBS   ?= 2
EFFORT ?= 20
SANDBOXES ?= 1000
SEED   ?= 1
SHOTS  ?= screenshots
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check install --quiet

STRANGERS := $(VENV)/strangers
PINS      := contract_tests/strangers
NODE_MODULES := $(CURDIR)/$(STRANGERS)/node/node_modules

.DEFAULT_GOAL := help
.PHONY: help run install test check verify bench screenshots wheel lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

run: $(VENV)/.run ## start the simulator on PORT (8765) and say how to call it
	@exec $(BIN)/simulator serve --port $(PORT)

install: $(VENV)/.dev ## put everything for tests and development into .venv

test: $(VENV)/.browser ## all tests and the contract suite; the console's are made in a Chromium or Chrome of this machine, or in one that is fetched
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

check: $(VENV)/.dev ## lint, format, types, floors, tidiness
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/test_tidy.py tests/test_floors.py

verify: $(VENV)/.dev $(STRANGERS)/.all ## the contract suite with EFFORT (20) times as many generated cases, a SEED of your choice (1), strangers, the soak with SANDBOXES (1000), every known defect, and a sixth of the planted bugs
	STRANGERS=$(STRANGERS) $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup contract_tests --effort $(EFFORT) --seed $(SEED)
	$(BIN)/simulator test --defects --seeds 3 --socket 8 --jobs $(JOBS)
	NODE_MODULES=$(NODE_MODULES) examples/clients/typescript/build.sh
	NODE_MODULES=$(NODE_MODULES) $(BIN)/python -m benchmarks.planted --every 6 --runs 50
	SOAK=$(SANDBOXES) $(BIN)/python -m pytest -n 8 contract_tests/soak --seed $(SEED)

bench: $(VENV)/.dev ## measure against bare uvicorn on this machine and print a table
	$(BIN)/python -m benchmarks

screenshots: $(VENV)/.browser ## pictures of every page of the console, in both themes, wide and narrow, into SHOTS (screenshots)
	$(BIN)/python -m tests.browser.screenshots $(SHOTS)

wheel: $(VENV)/.dev ## build dist/*.whl
	$(BIN)/python -m build --wheel --no-isolation --outdir dist .

lock: ## resolve constraints*.txt anew out of pyproject.toml; needs the command uv
	uv pip compile pyproject.toml $(LOCK) --extra test --group dev --output-file constraints.txt
	uv pip compile pyproject.toml $(LOCK) --group install --constraints constraints.txt --output-file constraints-run.txt
	uv pip compile $(LOCK) --group stranger-clients --output-file $(PINS)/constraints-clients.txt
	uv pip compile $(LOCK) --group stranger-judge --output-file $(PINS)/constraints-judge.txt

clean: ## remove .venv and everything built or cached
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .schemathesis
	find . -name __pycache__ -prune -exec rm -rf {} +

LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --quiet \
        --custom-compile-command 'make lock'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: constraints-run.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r constraints-run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: constraints.txt $(VENV)/.run
	$(PIP) --require-hashes -r constraints.txt
	@touch $@

$(VENV)/.browser: $(VENV)/.dev
	$(BIN)/python -m tests.browser.chromium
	@touch $@

$(STRANGERS)/.all: $(STRANGERS)/clients/.done $(STRANGERS)/judge/.done $(STRANGERS)/node/.done
	@touch $@

$(STRANGERS)/%/.done: $(PINS)/constraints-%.txt | $(BIN)/python
	$(BIN)/python -m venv --clear $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r $<
	@touch $@

$(STRANGERS)/node/.done: $(PINS)/package.json $(PINS)/package-lock.json
	@node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 19) ? 0 : 1)' \
	  && npm --version >/dev/null || { echo 'make verify needs Node 20.19 or newer, with npm, on the PATH: install it from your system or nodejs.org'; exit 1; }
	mkdir -p $(@D)
	cp $^ $(PINS)/.npmrc $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel error
	@touch $@
