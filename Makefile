# Two commands for newcomers: `make run` and `make test`. Each sets up what it needs and says what that is.
.PHONY: run test check lint bench-signup bench-ask bench-optimizers bench-quantized drill clean help
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' $(MAKEFILE_LIST) | while IFS='|' read -r name says; do printf '  make %-14s %s\n' "$$name" "$$says"; done

run: $(VENV)/.for-run  ## the course in a chat page on this machine (or in Discord, with SYLLABOT_DISCORD_TOKEN)
	@exec $(PY) syllabot.py run

test: $(VENV)/.for-test  ## everything that is tested, on both databases and in a real browser
	@scripts/test

lint: $(VENV)/.for-test  ## style and types alone
	@scripts/lint

check: $(VENV)/.for-run  ## the course folder: errors, and what an instructor should decide
	@$(PY) syllabot.py check

bench-signup: $(VENV)/.for-test  ## 200 sign-ups at once over HTTP, on both databases
	@$(PY) -m benchmarks.signup

bench-ask: $(VENV)/.for-test  ## how well and how fast /ask answers two sets of questions
	@$(PY) -m benchmarks.ask

bench-optimizers: $(VENV)/.for-test  ## whole sweeps of the optimizer comparison, fused against plain
	@$(PY) -m benchmarks.optimizers

bench-quantized: $(VENV)/.for-test  ## networks at lower precision: accuracy, bytes, latency, and under load
	@$(PY) -m benchmarks.quantized

drill: $(VENV)/.for-test  ## reminders while everything is killed and Discord fails, then ten minutes of chaos
	@$(PY) -m benchmarks.drill
	@$(PY) -m benchmarks.chaos

clean:  ## forget what was installed and stored here
	rm -rf $(VENV) var build *.egg-info

$(VENV)/.for-run: pyproject.toml scripts/install scripts/sentence-model.txt
	@scripts/install worker && touch $@

$(VENV)/.for-test: pyproject.toml scripts/install scripts/sentence-model.txt
	@scripts/install test && touch $@
