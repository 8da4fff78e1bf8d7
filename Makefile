# One-word recipes. `make up` and `make test` each work alone on a fresh clone.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

SCHEDULES ?= 20000
SEED ?= 1
NIGHTLY_SCHEDULES ?= 1000000
EXPLORER := PYTHONPATH=tests:tests/support $(BIN)/python -m explorer

.PHONY: explore mutants nightly setup browser page up test lint fix picture fixtures openapi relock

setup: ## everything that this checkout needs; a no-op when nothing changed
	@$(PYTHON) scripts/setup.py

browser: setup ## Chromium, for the browser tests
	@$(PYTHON) scripts/setup.py browser

page: setup ## the built page in web/dist
	@$(BIN)/python scripts/page.py

up: page ## the whole product on this machine, at one address
	@$(BIN)/invoiceplug up $(ARGS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd web && npm run --silent check

fix: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	cd web && npm run --silent fix

test: page browser lint ## everything that CI runs
	cd web && npm run --silent test
	$(BIN)/pytest $(ARGS)
	$(EXPLORER) explore --schedules $(SCHEDULES) --seed $(SEED)
	$(EXPLORER) enumerate

explore: setup ## SCHEDULES runs of the product over AWS in memory, with crashes and lost answers, from SEED
	$(EXPLORER) explore --schedules $(SCHEDULES) --seed $(SEED)

mutants: setup ## every seeded bug is found from ten seeds
	$(EXPLORER) mutants

nightly: setup ## a million runs, every mutant and small schedule, 200 uploads among kills, every hostile PDF
	$(EXPLORER) nightly --schedules $(NIGHTLY_SCHEDULES) --seed $(SEED)
	$(BIN)/pytest -q --nightly --seed $(SEED) tests/cloud/walk/test_faults.py tests/parsers/hostile

picture: page browser ## the README's picture, taken by the browser test
	mkdir -p test-results
	SCREENSHOTS=test-results $(BIN)/pytest -q tests/e2e -k dropped
	cp test-results/review.png docs/images/review.png

fixtures: setup ## the sample invoices, the same bytes every time
	$(BIN)/python tests/fixtures/make.py

openapi: setup
	$(BIN)/python -m invoiceplug_cloud.openapi

relock: setup ## new hashes for what the pyproject files ask for
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  requirements/bootstrap.in -o requirements/bootstrap.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --all-extras --no-emit-package invoiceplug --no-emit-package invoiceplug-cloud \
	  parsers/pyproject.toml platform/pyproject.toml requirements/dev.in -o requirements/dev.txt
