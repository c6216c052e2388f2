"""Pictures of the pages for the docs: the demo desk is filled anew, started, and looked at in Chromium.

    PYTHONPATH=src python scripts/pictures.py

Needs Chromium (``CHROMIUM`` says where, else it is looked for) and, to look as they do now, the fonts of Noto (Debian:
chromium, fonts-noto-core); without them the fonts of the system are used.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
SIZE = {"width": 1280, "height": 900}
FONTS = ':root { --sans: "Noto Sans", sans-serif !important; --serif: "Noto Serif", serif !important; }'
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
TALK = "Numbers after the first week"
DRAFT = """Hi Priya,

37 people booked online in the first week. We will look into small ads as soon as possible.

Marta"""
"""One question is left open in it, and one promise has no time: the coach says both."""


def main() -> None:
    """Take all of them."""
    with tempfile.TemporaryDirectory() as folder, desk(folder) as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        page = browser.new_context(viewport=SIZE, bypass_csp=True, locale="en-GB").new_page()
        page.goto(link)
        page.get_by_role("button").click()
        page.wait_for_url("**/")
        keep(page, "today")
        page.goto(page.url + "inbox/")
        page.get_by_role("link", name=TALK).first.click()
        page.get_by_label("Your reply").fill(DRAFT)
        page.locator(".finding").first.wait_for()
        page.get_by_label("Your reply").evaluate("field => field.scrollIntoView({ block: 'start' })")
        keep(page, "conversation")
        browser.close()


def keep(page: Page, name: str) -> None:
    """One picture, ``docs/pictures/NAME.png``."""
    page.add_style_tag(content=FONTS)
    page.wait_for_timeout(600)
    page.screenshot(path=PICTURES / f"{name}.png")


@contextmanager
def desk(folder: str) -> Iterator[str]:
    """A demo desk that runs while the block lasts: the link that signs its owner in."""
    command = [sys.executable, "-m", "ashore", "up", "--demo", "--no-worker", "--home", f"{folder}/desk"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            yield running.stdout.readline().strip()
        finally:
            running.terminate()


def chromium() -> str:
    """Where Chromium is."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        sys.exit("Chromium is not there; CHROMIUM=/path/to/it says where it is.")
    return found


if __name__ == "__main__":
    main()
