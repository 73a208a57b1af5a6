"""The protocol that `taskdb test` speaks, for one Python class."""
