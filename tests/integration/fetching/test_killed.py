"""H82: the fetching process killed with SIGKILL, again and again, while mail comes and goes."""

import pytest

from torture.fetching import run

KILLS = 25


@pytest.mark.slow
def test_h82_fetching_killed_again_and_again_loses_nothing_and_doubles_nothing() -> None:
    found = run(KILLS)
    assert (found.lost, found.doubled, found.unplaced, found.tray) == (0, 0, 0, 0), found
    assert found.sound, found
    assert found.kills == KILLS
    assert found.at_work >= KILLS // 5, found  # else it was not tried at all
