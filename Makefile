# Two commands matter: `make run` opens Roost, `make test` checks all of it. Each may be repeated at any time.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
NOT_IN_CHECK := not browser and not postgres and not slow and not prove

.PHONY: help install install-test system run lint check test prove bench docs

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

install: ## Make .venv with the locked dependencies and roost in it
	@sh scripts/install.sh requirements.lock

install-test:
	@sh scripts/install.sh requirements-test.lock

system:
	@sh scripts/system.sh

run: install ## Open Roost in your browser (PORT=8765)
	@exec $(BIN)/roost serve --open $(if $(PORT),--port $(PORT))

lint: install-test
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

check: lint ## Lint, types, contracts, unit and property tests
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "$(NOT_IN_CHECK)"
	@$(BIN)/python scripts/sizes.py

test: install-test system lint ## Everything that a change must pass, with coverage
	@rm -rf .coverage .coverage.* build/tests*.xml
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not browser and not prove" --cov=roost --cov-report= --junitxml=build/tests.xml
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "browser and not prove" --junitxml=build/tests-browser.xml
	@$(BIN)/python scripts/sizes.py
	@$(BIN)/python scripts/gates.py

prove: install-test system ## Long proofs (up to an hour); writes docs/proof.md
	$(BIN)/python -m tests.prove.run

bench: install-test ## Speed as ratios against a peer in the same run
	$(BIN)/python -m benchmarks.run
	$(BIN)/python -m benchmarks.screening
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.answer_speed
	$(BIN)/python -m benchmarks.body_speed

docs: install-test ## Write the generated pages of docs/reference again
	$(BIN)/python -m scripts.reference
	$(BIN)/python -m scripts.evidence_reference
	$(BIN)/python -m scripts.body_pages
