"""Mailboxes from address fields, tolerant and linear (H06, H08, H09, H36)."""

import re
from functools import lru_cache

from ashore.core.correspondence.message import Address
from ashore.mail.encodedwords import raw_text, words
from ashore.mail.limits import MAX_ADDRESS_BYTES, MAX_ADDRESSES
from ashore.mail.neutral import one_line

_SPEC = r"[^\s<>@,;:\"()\[\]\\]{1,256}@[^\s<>@,;:\"()\[\]\\]{1,256}"
_ONE = re.compile(rf'(?:"([^"\\]*)"|([^"(),:;<>@\\]*))<({_SPEC})>')
_BARE = re.compile(rf"<?({_SPEC})>?")
_WITHIN = re.compile(rf"({_SPEC})")
_HARD = re.compile(r"[\"(:;\\]")
_TOKEN = re.compile(r'[^"(),:;<>\\]+|.', re.DOTALL)
_QUOTED_LOCAL = re.compile(r'"(?:[^"\\]++|\\.)*+"@[^\s<>@,;:"()\[\]\\]{1,256}')
_ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.-]{1,256}")
_DOMAIN = re.compile(r"@[^\s<>@,;:\"()\[\]\\]{1,256}")
UNKNOWN = Address("", "")
_SHORT = 600


def read(value: bytes) -> tuple[Address, ...]:
    """All mailboxes of an address field in order; members of groups included, unreadable ones by name alone.

    Never fails; what lies beyond MAX_ADDRESSES is left out.
    """
    return _read_short(value) if len(value) <= _SHORT else _read(value[:MAX_ADDRESS_BYTES])


def _read(value: bytes) -> tuple[Address, ...]:
    text = raw_text(value).replace("\r", " ").replace("\n", " ").strip()
    if not text:
        return ()
    if not _HARD.search(text) or (text.count(",") == 0 and _ONE.fullmatch(text)):
        return _easy(text)
    return _scan(text)


_read_short = lru_cache(maxsize=8192)(_read)


def _easy(text: str) -> tuple[Address, ...]:
    out: list[Address] = []
    for piece in (text,) if text.startswith('"') else text.split(","):
        if len(out) >= MAX_ADDRESSES:
            break
        item = piece.strip()
        if item:
            one = _ONE.fullmatch(item)
            out.append(_made(one[1] or one[2] or "", one[3]) if one else _loose(item))
    return tuple(out)


def _loose(item: str) -> Address:
    """A mailbox in no proper form: ``a@b``, ``Name a@b``, ``<Name <a@b>>``, a name alone."""
    bare = _BARE.fullmatch(item)
    if bare:
        return _made("", bare[1])
    name, angle, inside = item.rpartition("<")
    bare = _BARE.fullmatch(inside.rstrip("> ")) if angle else None
    if bare:
        # What stands before the brackets is a name even if it looks like an address: that is how senders are forged.
        return _made(name.replace("<", " ").replace(">", " "), bare[1])
    found = _WITHIN.search(item[:2000])
    if found:
        return _made((item[: found.start()] + " " + item[found.end() :]).replace("<", " ").replace(">", " "), found[1])
    return _made(item.replace("<", " ").replace(">", " "), "")


