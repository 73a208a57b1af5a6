"""The suite, run in this process against a Python class."""

from ipyparallel_taskdb import __version__ as VERSION

NAME = "taskdb_suite"
