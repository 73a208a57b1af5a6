"""The parts of ``taskdb_adapter.py``, in a package so that no name here hides a module of the class under test."""
