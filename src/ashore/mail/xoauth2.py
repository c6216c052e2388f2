"""XOAUTH2: how an access token is told to an IMAP or SMTP server (Google and Microsoft, SASL mechanism XOAUTH2)."""


def initial_response(user: str, token: str) -> str:
    """The mechanism's only message, not yet in base64. Raises ValueError where a name or token cannot stand in it."""
    if any(sign in user + token for sign in "\x00\x01\r\n"):
        raise ValueError("user and token of XOAUTH2 hold no control characters")
    return f"user={user}\x01auth=Bearer {token}\x01\x01"
