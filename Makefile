# Builds and installs taskdb: `make help`.

PREFIX = /usr/local
DESTDIR =
PYTHON = python3
STAGE = .build/stage

# Programs to install; those that are not given are built for release.
TASKDB =
IPCONTROLLER =
export TASKDB IPCONTROLLER

# What the programs, and what they make, are made of.
sources := LICENSE CHANGELOG.md $(shell find Package.swift Sources Plugins Docs Scripts Conformance/reports \
    Conformance/adapters/python/ipyparallel_taskdb -name __pycache__ -prune -o -type f -print)

.PHONY: build install uninstall deb help

build: $(STAGE)/bin/taskdb

$(STAGE)/bin/taskdb: $(sources) $(TASKDB) $(IPCONTROLLER)
	Scripts/stage "$(STAGE)"

install: $(STAGE)/bin/taskdb
	"$(PYTHON)" Scripts/pack_program.py install "$(STAGE)" "$(DESTDIR)" "$(PREFIX)"

uninstall:
	"$(PYTHON)" Scripts/pack_program.py uninstall "$(DESTDIR)" "$(PREFIX)"

deb:
	Scripts/package

help:
	@echo 'make              build taskdb and ipcontroller, their man pages, completions and HTML pages'
	@echo 'make install      install them and the Python package ipyparallel-taskdb below PREFIX'
	@echo 'make uninstall    remove what was installed there'
	@echo 'make deb          make a Debian package, and the wheel and tar.xz of Scripts/package, in .build/package'
	@echo
	@echo 'PREFIX=DIR        where to install (default: /usr/local)'
	@echo 'DESTDIR=DIR       write below this directory instead, for a package'
	@echo 'PYTHON=PROGRAM    the Python that gets the package and runs taskdb-suite (default: python3)'
