"""The keys that a backup does not hold: written beside it on request, put back, and what cannot be opened without
them."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from ashore.usecases import sealing
from ashore.usecases.backups.files import BadBackup, stamp

NAMES = {"secret-key": "SECRET_KEY", "seal-key": "SEAL_KEY"}
SEALED = ("secret", "token")
"""How columns with sealed values are called."""
_HEAD = "# Keys of a desk: who has these and its backup can read its mail passwords. Keep both apart.\n"


@dataclass(frozen=True, slots=True)
class BrokenSeal:
    """Something whose secret cannot be opened with the present key. ``what``: the table in words, ``name``: which
    one."""

    what: str
    name: str


def write_keys(*, beside: Path) -> Path:
    """The keys in a file of their own (0600) beside a backup: its path. Raises `BadBackup` where one is there."""
    to = beside.with_name(f"{beside.name}.keys")
    lines = [f'{name} = "{getattr(settings, setting)}"\n' for name, setting in NAMES.items()]
    try:
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BadBackup(f"{to} exists already; give another name, nothing was overwritten") from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(_HEAD + "".join(lines))
        file.flush()
        os.fsync(file.fileno())
    return to


def put_keys(*, source: Path, folder: Path) -> tuple[Path, ...]:
    """Make the keys beside a backup those of the installation; files that held others are moved aside: where to.

    They hold from the next start on. Raises `BadBackup` where the file is none.
    """
    kept = source.with_name(f"{source.name}.keys")
    try:
        found = tomllib.loads(kept.read_text(encoding="ascii"))
    except FileNotFoundError:
        raise BadBackup(f"{kept} does not exist: this backup was written without --with-key") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadBackup(f"{kept} holds no keys: {error}") from error
    if not all(isinstance(found.get(name), str) and found[name] for name in NAMES):
        raise BadBackup(f"{kept} holds no keys: secret-key and seal-key must stand in it")
    former = [_put(folder / name, found[name]) for name in NAMES]
    return tuple(each for each in former if each)


def _put(path: Path, key: str) -> Path | None:
    standing = path.read_text(encoding="ascii").strip() if path.exists() else None
    if standing == key:
        return None
    former = path.with_name(f"{path.name}.before-{stamp()}") if standing is not None else None
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(key)
    if former:
        path.rename(former)
    part.replace(path)
    return former


def broken_seals() -> tuple[BrokenSeal, ...]:
    """All whose secret was sealed with another key, by table and row: their passwords must be typed in anew."""
    found = []
    for model in apps.get_app_config("store").get_models():
        for field in model._meta.concrete_fields:
            if field.name in SEALED and isinstance(field, models.BinaryField):
                rows = model._base_manager.order_by("pk").iterator()
                found += [_named(row) for row in rows if not _opens(getattr(row, field.name))]
    return tuple(found)


def _opens(sealed: bytes | memoryview) -> bool:
    try:
        sealing.unseal(sealed)
    except (sealing.SealBroken, ValueError):
        return False
    return True


def _named(row: models.Model) -> BrokenSeal:
    known = (getattr(row, name, "") for name in ("address", "name", "label"))
    return BrokenSeal(str(row._meta.verbose_name), next((str(each) for each in known if each), f"no. {row.pk}"))
