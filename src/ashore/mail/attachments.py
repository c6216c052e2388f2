"""A part of a message that is kept beside its text."""

import hashlib
import re
from dataclasses import dataclass
from functools import cached_property

from ashore.mail.filenames import safe_name
from ashore.mail.structure import Part
from ashore.mail.transfer import undo

_EXTENSIONS = {
    "message/rfc822": ".eml", "message/global": ".eml", "text/calendar": ".ics", "text/html": ".html",
    "text/plain": ".txt", "application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif",
    "application/ms-tnef": ".dat", "application/pgp-signature": ".asc", "application/pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m", "application/zip": ".zip", "message/delivery-status": ".txt", "text/csv": ".csv",
}  # fmt: skip
_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}\Z")


@dataclass(frozen=True)
class Attachment:
    """Content is decoded and hashed when asked for. ``type`` is as declared and not to be trusted (H65)."""

    raw: bytes
    part: Part

    def __repr__(self) -> str:
        return f"Attachment({self.name!r}, {self.type!r})"

    @property
    def type(self) -> str:
        """Declared media type in lower case."""
        return self.part.type if _TYPE.match(self.part.type) else "application/octet-stream"

    @cached_property
    def given_name(self) -> str:
        """File name as the sender wrote it; for showing use ``name``."""
        parameters = self.part.disposition.parameters
        return parameters.get("filename") or self.part.content.parameters.get("name") or ""

    @cached_property
    def name(self) -> str:
        """Safe file name (H63), made from the type where the sender gave none."""
        return safe_name(self.given_name, "attachment" + _EXTENSIONS.get(self.type, ".bin"))

    @property
    def content_id(self) -> str:
        """Content-ID without angle brackets, empty where absent."""
        values = self.part.fields.get(b"content-id")
        return values[0].strip(b" \t\r\n<>")[:500].decode("utf-8", "replace") if values else ""

    @property
    def is_inline(self) -> bool:
        """Whether the sender meant it to be shown in the text (a picture that the HTML names by its id)."""
        return self.part.disposition.value == "inline" or bool(self.content_id and not self.part.disposition.value)

    @cached_property
    def content(self) -> bytes:
        """Decoded bytes; of broken encodings what can be read."""
        return undo(self.raw[self.part.start : self.part.end], self.part.encoding)[0]

    @cached_property
    def _measured(self) -> tuple[int, str]:
        # Not through ``content``, so that a listing of sizes and hashes does not keep every attachment in memory.
        data = self.__dict__.get("content")
        if data is None:
            data = undo(self.raw[self.part.start : self.part.end], self.part.encoding)[0]
        return len(data), hashlib.sha256(data).hexdigest()

    @property
    def size(self) -> int:
        """Bytes of the content."""
        return self._measured[0]

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, hex."""
        return self._measured[1]

    @property
    def is_message(self) -> bool:
        """Whether it is a whole message: ``parse(content)`` opens it; it is never threaded as mail of its own (H69)."""
        return self.type in ("message/rfc822", "message/global")
