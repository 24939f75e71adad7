# imtop: `make demo` shows it at work, `make test` runs every test. Both install what is missing.

SWIFT ?= swift
STRICT := --explicit-target-dependency-import-check error
PACKAGES := libncursesw5-dev libpcre2-dev zlib1g-dev pkg-config
TEST_PACKAGES := tmux

.DEFAULT_GOAL := help
.PHONY: help demo test check build bench fuzz lint format deps test-deps clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 18

demo: deps ## Build, start a real gateway with clients on loopback, and watch it (ARGS="--scenario ws-500")
	$(SWIFT) build -c release $(STRICT)
	.build/release/imtop-demo $(ARGS)

# One test at a time: many wait for real files, sockets and terminals, and would starve each other.
test: deps test-deps ## Run every test
	@Scripts/run-tests.sh $(SWIFT) test --disable-xctest --no-parallel $(STRICT)

check: lint test ## What every change must pass: format, warnings, imports, every test

build: deps ## Build the two programs for use: dist/imtop and dist/imtop-demo
	$(SWIFT) build -c release --static-swift-stdlib $(STRICT)
	mkdir -p dist
	cp .build/release/imtop .build/release/imtop-demo dist/

bench: deps ## Measure, side by side with other tools (ARGS="logs")
	Scripts/bench.sh $(ARGS)

fuzz: deps ## Feed every reader with made-up input, one minute each (ARGS="--seconds 600 text-page")
	Scripts/fuzz.sh $(ARGS)

lint: ## Hold the format against .swift-format
	$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

format: ## Bring the code into its format
	$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources

deps:
	@Scripts/install-missing.sh $(PACKAGES)

test-deps:
	@Scripts/install-missing.sh $(TEST_PACKAGES)

clean: ## Remove what was built
	rm -rf .build Benchmarks/.build Fuzz/.build dist
