# Each target makes what it needs first: a bare machine needs no other step.

PORT ?= 8501
ADDRESS ?= 127.0.0.1

VENV := .venv
LINTS := lint-style lint-types lint-javascript
EDITOR_PARTS := graph/components/sparql_editor
PY := $(VENV)/bin/python
PIP := $(PY) -m pip -qq --disable-pip-version-check --no-input

# The first Python on the path that is new enough; empty where there is none.
PYTHON ?= $(shell for name in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$name && break; done)

# $(call install,FILE): installs what a file pins. uv does it in a third of pip's time; where it cannot,
# because only pip knows the way to a mirror, pip does.
define install
	$(PY) -m uv pip install --quiet --python $(PY) --require-hashes --only-binary :all: \
		--requirement $(1) 2>/dev/null \
	|| $(PIP) install --require-hashes --only-binary :all: --requirement $(1)
endef

# $(call debian,PACKAGE): installs a package where we may, that is as root on Debian; fails elsewhere.
define debian
	{ [ "$$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null \
		&& echo "Installing Debian's package $(1) ..." && export DEBIAN_FRONTEND=noninteractive \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }
endef

.PHONY: help
help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: $(VENV)/app.done  ## Serve the app on this machine (PORT=8501, ADDRESS=127.0.0.1)
	@$(PY) -m streamlit run app.py --server.port $(PORT) --server.address $(ADDRESS) \
		--server.headless true

.PHONY: build
build: $(VENV)/app.done  ## Build data/built/ from the tables and the ontology
	@$(PY) -m graph.cli build

.PHONY: check
check: $(VENV)/app.done  ## Check the tables and the ontology, write nothing
	@$(PY) -m graph.cli check

# What is fetched for the tests comes while the code is checked. Each process of the tests would prepare
# them, and the parts of pytest, anew where Python may not keep what it has compiled.
.PHONY: test
test: $(VENV)/dev.done  ## Check the code, then run every test, those in a browser included
	@$(MAKE) --no-print-directory --keep-going --jobs $(LINTS) engines
	@PYTHONDONTWRITEBYTECODE= $(PY) -m pytest --numprocesses auto --dist worksteal

.PHONY: lint
lint: $(VENV)/dev.done  ## Check style, types and imports of the Python and the JavaScript
	@$(MAKE) --no-print-directory --keep-going --jobs $(LINTS)

.PHONY: lint-style
lint-style:
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@$(VENV)/bin/lint-imports --no-logo

# On a busy machine no worker may start in time (2). Those that came too late still write to the cache,
# on which mypy by itself has failed: it goes without.
.PHONY: lint-types
lint-types:
	@$(PY) -m mypy --num-workers auto || { [ $$? = 2 ] && $(PY) -m mypy --cache-dir=/dev/null; }

.PHONY: lint-javascript
lint-javascript:
	@$(PY) -m tests.javascript

.PHONY: bench
bench: $(VENV)/bench.done browser  ## Measure speed and memory against peers, in half an hour or so
	@$(VENV)/bench/bin/python -m tests.benchmarks

.PHONY: bench-full
bench-full: $(VENV)/bench.done browser  ## The same up to ten million triples, in an hour or two
	@$(VENV)/bench/bin/python -m tests.benchmarks --full

.PHONY: settings
settings: $(VENV)/app.done  ## Write docs/settings.md from where the settings are declared
	@$(PY) -m graph.cli settings --markdown > docs/settings.md

.PHONY: pictures
pictures: $(VENV)/dev.done browser  ## Take the pictures in docs/pictures/ from the running app
	@$(PY) -m tests.browser.pictures

.PHONY: layers
layers: $(VENV)/dev.done  ## Print the floors of the house into CONTRIBUTING.md, from the import rules
	@$(PY) -m tests.layers

.PHONY: texts
texts: $(VENV)/dev.done  ## Bring new texts of the pages into the catalogues of all languages
	@$(PY) -m tests.catalogues

.PHONY: requirements
requirements: $(VENV)/dev.done  ## Pin what pyproject.toml asks for (FLAGS=--upgrade for the newest)
	@$(call pin,requirements-uv.txt,--group uv)
	@$(call pin,requirements.txt,pyproject.toml --group install)
	@$(call pin,requirements-dev.txt,pyproject.toml --group install --group dev \
		--constraint requirements.txt)
	@$(call pin,requirements-bench.txt,pyproject.toml --group install --group dev --group bench \
		--constraint requirements-dev.txt)

# One version of each package for every system and every Python from 3.11 on, each file hashed.
define pin
	$(PY) -m uv pip compile $(2) --output-file $(1) --quiet $(FLAGS) \
		--universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make requirements"
endef

.PHONY: clean
clean:  ## Remove .venv and everything else that the targets left behind
	@rm -rf $(VENV) graph/components/*/built build dist .hypothesis .import_linter_cache .mypy_cache node_modules tests/store/engines/sharded/node_modules .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The browser of the tests: Chromium without any windows, which shows the same pages for a fifth less
# of a processor, from Debian or from Playwright; where neither can be had, the machine's own browser.
# Playwright itself needs a library that a bare Debian lacks.
.PHONY: browser
browser: $(VENV)/dev.done
	@$(PY) -m playwright --version >/dev/null 2>&1 || $(call debian,libatomic1) || { \
		echo "Playwright does not start: please install the library libatomic1." >&2; exit 1; }
	@command -v chromium-headless-shell >/dev/null || $(call debian,chromium-headless-shell) || { \
		for name in chromium chromium-browser google-chrome; do \
			command -v $$name >/dev/null && exit 0; done; \
		$(PY) -m playwright install --only-shell chromium; } || { \
		echo "The tests need a browser: please install Chromium or Google Chrome." >&2; exit 1; }

# After the browser, since Debian installs one thing at a time. Engines on which tests really run:
# Debian's package without its service, and one from npm that makes one of several. Where they cannot be
# had those tests are skipped and say so.
.PHONY: engines
engines: browser  ## Fetch the engines that some of the tests run on
	@command -v virtuoso-t >/dev/null || $(call debian,virtuoso-opensource-7-bin) || \
		echo "Virtuoso is not here: the tests that need it will be skipped." >&2
	@$(PY) -m tests.engine_servers || true

# The benchmarks' environment sees what .venv has and adds the peers, which the app never sees.
$(VENV)/bench.done: requirements-bench.txt $(VENV)/dev.done
	@echo "Installing what the benchmarks need into $(VENV)/bench, once ..."
	@$(PY) -m venv --clear $(VENV)/bench
	@$(PY) -c 'import site; print("import site; site.addsitedir(%r)" % site.getsitepackages()[0])' > \
		"$$($(VENV)/bench/bin/python -c 'import site; print(site.getsitepackages()[0])')/app.pth"
	@$(VENV)/bench/bin/python -m pip -qq --disable-pip-version-check --no-input install \
		--require-hashes --only-binary :all: --requirement requirements-bench.txt
	@touch $@

# The two files *.done say that .venv holds what the requirements of that moment ask for.
$(VENV)/app.done: requirements-uv.txt requirements.txt pyproject.toml hatch_build.py \
		$(addprefix $(EDITOR_PARTS)/,codemirror.js package.json package-lock.json) | $(PY)
	@echo "Installing what the app needs into $(VENV), once; this takes a minute ..."
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements-uv.txt
	@$(call install,requirements.txt)
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@cat $(EDITOR_PARTS)/built/missing.txt 2>/dev/null || true
	@touch $@

# The tests start many processes. Each would compile everything anew where Python may not keep what it
# has compiled (PYTHONDONTWRITEBYTECODE), and uv leaves that to Python.
$(VENV)/dev.done: requirements-dev.txt $(VENV)/app.done
	@echo "Installing what the checks need into $(VENV), once ..."
	@$(call install,requirements-dev.txt)
	@$(PY) -m compileall -q -j 0 -x '/(tests|pip)/' $(VENV)/lib graph || true
	@touch $@

$(PY):
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed; none was found." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { \
		package=$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'); \
		$(call debian,$$package) || { \
			echo "This Python cannot make environments: please install $$package." >&2; \
			exit 1; }; }
	@$(PYTHON) -m venv --clear $(VENV)
