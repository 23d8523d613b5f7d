# What is done to this project, by name. `make` alone lists the names.
PORT ?= 8000
CLAIMTRAIL_DATA ?= var
WORKERS ?= 2
export CLAIMTRAIL_DATA

BIN := .venv/bin
PAPER := $(CLAIMTRAIL_DATA)/likes-dossier.pdf
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --no-header --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup run sample dossier test check format lint types imports bench pictures migrate lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/test-ready ## install all that running and testing need; start nothing

run: dossier ## load the sample, print its dossier, serve at http://localhost:8000 (PORT=…)
	$(BIN)/claimtrail serve --port $(PORT)

sample: .venv/run-ready ## load the sample matter
	$(BIN)/claimtrail sample

dossier: sample ## print the sample's dossier into var/ (CLAIMTRAIL_DATA=…)
	$(BIN)/claimtrail export likes --profile dossier -o "$(PAPER)"

check: format-check lint types imports test ## all that CI asks: format, lint, types, imports, house rules, tests

test: .venv/test-ready ## run every test, the fast ones first
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

format: .venv/test-ready ## lay out the code and mend what the linter can mend
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: format-check
format-check: .venv/test-ready
	$(BIN)/ruff format --check .

lint: .venv/test-ready ## look for faults in the code
	$(BIN)/ruff check .

types: .venv/test-ready ## hold every type against its use
	$(BIN)/mypy

imports: .venv/test-ready ## see that no room looks into a higher one
	$(BIN)/lint-imports

bench: .venv/test-ready ## measure against the limits of this machine
	$(BIN)/python -m benchmarks

pictures: .venv/test-ready ## photograph the screens and the pages of the sample into var/pictures
	$(BIN)/python -m tests.kit.pictures "$(CLAIMTRAIL_DATA)/pictures"

migrate: .venv/run-ready ## write a migration for changed tables (TITLE="add …")
	$(BIN)/python setup/migration.py "$(TITLE)"

lock: .venv/test-ready ## pin the packages named in requirements/*.in anew, with their hashes
	cd requirements && ../$(LOCK) --output-file run.txt run.in
	cd requirements && ../$(LOCK) --output-file test.txt test.in

clean: ## remove what was installed and cached, never the data
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: a set-up is done again only after its inputs have changed.
.venv/run-ready: requirements/run.txt pyproject.toml setup/install.sh
	@setup/install.sh run
	@touch $@

.venv/test-ready: requirements/run.txt requirements/test.txt pyproject.toml setup/install.sh
	@setup/install.sh test
	@touch .venv/run-ready $@
