"""The packs of rules that hold in a house, read once and kept in memory: a key that somebody types pays nothing."""

from functools import lru_cache

from ashore.core.coach.packs.model import House, Pack, PackFault
from ashore.core.coach.packs.reading import read_pack
from ashore.core.coach.packs.shipped import shipped_names, shipped_pack
from ashore.core.coach.packs.testing import tried
from ashore.store.models import HousePack, Workspace

KEPT = 64
"""Texts of packs that are kept as read, by their digest."""
NAME = "pack.yaml"


def house_of(workspace: Workspace, reader: str) -> House:
    """The packs that are switched on, in the order of their names. ``reader``: the language of who reads findings.

    A pack that this version of Ashore cannot read any more is left out; its page says why.
    """
    rows = HousePack.objects.filter(workspace=workspace, on=True).order_by("name")
    found = (_pack(*row) for row in rows.values_list("pk", "name", "digest"))
    return House(tuple(pack for pack in found if pack is not None), reader)


@lru_cache(KEPT)
def failing(pack: Pack) -> tuple[PackFault, ...]:
    """The tests of a pack that fail; tried once, since neither its text nor its tests change."""
    return tried(pack)


def _pack(row: int, name: str, digest: str) -> Pack | None:
    if digest:
        try:
            return _read(row, digest)
        except HousePack.DoesNotExist:  # changed since it was looked up; the next request finds the new one
            return None
    return shipped_pack(name) if name in shipped_names() else None


@lru_cache(KEPT)
def _read(row: int, digest: str) -> Pack | None:
    found = read_pack(HousePack.objects.get(pk=row, digest=digest).text, NAME)
    return found if isinstance(found, Pack) else None
