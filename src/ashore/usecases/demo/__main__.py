"""``python -m ashore.usecases.demo FILE``: writes the demo mailbox as it stands now into an mbox."""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ashore.usecases.demo import PlayError, compose, demo_agreement, plays_folder, read_plays, write_mbox


def main(arguments: list[str]) -> int:
    """Writes the mailbox; 2 and a sentence where that is not possible."""
    if len(arguments) != 1:
        print("usage: python -m ashore.usecases.demo FILE", file=sys.stderr)  # noqa: T201
        return 2
    agreement = demo_agreement()
    try:
        demo = compose(read_plays(plays_folder()), agreement=agreement, now=datetime.now(ZoneInfo(agreement.us.zone)))
        path = write_mbox(demo, Path(arguments[0]))
    except (PlayError, OSError) as error:
        print(f"demo: {error}", file=sys.stderr)  # noqa: T201
        return 2
    print(f"{len(demo.sent)} messages in {path}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
