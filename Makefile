# Everything is done by the command line of the package; these targets only set it up and call it.
# Bare `make` prints this list.

JAAR ?= 2021
DATA ?= data/$(JAAR)
SET ?=
FORMATS ?= html,pdf
RENDERER ?= auto
PYTHON ?= python3
VENV ?= .venv

BIN := $(VENV)/bin
OPTIES := $(foreach paar,$(SET),--set "$(paar)")

LEGVAST := $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate

export UV_COMPILE_BYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: bench help report check verify new reports test lint notebooks quarto lock clean

help: ## deze lijst
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-12s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo 'JAAR=2022 kiest een ander jaar, SET="discontovoet=0.03" wijkt af van een aanname.'

report: $(VENV)/klaar ## maak het jaarbericht van data/$(JAAR) in dist/$(JAAR)
	@$(BIN)/buurtrendement report "$(DATA)" $(OPTIES) --renderer $(RENDERER) --formats $(FORMATS)

check: $(VENV)/klaar ## zeg wat er mis is met de bestanden in data/$(JAAR)
	@$(BIN)/buurtrendement check "$(DATA)" $(OPTIES)

verify: $(VENV)/klaar ## maak dist/$(JAAR) opnieuw en vergelijk
	@$(BIN)/buurtrendement verify dist/$(JAAR) --data "$(DATA)"

new: $(VENV)/klaar ## begin het jaar data/$(JAAR)
	@$(BIN)/buurtrendement new "$(DATA)"

test: $(VENV)/klaar-test ## alle toetsen
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/klaar-test ## stijl en typen
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

notebooks: $(VENV)-lab/klaar ## open de notebooks in JupyterLab
	@$(VENV)-lab/bin/jupyter lab notebooks --LabApp.default_url='/lab/tree/BEGIN.md?factory=Markdown%20Preview'

quarto: $(VENV)/klaar ## zet Quarto in de omgeving van het project (hoeft niet)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python quarto-cli && $(BIN)/quarto --version \
	  || { echo 'Quarto kon niet worden opgehaald: het officiële pakket haalt het programma van internet.'; \
	       echo 'Installeer het zelf van quarto.org (1.9 of nieuwer), of gebruik environment.yml met conda.'; \
	       echo 'Zonder Quarto werkt alles: het jaarbericht wordt dan opgemaakt door de ingebouwde renderer.'; exit 1; }

bench: $(VENV)/klaar-test ## meet de snelheid, naast andere wegen (duurt een kwartier)
	@$(BIN)/python -m benchmarks

lock: $(VENV)/klaar-test ## leg de versies van alle pakketten opnieuw vast
	@echo uv | $(LEGVAST) - -o requirements-uv.lock
	@$(LEGVAST) pyproject.toml -o requirements.lock
	@$(LEGVAST) pyproject.toml --extra test --extra cluster -c requirements.lock -o requirements-test.lock
	@$(LEGVAST) pyproject.toml --extra notebooks -c requirements.lock -o requirements-notebooks.lock

clean: ## gooi weg wat gemaakt is (build en dist)
	rm -rf build dist

$(VENV)/klaar: requirements.lock pyproject.toml
	@echo 'Omgeving klaarzetten (eenmalig) …'
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 of nieuwer is nodig.") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-uv.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@$(BIN)/python -m compileall -q src # where Python may not write, it would compile the package at every start
	@touch $@

$(VENV)/klaar-test: $(VENV)/klaar requirements-test.lock
	@echo 'Testpakketten klaarzetten (eenmalig) …'
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-test.lock
	@touch $@

# JupyterLab has an environment of its own: it slows every start of a notebook by more than a second.
$(VENV)-lab/klaar: $(VENV)/klaar requirements-notebooks.lock
	@echo 'JupyterLab klaarzetten (eenmalig) …'
	@test -x $(VENV)-lab/bin/python || $(PYTHON) -m venv $(VENV)-lab
	@$(BIN)/uv pip install --quiet --python $(VENV)-lab/bin/python --require-hashes -r requirements-notebooks.lock
	@$(BIN)/uv pip install --quiet --python $(VENV)-lab/bin/python --no-deps --editable .
	@touch $@
