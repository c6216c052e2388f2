"""Frozen dataclasses of the core as JSON, and back, by their declared types; members at their default are left out.

A field added to a contract travels without a change here; rows written before it read back with its default.
"""

from collections.abc import Callable, Hashable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from ashore.usecases.records import text_for_database

T = TypeVar("T")
Reader = Callable[[Any], Any]


def write_value(value: Any) -> Any:
    """JSON form of a frozen dataclass: sets sorted, instants as ISO 8601, tuples and dataclasses recursively."""
    return _writer(cast(Hashable, type(value)))(value)


def read_value(kind: type[T], data: Any) -> T:
    """The value of ``kind`` (a frozen dataclass) that was written."""
    value: T = _reader(cast(Hashable, kind))(data)
    return value


@lru_cache(maxsize=256)
def _writer(kind: Hashable) -> Reader:
    """How values of a declared type are written; what a type allows is looked at once, not value by value."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        write = _writer(next(each for each in inner if each is not type(None)))
        return _optional(write)
    if origin is tuple:
        return _tuple_writer(inner)
    if origin is frozenset:
        return lambda value: sorted(map(text_for_database, value))
    if kind is datetime:
        return datetime.isoformat
    if kind is str:
        return text_for_database
    if is_dataclass(kind):
        return _dataclass_writer(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        hints = get_type_hints(kind)
        return _tuple_writer(tuple(hints[name] for name in cast(Any, kind)._fields))
    return _same


def _tuple_writer(inner: tuple[Any, ...]) -> Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        write = _writer(inner[0])
        return list if write is _same else lambda value: list(map(write, value))
    writers = tuple(_writer(each) for each in inner)
    return lambda value: [write(each) for write, each in zip(writers, value, strict=True)]


def _dataclass_writer(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    members = tuple((each.name, _default(each), _writer(hints[each.name])) for each in fields(kind))
    values = attrgetter(*(name for name, _, _ in members))

    def write_members(value: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for (name, default, write), each in zip(members, values(value), strict=True):
            if each != default:
                found[name] = write(each)
        return found

    return write_members


def _default(each: Field[Any]) -> object:
    if each.default is not MISSING:
        return each.default
    return MISSING if each.default_factory is MISSING else each.default_factory()


def _same(data: Any) -> Any:
    return data


@lru_cache(maxsize=256)
def _reader(kind: Hashable) -> Reader:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _optional(_reader(next(each for each in inner if each is not type(None))))
    if origin is tuple:
        return _tuple_reader(inner)
    if origin is frozenset:
        return frozenset
    if kind is datetime:
        return datetime.fromisoformat
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, tuple):
        return lambda data: kind(*data)
    return _same


def _optional(read: Reader) -> Reader:
    return lambda data: None if data is None else read(data)


def _tuple_reader(inner: tuple[Any, ...]) -> Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        read = _reader(inner[0])
        return tuple if read is _same else lambda data: tuple(map(read, data))
    readers = tuple(_reader(each) for each in inner)
    return lambda data: tuple(read(each) for read, each in zip(readers, data, strict=True))


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {each.name: _reader(hints[each.name]) for each in fields(kind)}
    plain = frozenset(name for name, read in readers.items() if read is _same)

    def read_members(data: dict[str, Any]) -> Any:
        known = {n: v if n in plain else readers[n](v) for n, v in data.items() if n in readers}
        return kind(**known)

    return read_members
