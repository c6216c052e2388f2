"""Disjoint sets of positions; each set is known by its smallest member, so that the order of joining leaves
no trace.
"""


class Groups:
    """Union-find over ``range(size)``."""

    def __init__(self, size: int) -> None:
        self._up = list(range(size))

    def find(self, position: int) -> int:
        """The smallest member of the set that ``position`` is in."""
        up = self._up
        while up[position] != position:
            up[position] = up[up[position]]
            position = up[position]
        return position

    def join(self, one: int, two: int) -> None:
        """Make the sets of both one set."""
        one, two = self.find(one), self.find(two)
        if one != two:
            self._up[max(one, two)] = min(one, two)

    def together(self, one: int, two: int) -> bool:
        """True where both are in one set."""
        return one == two or self.find(one) == self.find(two)

    def sets(self) -> dict[int, list[int]]:
        """All sets by their smallest member, members ascending."""
        found: dict[int, list[int]] = {}
        for position in range(len(self._up)):
            found.setdefault(self.find(position), []).append(position)
        return found
