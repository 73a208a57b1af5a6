"""Judges a controller with its database as users meet it: sessions of a real client, with engines and a real clock.

Only ``taskdb-suite --controller`` uses this package, and only it needs ipyparallel.
"""

# What the judge asks of ``clients.controller``, beside what any client asks.
RESET, FLUSH, DESCRIBE = "taskdb_reset_request", "taskdb_flush_request", "taskdb_describe_request"
