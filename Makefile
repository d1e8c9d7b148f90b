# Tally. `make` alone prints what can be made.

BRIEF ?=
BRIEFS := $(sort $(notdir $(basename $(wildcard notebooks/parameters/*.yml))))
READY := .venv/.ready
RUN := .venv/bin
EXTRAS := $(RUN)/python -m tally.project.extras
export BRIEF SCHEDULER TO

.PHONY: help report reports export site cluster lab notebooks figure check columns test fuzz bench lint lock clean
.DEFAULT_GOAL := help

help: ## print this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "Briefs: $(BRIEFS). Choose one with BRIEF=name."

report: $(READY) ## build a briefing (BRIEF=name), if it is not up to date
	@$(RUN)/tally build $${BRIEF:+"$$BRIEF"}

reports: $(READY) ## build all briefings that are not up to date (SCHEDULER=tcp://… on several machines)
	@$(RUN)/tally build --all $(if $(SCHEDULER),--scheduler "$$SCHEDULER")

export: $(READY) ## write a briefing as PDF, Word, tables, charts and archive (BRIEF=name)
	@$(RUN)/tally export $${BRIEF:+"$$BRIEF"}

site: $(READY) ## collect all briefings, list, feed and charts in site/, for any web server (TO=folder)
	@$(RUN)/tally site $${TO:+--to "$$TO"}

cluster: $(READY) ## install the packages for builds on several machines, on each of them
	@$(EXTRAS) cluster

lab: $(READY) ## open JupyterLab on the start page
	@$(RUN)/jupyter lab

notebooks: $(READY) ## run the notebooks and store their outputs in them
	@$(RUN)/tally store

figure: $(READY) ## add a figure: answer its questions; each answer is checked
	@$(RUN)/tally add figure

check: $(READY) ## check the data, the briefs and the templates
	@$(RUN)/tally check

columns: $(READY) ## write the columns of the tables into the Data Packages and data/README.md
	@$(RUN)/python -m tally.records.schemas

test: $(READY) ## run all tests, in a browser too
	@$(EXTRAS) test exports cluster events
	@$(RUN)/python tests/chromium.py
	@PYTHONDONTWRITEBYTECODE= $(RUN)/python -m pytest -p no:nbval --numprocesses auto --maxprocesses 8 --dist loadgroup

fuzz: $(READY) ## try inputs that nobody would write on all readers and commands (MINUTES=60)
	@$(EXTRAS) test exports cluster events
	@PYTHONPATH=tests $(RUN)/python -m fuzz --minutes "$(or $(MINUTES),1)"

bench: $(READY) ## measure the analysis and the builds (an hour), and write docs/analysis.md, docs/speed.md, docs/count-events.md and docs/series.md
	@$(EXTRAS) test exports cluster events
	@$(RUN)/python tests/bench/analysis.py
	@$(RUN)/python tests/bench/builds.py
	@$(RUN)/python tests/bench/events.py
	@$(RUN)/python tests/bench/series.py

lint: $(READY) ## check style and types
	@$(EXTRAS) test exports cluster events
	@$(RUN)/ruff format --check src tests
	@$(RUN)/ruff check src tests
	@$(RUN)/mypy

lock: ## pin every dependency again, with hashes (needs uv)
	@sh .ci/lock

clean: ## remove the environment and all builds; the data stay
	rm -rf .venv .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
	git clean -fdXq reports

$(READY): requirements.lock requirements/build.lock requirements/installer.lock .ci/environment $(wildcard src/jupyter/*.* src/jupyter/*/*.*)
	@sh .ci/environment
