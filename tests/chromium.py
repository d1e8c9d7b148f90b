"""Find a browser for the browser tests, or get one: `python tests/chromium.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from limits import LIMIT

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
HELP = (
    "The browser tests need Chromium. Install it (Debian, Ubuntu: apt-get install chromium) "
    "or run: playwright install chromium"
)


def find_lightest() -> str | None:
    """Find the browser that shows the same pages without windows, menus and services around them, or any other."""
    return next(filter(None, map(shutil.which, SHELLS)), None) or find()


def find() -> str | None:
    """Find an installed Chromium or Chrome, or the one that Playwright has downloaded."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    if MAC.exists():
        return str(MAC)
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def ensure() -> str | None:
    """Find a browser; failing that, download Playwright's; failing that, as root on Debian, install the package."""
    if found := find():
        return found
    print("No Chromium found. Trying Playwright's own download.", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], timeout=LIMIT)
    if found := find():
        return found
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("That failed. Installing Debian's chromium.", flush=True)
        subprocess.run(["apt-get", "update", "-qq"], timeout=LIMIT)
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], env=quiet, timeout=LIMIT
        )
    return find()


if __name__ == "__main__":
    sys.exit(0 if ensure() else HELP)
