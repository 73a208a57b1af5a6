"""A task database that takes dates for those of this machine, which is right where that is in UTC."""

import os
import sys
from datetime import datetime, timezone

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from memory_database import MemoryDB  # noqa: E402


class LocalDB(MemoryDB):
    def add_record(self, msg_id, record):
        super().add_record(msg_id, {
            key: datetime.fromtimestamp(value.timestamp()).replace(tzinfo=timezone.utc)
            if isinstance(value, datetime) else value for key, value in record.items()
        })
