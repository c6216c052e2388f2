"""The certificates that come with a time stamp, put into the order that DER demands of a set.

OpenSSL, and with it many a stamping server, leaves them as they come, which is right by BER and refused by a strict
reader. They are not part of what is signed, and each keeps its bytes.
"""

from collections.abc import Iterator

_SEQUENCE, _EXPLICIT = 0x30, 0xA0


def in_order(response: bytes) -> bytes:
    """A TimeStampResp (RFC 3161, 2.4.2) with sorted certificates; the bytes as they are where it is none."""
    try:
        start, end = _certificates(response)
    except (ValueError, IndexError):
        return response
    held = [response[a:c] for _, a, _, c in _elements(response, start, end)]
    if sum(map(len, held)) != end - start:
        return response
    return response[:start] + b"".join(sorted(held)) + response[end:]


def _certificates(data: bytes) -> tuple[int, int]:
    """Where the content of SignedData.certificates begins and ends; ValueError where there is none."""
    response = _only(data, 0, len(data), _SEQUENCE)
    token = list(_elements(data, *response))[1]  # PKIStatusInfo, then the token
    content = list(_elements(data, *token[2:]))[1]  # its OID, then [0]
    signed = _only(data, *content[2:], _SEQUENCE)
    for tag, _, begin, end in _elements(data, *signed):
        if tag == _EXPLICIT:
            return begin, end
    raise ValueError("no certificates")


def _only(data: bytes, start: int, end: int, tag: int) -> tuple[int, int]:
    for found, _, begin, stop in _elements(data, start, end):
        if found == tag:
            return begin, stop
        break
    raise ValueError("another element")


def _elements(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Tag, where the element begins, where its content begins, where both end; ValueError for what does not fit."""
    at = start
    while at < end:
        first, begin = data[at + 1], at + 2
        length = first
        if first & 0x80:
            count = first & 0x7F
            if not 1 <= count <= 4:
                raise ValueError("a length that no stamp has")
            length = int.from_bytes(data[begin : begin + count])
            begin += count
        if begin + length > end:
            raise ValueError("longer than what it stands in")
        yield data[at], at, begin, begin + length
        at = begin + length
