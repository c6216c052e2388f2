# The two commands of the README are `make run` and `make test`. Both do all set-up themselves.
.DEFAULT_GOAL := help
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
# Compiled modules are kept whatever the machine's habit: else each of some hundred processes compiles them anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test torture check bench quality words answers reference lock setup-run setup-test setup-bench

help:
	@echo "make run      a desk with the demo mailbox, open at a printed local address"
	@echo "make test     everything: lint, types, layers, unit, property, integration, browser"
	@echo "make torture  a thousand kills of fetching and of sending against real mail servers"
	@echo "make check    the quick part of it, under three minutes"
	@echo "make bench    figures against peers, as ratios of one run"
	@echo "make quality  figures of the language analysis on held-back data"
	@echo "make words    collect and compile the texts of the interface"
	@echo "make answers  learn what weighs for an answer from the gold"
	@echo "make reference  the reference pages that are made from the code"
	@echo "make lock     renew the pinned dependencies"

setup-run:
	@scripts/setup run

setup-test:
	@scripts/setup test

setup-bench:
	@scripts/setup bench

run: setup-run
	@.venv/bin/ashore up --demo

check: setup-test
	.venv/bin/ruff check src tests benchmarks scripts
	.venv/bin/ruff format --check src tests benchmarks scripts
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(PYTEST) -q -n 2 -m "not slow and not e2e" tests/unit tests/property tests/golden

test: check
	$(PYTEST) -q -n 2 -m "not slow and not e2e" tests/integration
	$(PYTEST) -q -n 2 -m "slow and not e2e" tests
	ASHORE_TEST_DATABASE=postgres $(PYTEST) -q -n 2 -m "not e2e and (postgres or not slow)" tests
	$(PYTEST) -q -n 2 -m e2e tests/e2e

torture: setup-test
	$(PY) tests/torture/both.py --kills 1000

bench: setup-bench
	$(PY) benchmarks/run.py

quality: setup-test
	$(PY) benchmarks/quality_language.py
	$(PY) benchmarks/quality_tone.py
	$(PY) benchmarks/quality_answers.py
	$(PY) benchmarks/quality_public.py
	$(PY) benchmarks/quality_newtext.py
	$(PY) benchmarks/quality_agreement.py

words: setup-test
	$(PY) scripts/words.py

answers: setup-test
	$(PY) scripts/train_answers.py

reference: setup-test
	$(PY) scripts/reference.py

lock:
	$(PY) -m pip install --quiet uv
	.venv/bin/uv pip compile --quiet pyproject.toml --extra desk --extra postgres --generate-hashes --no-emit-index-url --no-annotate --no-header --universal --python-version 3.11 --output-file requirements/desk.lock
	.venv/bin/uv pip compile --quiet pyproject.toml --all-extras --group dev --generate-hashes --no-emit-index-url --no-annotate --no-header --universal --python-version 3.11 --constraint requirements/desk.lock --output-file requirements/dev.lock
