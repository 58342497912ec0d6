# make run · test · lint · bench · messages. Needs git, make and Python 3.11 or newer; the rest comes by itself.
SHELL := /bin/sh
BIN := .venv/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/django.po))
.DEFAULT_GOAL := help
.PHONY: help setup libraries run test lint unit browser processes postgres bench messages clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: libraries $(CATALOGUES) ## the libraries and the compiled translations, when they changed

libraries:
	@tools/bootstrap

$(CATALOGUES): %.mo: %.po | libraries
	@$(BIN)/python tools/messages.py compile

run: setup ## the site with its demo network on http://127.0.0.1:8000
	@TEGENSTROOM_DEMO=1 exec $(BIN)/tegenstroom serve --prepare

# What the tests begin with is made while types are looked at: neither core waits.
test: setup ## everything that must be green before a change lands
	@$(BIN)/python -m tests.support.beginnings & begun=$$!; \
	$(MAKE) --no-print-directory lint; linted=$$?; wait $$begun && exit $$linted
	@$(MAKE) --no-print-directory unit browser

# Types take longest, and one core: the rest is done beside it.
lint: setup ## style, types and layers
	@$(BIN)/mypy & types=$$!; \
	$(BIN)/ruff check && $(BIN)/ruff format --check && $(BIN)/lint-imports && $(BIN)/python tools/messages.py check; \
	rest=$$?; wait $$types && exit $$rest

# A file stays on one core: what its tests share is made once.
unit: setup ## tests without a browser, on both cores
	$(BIN)/pytest -q -n auto --dist loadfile -m "not browser and not processes"

browser: setup ## the roads walked in Chromium
	@$(BIN)/python tools/browser_tests.py

processes: setup ## servers over loopback: many at once, killed half-way, keys that turn
	$(BIN)/pytest -q -p no:randomly -m "processes and not browser"

postgres: setup ## the unit tests on a throw-away PostgreSQL
	@$(BIN)/python -m tests.support.postgres $(BIN)/pytest -q -n auto --dist loadfile -m "not browser and not processes"

bench: setup ## what a page costs beside a bare Django view, and an analysis beside mirt, statsmodels and R
	@tools/bootstrap rivals
	@$(BIN)/python -m benchmarks; pages=$$?; $(BIN)/python -m benchmarks.psychometrics && exit $$pages

messages: setup ## collects new sentences into locale/, for the translators
	$(BIN)/python tools/messages.py extract

clean: ## throws away the demo's own files and the libraries
	rm -rf var .venv .uv .rivals
