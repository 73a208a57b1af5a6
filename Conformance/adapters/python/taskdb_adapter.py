#!/usr/bin/env python3
"""Runs the adapter from a checkout, or from where `taskdb` put it: `python3 taskdb_adapter.py MODULE:CLASS …`."""

import sys

from ipyparallel_taskdb.adapter import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
