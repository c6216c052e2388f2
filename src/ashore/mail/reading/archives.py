"""Zip files of mail. Bombs are refused by what they promise and by what they give; zips within are not opened (H66)."""

import os
import tempfile
import zipfile
from collections.abc import Callable, Iterator

from ashore.core.kernel import Reason
from ashore.mail.limits import MAX_ZIP_BYTES, MAX_ZIP_MEMBERS, MAX_ZIP_RATIO
from ashore.mail.reading.folders import is_bookkeeping
from ashore.mail.reading.sources import PREFIX, Found, Unreadable, failed

Member = Callable[[int, str], Iterator[Found]]

_SMALL = 10 * 1024 * 1024
_CHUNK = 1024 * 1024


def read_zip(fd: int, where: str, read_member: Member) -> Iterator[Found]:
    """The mail in a zip file: members that are mbox or single messages, one after the other through a scratch file.

    ``read_member``: reads one unpacked member from its descriptor and its place.
    """
    with os.fdopen(os.dup(fd), "rb") as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as e:
            yield Unreadable(
                where, Reason("mail.source.broken_zip", params={"error": str(e)[:200]}), os.pread(fd, PREFIX, 0)
            )
            return
        with archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            refused = _refusal(members, os.fstat(fd).st_size)
            if refused:
                yield Unreadable(where, refused, os.pread(fd, PREFIX, 0))
                return
            for member in members:
                name = member.filename.rpartition("/")[2]
                if not is_bookkeeping(name, False) and not member.filename.startswith("__MACOSX/"):
                    yield from _member(archive, member, f"{where}!{member.filename}", read_member)


def _refusal(members: list[zipfile.ZipInfo], size: int) -> Reason | None:
    promised = sum(m.file_size for m in members)
    if len(members) > MAX_ZIP_MEMBERS:
        return Reason("mail.source.zip_too_many", params={"count": len(members), "limit": MAX_ZIP_MEMBERS})
    if promised > MAX_ZIP_BYTES or (promised > _SMALL and promised > size * MAX_ZIP_RATIO):
        return Reason("mail.source.zip_bomb", params={"size": promised, "packed": size})
    return None


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, read_member: Member) -> Iterator[Found]:
    if member.flag_bits & 0x1:
        yield Unreadable(where, Reason("mail.source.zip_locked"))
        return
    try:
        with tempfile.TemporaryFile() as scratch, archive.open(member) as packed:
            first = packed.read(_CHUNK)
            if first.startswith(b"PK\x03\x04"):
                yield Unreadable(where, Reason("mail.source.zip_in_zip"), first[:PREFIX])
                return
            given = scratch.write(first)
            while chunk := packed.read(_CHUNK):
                given += scratch.write(chunk)
                if given > member.file_size:
                    yield Unreadable(
                        where, Reason("mail.source.zip_bomb", params={"size": given, "packed": member.compress_size})
                    )
                    return
            scratch.flush()
            yield from read_member(scratch.fileno(), where)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as e:
        yield Unreadable(where, Reason("mail.source.broken_zip", params={"error": str(e)[:200]}))
    except OSError as e:
        yield failed(where, e)
    except Exception as e:
        if type(e).__module__ not in ("zlib", "lzma", "_lzma"):
            raise
        yield Unreadable(where, Reason("mail.source.broken_zip", params={"error": str(e)[:200]}))