def _scan(text: str) -> tuple[Address, ...]:
    """One pass over the characters: quotes, nested comments, angle brackets, groups."""
    out: list[Address] = []
    name: list[str] = []
    comment: list[str] = []
    spec: list[str] = []
    state = ""
    depth = 0
    opened = closed = -1
    quotes_left = text.count('"')
    angles_left = text.count(">")
    signs = _TOKEN.finditer(text)
    for match in signs:
        sign = match[0]
        if sign == '"':
            quotes_left -= 1
        elif sign == ">":
            angles_left -= 1
        if sign == "\\":
            following = next(signs, None)
            sign = following[0] if following else ""
            if sign == '"':
                quotes_left -= 1
            elif sign == ">":
                angles_left -= 1
            (comment if depth else spec if state == "<" else name).append(sign)
        elif state == '"':
            if sign == '"':
                state, closed = "", match.end()
            else:
                name.append(sign)
        elif depth:
            depth += (sign == "(") - (sign == ")")
            if depth:
                comment.append(sign)
        elif sign == "(":
            depth = 1
            comment.append(" ")
        elif sign == '"':
            if state == "<":
                spec.append('"')
            elif quotes_left > 0:
                state, opened = '"', len(name)
        elif sign == "<" and state != "<" and angles_left > 0:
            state = "<"
            spec.clear()
        elif sign == ">":
            state = ""
        elif state == "<":
            spec.append(sign)
        elif sign in ",;":
            _add(out, name, comment, spec)
            if len(out) >= MAX_ADDRESSES:
                return tuple(out)
        elif sign == ":":
            # The name of a group, or a stray "mailto:"; either way no part of the mailbox.
            name.clear()
        elif match.start() == closed and not spec and (domain := _DOMAIN.match(sign)):
            local = "".join(name[opened:]).replace("\\", "\\\\").replace('"', '\\"')
            spec.append(f'"{local}"{domain[0]}')
            name[opened:] = [sign[domain.end() :]]
        else:
            name.append(sign)
    _add(out, name, comment, spec)
    return tuple(out)


def _add(out: list[Address], name: list[str], comment: list[str], spec: list[str]) -> None:
    before, inside, noted = "".join(name).strip(), "".join(spec).strip(), "".join(comment).strip()
    name.clear()
    comment.clear()
    spec.clear()
    if inside:
        # RFC 5322 routes ("<@relay,@other:user@host>") are obsolete; the mailbox stands behind the colon.
        mailbox = inside.rpartition(":")[2].strip() if inside.startswith("@") else inside
        if _QUOTED_LOCAL.fullmatch(mailbox):
            made = _made("", _unquoted(mailbox))
        else:
            made = _loose(mailbox) if "@" in mailbox else UNKNOWN
        out.append(Address(_name(before or noted or made.name), made.email))
    elif before:
        item = _loose(before)
        out.append(Address(item.name or _name(noted), item.email))
    elif noted and "@" in noted:
        out.append(_loose(noted))


def _unquoted(mailbox: str) -> str:
    """A mailbox without the quotes of its local part where it needs none (RFC 5321, 4.1.2: both are the same box)."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local[1:-1]}@{domain}" if _ATOMS.fullmatch(local[1:-1]) else mailbox


def _made(name: str, email: str) -> Address:
    return Address(_name(name) if name else "", _mailbox(email) if email else "")


def _name(name: str) -> str:
    text = name.strip()
    if "=?" in text:
        text = words(text)
    return one_line(text.strip(" '\""), 300) if text else ""


def _mailbox(email: str) -> str:
    local, _, domain = email.strip(" .").rpartition("@")
    if not local or not domain:
        return ""
    if not domain.isascii():
        domain = punycode(domain)
    if not domain.isprintable() and not (domain := one_line(domain, 253)):
        return ""
    return f"{one_line(local, 256)}@{domain}".lower()


def punycode(domain: str) -> str:
    """An internationalised domain in its ASCII form; as it is where it has none (H30)."""
    return ".".join(_label(label) for label in domain.lower()[:253].split("."))


def _label(label: str) -> str:
    if label.isascii():
        return label
    try:
        return label[:63].encode("idna").decode("ascii")
    except UnicodeError:
        return one_line(label, 63)


def readable_domain(domain: str) -> str:
    """The Unicode form of a domain with punycode labels, to be shown beside the ASCII one (H30)."""
    out = []
    for label in domain.split("."):
        try:
            out.append(label.encode("ascii").decode("idna") if label.startswith("xn--") and len(label) < 64 else label)
        except UnicodeError:
            out.append(label)
    return ".".join(out)
