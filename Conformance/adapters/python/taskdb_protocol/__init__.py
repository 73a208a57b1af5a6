"""The modules of ``taskdb_adapter.py``. They are in a package so that they hide no module of the class under test."""
