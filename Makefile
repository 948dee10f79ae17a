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
	@$(RUN) deploy.local logs $(NAME)

.PHONY: token
token: $(READY) ## Print an access token (AS=journal-system, AS=compliance-officer, …)
	@$(RUN) deploy.local token $(AS)

.PHONY: demo
demo: $(READY) ## Play a day at a private hospital against the running stack
	@$(RUN) deploy.local demo
