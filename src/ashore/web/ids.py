"""Path converters that let no number through which a database could not hold."""


class Number:
    """A row number: at most 18 digits, no sign, no leading zero."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Its digits."""
        return str(value)


class Key:
    """The stable name of an obligation or a message."""

    regex = "[0-9A-Za-z_.:-]{1,128}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value
