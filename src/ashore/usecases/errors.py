"""Anticipated failures that several actions share."""


class NotThere(LookupError):
    """No such thing in this workspace; what belongs to another workspace is not there either (H94)."""


class NotPossible(ValueError):
    """The wish cannot be carried out as things stand. ``code``: stable name of the reason; words are made at the
    edge."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(f"{code} {params}" if params else code)
        self.code = code
        self.params = params
