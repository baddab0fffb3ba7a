# Everything one does with Mondo from its source; `make help` lists it.
# Wants Go, and Node for the browser application; says so when one is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules

# The sheets that `make run` and `make dev` serve; `make run SHEETS=~/sheets`.
SHEETS ?= examples/
# The address of `make run` and `make dev`.
ADDR ?= 127.0.0.1:8737
# How long `make fuzz` spends on each fuzz test, and how often `make bench` repeats.
FUZZTIME ?= 30s
COUNT ?= 1

version := $(shell git describe --tags --always --dirty 2>/dev/null || echo unversioned)
tool := go tool -modfile=tools.mod
ui := web/dist/index.html
deps := web/node_modules/.package-lock.json
ui_sources = $(shell find web/src web/public -type f 2>/dev/null) $(wildcard web/*.html web/*.ts web/*.js web/*.json)
go_files = $(shell git ls-files -co --exclude-standard '*.go')

.PHONY: help
help: ## list what there is to make
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## build everything and serve examples/ (SHEETS=…, ADDR=…)
	./bin/mondo serve --addr $(ADDR) $(SHEETS)

.PHONY: build
build: need-go $(ui) ## make bin/mondo, one static binary with the browser application inside
	CGO_ENABLED=0 go build -trimpath -ldflags '-s -w -X main.version=$(version)' -o bin/mondo ./cmd/mondo

.PHONY: dev
dev: need-go $(deps) ## serve with a browser application that follows your edits
	@CGO_ENABLED=0 go build -o bin/mondo-dev ./cmd/mondo
	@trap 'kill 0' EXIT; \
	./bin/mondo-dev serve --addr $(ADDR) $(SHEETS) & \
	cd web && MONDO_SERVER=http://$(ADDR) npm run dev

.PHONY: test
test: ## test everything: Go with -race, the browser application, both together in Chromium
	@scripts/ready-to-test
	@$(MAKE) --no-print-directory --keep-going test-go test-web test-browser

.PHONY: test-go
test-go: need-go
	scripts/go-test $$(go list ./... | grep -v '/e2e$$')

.PHONY: test-web
test-web: $(deps)
	cd web && npm test

.PHONY: test-browser
test-browser: build
	go test -count=1 ./e2e

.PHONY: pictures
pictures: build ## take the pictures of the READMEs anew
	MONDO_IMAGES=$(CURDIR)/docs/images go test -count=1 -run TestPictures ./e2e

.PHONY: check
check: ## what CI asks of the text: format, vet, staticcheck, types, modules and locks
	@$(MAKE) --no-print-directory --keep-going check-format check-vet check-staticcheck check-modules check-web

.PHONY: check-format
check-format: need-go
	@unformatted=$$($(tool) gofumpt -l $(go_files)); \
	if [ -n "$$unformatted" ]; then printf 'Not formatted; make format does it:\n%s\n' "$$unformatted"; exit 1; fi

.PHONY: check-vet
check-vet: need-go
	go vet ./...

.PHONY: check-staticcheck
check-staticcheck: need-go
	$(tool) staticcheck ./...

.PHONY: check-modules
check-modules: need-go
	go mod tidy -diff
	scripts/check-locks

.PHONY: check-web
check-web: $(deps)
	cd web && npm run --silent check

.PHONY: format
format: need-go ## format the Go files
	@$(tool) gofumpt -w $(go_files)

.PHONY: bench
bench: need-go ## measure: parsing, scoring, storing, and submit to first words (COUNT=…)
	go test -run '^$$' -bench . -benchmem -count $(COUNT) ./... | grep -Ev '^(ok|PASS|\?)'

.PHONY: fuzz
fuzz: need-go ## run every fuzz test for FUZZTIME
	scripts/fuzz $(FUZZTIME)

.PHONY: clean
clean: ## remove what was built and what npm installed
	rm -rf bin web/node_modules
	find web/dist -mindepth 1 ! -name .gitkeep -delete

.PHONY: need-go
need-go:
	@scripts/need go

# npm writes this file last, so it is newer than the lock when all is installed.
$(deps): web/package.json web/package-lock.json
	@scripts/need node
	cd web && npm ci --no-audit --no-fund
	@touch $@

$(ui): $(deps) $(ui_sources)
	cd web && npm run build
	@touch $@
