# Singo. Two commands: `make run` and `make test`. The rest are the steps behind them.
# The work is done in scripts/; this file only names it.
.PHONY: run test check-format check-lint check-rust check-deny check-ui check-paper check-window check-tree check-release fuzz bench bench-long measure serve clean help
.DEFAULT_GOAL := help

help: ## Lists what can be made.
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Opens Singo; without a display, makes the practice vault and its PDF.
	@scripts/run.sh

test: ## Everything that a change must pass.
	@scripts/test.sh

check-format: ## Step: rustfmt.
	@scripts/check.sh format

check-lint: ## Step: clippy on every crate, warnings are errors.
	@scripts/check.sh lint

check-rust: ## Step: the Rust tests, walls and goldens among them.
	@scripts/check.sh rust

check-deny: ## Step: who may depend on what, and licences.
	@scripts/check.sh deny

check-ui: ## Step: lint, types, tests and build of the page.
	@scripts/check.sh ui

check-paper: ## Step: sample papers are PDF/A-3a and PDF/UA-1.
	@scripts/check.sh paper

check-window: ## Step: a journey through the real window.
	@scripts/check.sh window

check-tree: ## Step: the steps before left no trace in the working tree.
	@scripts/check.sh tree

fuzz: ## Step by hand: arbitrary bytes to every reader of outside files, a minute each (needs a nightly compiler).
	@scripts/fuzz.sh

serve: ## The page in a plain browser, on a loopback server (development only).
	@scripts/serve.sh

bench: ## Printing measured beside other programs (needs the network once).
	@scripts/bench.sh

bench-long: ## Memory of schedules of 10,000 and 100,000 rows, compared.
	@scripts/long.sh

measure: ## Step by hand: what the promises about size are measured by, on a release (STEPS="sums backup" for some).
	@scripts/measure.sh $(STEPS)

check-release: ## Step by hand: a release prints the very bytes that a debug build does.
	@scripts/check.sh release

clean: ## Removes what was built.
	cargo clean
	rm -rf out ui/dist ui/node_modules
