# One-word recipes. `make up` and `make test` each work alone on a fresh clone.
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

SCHEDULES ?= 20000
SEED ?= 1
NIGHTLY_SCHEDULES ?= 1000000
NIGHTLY_UPLOADS ?= 1000
LONG_FORMS := tests/cloud/walk/test_faults.py tests/cloud/walk/test_any_size.py tests/parsers/sandbox/test_profiles.py \
  tests/parsers/hostile tests/plugins/test_torn_pages.py tests/images/test_task_image.py tests/infra/test_applied.py \
  tests/packages/test_repository.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
NOT_OURS := --no-emit-package invoiceplug --no-emit-package invoiceplug-cloud
COMPILE_OURS := $(COMPILE) $(NOT_OURS) -c requirements/dev.txt
EXPLORER := PYTHONPATH=tests:tests/support $(BIN)/python -m explorer
BURST := PYTHONPATH=tests:tests/support $(BIN)/python -m burst

.PHONY: docs bench test-platform test-parsers test-command-line test-page test-explorer images infra preflight smoke site vendors wheels licences sbom burst explore mutants nightly setup browser page up test lint fix pictures fixtures openapi public-api relock

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

infra: setup ## what Terraform would make, checked without an account
	@$(BIN)/python scripts/terraform.py

site: page ## the built page to the bucket of the environment that infra/ is initialised for
	@$(BIN)/python scripts/publish_page.py "$$(terraform -chdir=infra output -raw page_bucket)"

preflight: setup ## whether ENV can be deployed: rights, quotas, digests, the key; FILES are further variable files
	@$(BIN)/python scripts/preflight.py $(ENV) $(FILES)

smoke: preflight ## proves the deployed ENV by using it
	@$(BIN)/python scripts/smoke.py $(ENV)

test: page browser lint ## everything that CI runs, two at a time; what each says is told when it ends
	@$(MAKE) --no-print-directory -j2 --output-sync=target test-page test-platform test-parsers test-command-line infra test-explorer

test-platform:
	$(BIN)/pytest --ignore=tests/e2e --ignore=tests/parsers --ignore=tests/plugins $(ARGS)

test-parsers:
	$(BIN)/pytest tests/parsers --ignore=tests/parsers/cli $(ARGS)

test-command-line:
	$(BIN)/pytest tests/parsers/cli tests/plugins $(ARGS)

test-page:
	cd web && npm run --silent test
	$(BIN)/pytest tests/e2e --reruns 1 $(ARGS)

test-explorer:
	$(EXPLORER) explore --schedules $(SCHEDULES) --seed $(SEED)
	$(EXPLORER) enumerate

explore: setup ## SCHEDULES runs of the product over AWS in memory, with crashes and lost answers, from SEED
	$(EXPLORER) explore --schedules $(SCHEDULES) --seed $(SEED)

mutants: setup ## every seeded bug is found from ten seeds
	$(EXPLORER) mutants

burst: setup ## ten thousand uploads in ten minutes, simulated from SEED with everything that goes wrong
	$(BURST) simulate --seed $(SEED)

nightly: setup ## a million runs, every mutant, every schedule of the small units, bursts, and each test that has a long form in it
	$(EXPLORER) nightly --schedules $(NIGHTLY_SCHEDULES) --seed $(SEED)
	$(BIN)/pytest -q --nightly --seed $(SEED) $(LONG_FORMS)
	$(BURST) simulate --seed $(SEED)
	$(BURST) real --uploads $(NIGHTLY_UPLOADS) --dispatch queue
	$(BURST) real --uploads $(NIGHTLY_UPLOADS) --dispatch run_task

bench: setup ## ours beside other readers, in one run; QUICK=1 in half a minute; FOLDER=DIR adds the accuracy of line tables
	@$(BIN)/python bench/compare.py $(if $(QUICK),--quick) $(if $(FOLDER),--folder $(FOLDER))

pictures: page browser ## the pictures of the README and of docs/how-to/page.md, taken by the browser test
	SCREENSHOTS=docs/images $(BIN)/pytest -q tests/e2e/test_pictures.py

docs: setup ## the documentation in docs/_build, its reference and overlay pictures made anew
	@$(BIN)/python scripts/docs.py

fixtures: setup ## the sample invoices, the same bytes every time
	$(BIN)/python tests/fixtures/make.py

wheels: page ## every package in dist/, built twice to the same bytes; the page is inside invoiceplug-cloud
	@$(BIN)/python scripts/wheels.py

licences: setup ## THIRD_PARTY.md and the page's licences.txt, from the locks and what each package says of itself
	@$(BIN)/python scripts/licences.py

sbom: setup ## dist/sbom: what ships, in CycloneDX, a file each for the installation and both images
	@$(BIN)/python scripts/sbom.py

images: setup ## both images; BASE_IMAGE by digest, ARCH, REGISTRY to push to: ends in digests for Terraform
	@$(BIN)/python scripts/images.py build

vendors: setup ## new hashes for images/vendors.in, a shop's own vendors
	@$(BIN)/python scripts/images.py vendors

openapi: setup
	$(BIN)/python -m invoiceplug_cloud.openapi

public-api: setup ## the list of everything that others may rely on
	$(BIN)/python scripts/public_api.py

relock: setup ## new hashes for what the pyproject files ask for
	$(COMPILE) requirements/bootstrap.in -o requirements/bootstrap.txt
	$(COMPILE) requirements/checkov.in -o requirements/checkov.txt
	$(COMPILE) --all-extras $(NOT_OURS) parsers/pyproject.toml platform/pyproject.toml requirements/dev.in \
	  -o requirements/dev.txt
	$(COMPILE) -c requirements/dev.txt requirements/docs.in -o requirements/docs.txt
	$(COMPILE_OURS) platform/pyproject.toml requirements/functions.in -o requirements/functions.txt
	$(COMPILE_OURS) --extra task platform/pyproject.toml -o requirements/task.txt
	$(COMPILE_OURS) --extra local --extra author platform/pyproject.toml parsers/pyproject.toml -o requirements/local.txt
