"""Compares taskdb with peers, side by side, in one run."""
