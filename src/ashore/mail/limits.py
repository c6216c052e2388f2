"""How much of one message is read. What lies beyond a limit is cut and flagged as a defect, never an error."""

MAX_MESSAGE_BYTES = 64 * 1024 * 1024
"""Longest message that readers hand on whole; of a longer one the header is kept, with a note (H68)."""

KEPT_OF_TOO_LONG = 256 * 1024
"""How much of a message beyond that limit is kept."""

MAX_HEADERS = 5_000
"""Header fields of one entity; a busy list mail has about 80 (H04)."""

MAX_HEADER_BYTES = 256 * 1024
"""Bytes of one header field that are decoded (H05)."""

MAX_SUBJECT = 2_000
"""Characters of a subject that are shown."""

MAX_ADDRESSES = 5_000
"""Addresses read from one field (H08)."""

MAX_ADDRESS_BYTES = 256 * 1024
"""Bytes of all To, or all Cc, that are read: room for MAX_ADDRESSES usual ones."""

MAX_AUTHOR_BYTES = 64 * 1024
"""Bytes of all From, Sender or Reply-To that are read."""

MAX_REFERENCES = 400
"""Ids taken from References: the first and the last, half each (H43)."""

MAX_ID = 998
"""Characters of a Message-ID: a header line cannot be longer (RFC 5322, 2.1.1)."""

MAX_DEPTH = 64
"""Multiparts inside one another (H01); mailers make four or five."""

MAX_PARTS = 5_000
"""Parts of one message, multiparts included (H03)."""

MAX_PARAMETER_BYTES = 64 * 1024
"""Bytes of Content-Type or Content-Disposition that are read (H07)."""

MAX_PARAMETERS = 1_000
"""Parameters and RFC 2231 pieces of one field (H26)."""

MAX_TEXT = 8 * 1024 * 1024
"""Bytes of all text parts together that are decoded."""

MAX_HTML = 2 * 1024 * 1024
"""Characters of HTML that are turned into text or sanitised, style and comments taken out first."""

MAX_HTML_TAGS = 150_000
"""Tags of an HTML text that are read; 2 MB of real mail has about 60 000."""

MAX_HTML_ENTITIES = 50_000
"""Entities in HTML that nh3 is given (7 µs each); HTML with more is shown as its plain text (H50)."""

MAX_HTML_DEPTH = 200
"""Elements inside one another that nh3 is given; deeper ones are flattened (500 kB of nested div cost it 22 s)."""

MAX_HTML_EMPHASIS = 16
"""Open b, i, font ... at a time: HTML parsers repeat each of them in every following paragraph."""

MAX_FILE_NAME = 150
"""Characters of a safe file name, extension included."""

MAX_ZIP_MEMBERS = 200_000
MAX_ZIP_BYTES = 20 * 1024 * 1024 * 1024
MAX_ZIP_RATIO = 200
"""A zip whose members promise more than this, or swell by more, is refused as a bomb (H66)."""
