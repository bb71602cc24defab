# The two commands of a newcomer are `make run` and `make test`; `make` alone lists the rest.
# Every recipe is one call of a script in tools/, where the work and its reasons are.

.DEFAULT_GOAL := help
.PHONY: help run test dev dist bench dates setup fmt lint unit e2e walk style clean

# Arguments for the runners: make unit ARGS="-p domain", make e2e ARGS="--project=phone -g wrong".
ARGS ?=
# Which database the browser tests use: sqlite or postgres.
DATABASE ?= sqlite
# How many random walks.
WALKS ?= 20

help: ## list the commands
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10 | sed 's/^/  make /'

run: ## build, make demo data once, serve on http://localhost:3000
	@tools/setup.sh build
	@tools/dist.sh
	@tools/run.sh

test: ## everything CI runs: format, lints, tests on both databases, browser tests
	@tools/setup.sh test
	@tools/test.sh

dev: ## serve, and rebuild and reload the page at every change
	@tools/setup.sh build
	@tools/dev.sh

dist: ## the release folder dist/: program and site
	@tools/setup.sh build
	@tools/dist.sh

bench: ## size of what the browser loads, time to start, time of the main pages
	@tools/setup.sh build
	@tools/dist.sh
	@tools/bench.sh

dates: ## tests, journeys and a short bench as if it were year's end, 29 February, Sunday night...
	@tools/setup.sh test
	@tools/dist.sh
	@tools/dates.sh

setup: ## install what building and testing need (done by the others too)
	@tools/setup.sh test

fmt: ## format the Rust code
	@cargo fmt --all

lint: ## clippy for server and browser, types of the browser tests
	@tools/lint.sh

unit: ## tests of rules, storage and use-cases on SQLite and PostgreSQL
	@tools/unit.sh $(ARGS)

e2e: ## browser tests against dist/ (DATABASE=postgres, ARGS="...")
	@tools/setup.sh test
	@tools/dist.sh
	@tools/e2e.sh $(DATABASE) $(ARGS)

walk: ## random walks over every screen with fresh seeds (WALKS=200), on both databases
	@tools/setup.sh test
	@tools/dist.sh
	@tools/walk.sh $(WALKS)

style: ## the style sheet only
	@bash style/build.sh

clean: ## remove what was built; keeps data/
	@rm -rf dist end2end/test-results
	@cargo clean
