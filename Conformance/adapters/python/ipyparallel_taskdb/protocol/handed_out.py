"""Buffers that a database handed out must not change when it is written to later: the Hub may still have to send them."""

from __future__ import annotations

from typing import Any, Iterator, List, Tuple, Union

from .hub import BUFFER_KEYS

# The most objects and bytes that are held; each is compared after every write.
MOST_OBJECTS, MOST_BYTES = 200, 1 << 26

_Mutable = Union[bytearray, memoryview]


class BufferChangedError(RuntimeError):
    """Bytes that were handed out have changed."""


class HandedOut:
    """The ``memoryview`` and ``bytearray`` objects that one database handed out, with the bytes that they had."""

    def __init__(self) -> None:
        self._held: List[Tuple[str, _Mutable, bytes]] = []
        self._size = 0

    @property
    def is_empty(self) -> bool:
        return not self._held

    def hold(self, method: str, result: Any) -> None:
        """Notes the buffers of a record, or of a list of records."""
        for buffer in _buffers(result):
            if len(self._held) == MOST_OBJECTS or self._size + len(buffer) > MOST_BYTES:
                return
            data = bytes(buffer)
            self._size += len(data)
            self._held.append((method, buffer, data))

    def check(self, method: str) -> None:
        """Raises ``BufferChangedError`` if the write ``method`` changed what an earlier call handed out."""
        for reader, buffer, data in self._held:
            if not _has(buffer, data):
                kind = type(buffer).__name__
                self.clear()
                raise BufferChangedError(
                    "%s changed the bytes of a %s that %s had returned (the Hub may send it after later writes; "
                    "bytes(buffer) makes a copy that stays)" % (method, kind, reader)
                )

    def clear(self) -> None:
        """Forgets all: a view keeps its memory from being closed."""
        self._held.clear()
        self._size = 0


def _buffers(result: Any) -> Iterator[_Mutable]:
    for record in result if isinstance(result, list) else [result]:
        if isinstance(record, dict):
            for key in BUFFER_KEYS:
                buffers = record.get(key)
                if isinstance(buffers, (list, tuple)):
                    yield from (item for item in buffers if isinstance(item, (bytearray, memoryview)))


def _has(buffer: _Mutable, data: bytes) -> bool:
    try:
        return bytes(buffer) == data
    except ValueError:  # the view was released
        return False
