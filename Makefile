# Hjemmel: every way to set up, run and prove the system. `make` alone prints this list.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
RUN := $(VENV)/bin/python -m

.PHONY: help
help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(READY) ## Make the virtual environment (.venv) from the lock file, and nothing else

# The marker is written last, so a set-up that was cut off is started over instead of half used.
$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hjemmel needs Python 3.11 or later; name one with: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the pinned packages into $(VENV) (about half a minute) …"
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock || { echo "Set-up did not finish: see the message above (network, disk space), then run make setup again." >&2; exit 1; }
	@touch $@

# Settings may be given on make's command line: make run HJEMMEL_CONSENT_PORT=9001
.PHONY: run
run: $(READY) ## Start everything and show the logs; Ctrl-C stops it (DETACH=1 returns when it is ready)
	@$(RUN) deploy.local run

.PHONY: stop
stop: $(READY) ## Stop everything
	@$(RUN) deploy.local stop

.PHONY: status
status: $(READY) ## Show what runs where
	@$(RUN) deploy.local status

.PHONY: logs
logs: $(READY) ## Follow the logs of every process (NAME=disclosure for one)
	@$(RUN) deploy.local logs $${NAME:+"$$NAME"}

.PHONY: token
token: $(READY) ## Print an access token (AS=journal-system, AS=compliance-officer, …)
	@$(RUN) deploy.local token "$$AS"

.PHONY: demo
demo: $(READY) ## Play a day at a private hospital against the running stack
	@$(RUN) deploy.local demo

# Every check is made even when an earlier one fails, and each is silent when it has nothing to say.
.PHONY: lint
lint: $(READY) ## Check style, types and import rules
	@failed=0; quietly() { said=$$("$$@" 2>&1) || { echo "$$said"; failed=1; }; }; \
	quietly $(RUN) ruff check --output-format concise .; \
	quietly $(RUN) ruff format --check .; \
	quietly $(RUN) mypy; \
	quietly $(VENV)/bin/lint-imports --no-logo; \
	exit $$failed

.PHONY: format
format: $(READY) ## Put the code into the house format and repair what can be repaired by itself
	@$(RUN) ruff check --fix --quiet . ; $(RUN) ruff format --quiet .

# Servers of the tests' own on free ports, so a running stack is not disturbed. TESTS=tests/unit runs a part.
.PHONY: test
test: lint ## Check everything: style, types, imports, and all tests in parallel and in random order
	@$(RUN) pytest --quiet --numprocesses logical --maxprocesses 8 --dist worksteal $(TESTS)

.PHONY: openapi
openapi: $(READY) ## Write services/*/openapi.json anew from the code
	@for service in consent disclosure audit; do \
	  document=$$($(RUN) services.$$service openapi) || exit 1; \
	  printf '%s\n' "$$document" > services/$$service/openapi.json; \
	done

.PHONY: bench
bench: $(READY) ## Measure speed as ratios against a baseline of the same run (two idle cores; about three minutes)
	@$(RUN) tests.bench

# On one core at low priority, so that other work goes on; a minute for every 13,000 worlds. WORKERS=2 takes both cores.
# Each run tries other worlds; FIRST=0 names the seed of the first, to try the same again.
.PHONY: oracle
oracle: $(READY) ## Hold the engine against the oracle in 200,000 random worlds (WORLDS=20000 for fewer)
	@nice -n 10 $(RUN) tests.oracle

# A quarter of an hour on two cores. What it finds is told with the request, or the story, that shows it.
.PHONY: explore
explore: $(READY) ## Try the interfaces with very many new requests and stories (TIMES=5 for fewer)
	@TIMES=$${TIMES:-50} $(RUN) pytest --quiet --numprocesses logical --maxprocesses 8 --timeout 7200 tests/contracts/http tests/integration/consent/test_lifecycle.py

# An hour or so on two cores for the engine, half a minute for the packs. ONLY=packs, ONLY=bupa, ONLY=engine or ONLY=consents.py.
.PHONY: mutants
mutants: $(READY) ## Change engine and packs in every small way, and print each change that no proof notices
	@nice -n 10 $(RUN) tests.mutants $(ONLY)

# About a quarter of an hour on two cores. SEED=2 disturbs in another order; WITHDRAWALS=200 CHECKS=5000 for fewer;
# with WITHOUT_LEASE=1 the gates rely on their copies for ever, and violations are found.
.PHONY: withdrawals
withdrawals: $(READY) ## Withdraw 2,000 times under 50,000 checks while everything is killed, paused and cut off
	@nice -n 10 $(RUN) tests.faults
