# The three commands: make lab, make test, make refresh. Each prepares what it needs; a second run starts at once.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
NBVAL := --nbval --nbval-current-env --nbval-cell-timeout=120
# Only what is used, and by name, so that ours comes first and says what the others need not load.
PLUGINS := -p tests.light -p xdist.plugin -p nbval.plugin -p _hypothesis_pytestplugin
SHARED := -n 3 --dist loadscope --no-loadscope-reorder
# One thread for linear algebra: the threads of BLAS go on spinning after each product and take the browser's processor.
KERNEL = $(BIN)/python -m ipykernel install --sys-prefix --env OMP_NUM_THREADS 1 >/dev/null

# In a folder such as "Übung", with a locale of eight bits, pip writes paths that nothing finds again.
export PYTHONUTF8 = 1
# Without a home that can be written, JupyterLab does not start.
ifeq ($(shell test -w "$$HOME" || echo no),no)
export HOME := $(CURDIR)/.venv/home
endif

.PHONY: lab test check portable refresh hints latency speed timing handout site lite serve pages starts newest constraints clean

lab: .venv/lab
	$(BIN)/jupyter lab $(wildcard notebooks/$(or $(NOTEBOOK),00)_*.ipynb)

# Compiled once, and not again by each of the many processes that the tests start.
unexport PYTHONDONTWRITEBYTECODE

# One thread for linear algebra in the tests as in the kernel.
test check portable refresh latency timing pages: export OMP_NUM_THREADS = 1
test check: export PYTEST_DISABLE_PLUGIN_AUTOLOAD = 1

# Mathematics, panels, exercises, every notebook by nbval, and JupyterLab in a browser. Three at a time, for the browser
# waits more than it works. What failed is said at the end, a line each.
test: .venv/test
	$(BIN)/python -m pytest $(PLUGINS) $(SHARED) $(NBVAL) tests notebooks

# The short loop for one notebook, its views, panels and exercises: make check NOTEBOOK=01
CHECKED = $(wildcard notebooks/$(NOTEBOOK)_*.ipynb)
check: .venv/test
	$(BIN)/python -m pytest $(PLUGINS) -n 2 --dist loadscope -m "not browser" $(NBVAL) \
	  -k $(patsubst $(NOTEBOOK)_%,%,$(basename $(notdir $(CHECKED)))) tests $(CHECKED)

# The same under each kernel of OpenBLAS that this processor has, whose last digits differ; KERNELS="Prescott Haswell" for two.
portable: .venv/test
	$(BIN)/python -m tools.portable $(KERNELS)

# All notebooks, or one: make refresh NOTEBOOK=01
refresh: .venv/test
	$(BIN)/python -m tools.refresh $(wildcard notebooks/$(NOTEBOOK)*.ipynb)

# Answers of students and what they are told: how many mistakes are named, and what is left of the goals.
hints: .venv/test
	$(BIN)/python -m tools.hints $(NOTEBOOK)

latency: .venv/test
	$(BIN)/python -m benchmarks.slider_latency

speed: .venv/test
	$(BIN)/python -m benchmarks.speed

# How soon a page of the web edition lives, its size and memory, beside JupyterLab: nine minutes, for a quiet machine.
timing: .venv/test
	$(BIN)/python -m benchmarks.site_timing

# Each notebook as an HTML page and a PDF for paper, in handout/, to read without a kernel and without a network.
handout: .venv/handout
	$(BIN)/python -m tools.handout $(wildcard notebooks/$(NOTEBOOK)_*.ipynb)

# The series as pages whose panels live in the browser alone, in site/: plain files for any host. make serve shows them
# at http://localhost:8000.
site: .venv/site
	$(BIN)/python -m web.site site

serve: site
	$(BIN)/python -m web.serve site

# JupyterLab itself in the browser, for those who want the whole notebook, in site/lite; the pages then link to it.
lite: .venv/lite
	$(BIN)/python -m web.lite site/lite
	$(BIN)/python -m web.site site

# The web edition whole, in many minutes: every text in the browser's Python beside this one, and every panel in a
# Chromium at the ends of its controls; NOTEBOOK=01 for one. make test takes samples of both.
pages: .venv/test
	$(BIN)/python -m tests.same_digits $(wildcard notebooks/$(NOTEBOOK)_*.ipynb)
	$(BIN)/python -m tests.every_panel $(wildcard notebooks/$(NOTEBOOK)_*.ipynb)

# Every way to start that README.md and docs/lecture.md name, from fresh clones of what is committed: minutes.
starts: .venv/test
	$(BIN)/python -m tools.try_starts

# .venv goes ahead of constraints.txt, and says with which versions; make test then shows what they break, make clean
# goes back.
newest: .venv/test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --upgrade-strategy eager --editable '.[test]'
	$(BIN)/python -m tools.versions

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 lab")'
	$(PYTHON) -m venv .venv
	# In class JupyterLab asks for no news.
	mkdir -p .venv/share/jupyter/lab/settings
	cp tools/jupyter/overrides.json .venv/share/jupyter/lab/settings/
	touch $@

.venv/lab: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[lab]'
	$(KERNEL)
	touch $@

.venv/test: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	$(KERNEL)
	touch $@ .venv/lab

.venv/handout: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[lab,handout]'
	touch $@

.venv/site: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[site]'
	touch $@

.venv/lite: .venv/made pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[lite]'
	touch $@

# One file for every Python and platform; needs uv (python -m pip install uv).
constraints:
	uv pip compile --quiet --universal --python-version 3.11 --extra test --extra lite --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --output-file constraints.txt pyproject.toml

clean:
	rm -rf .venv
