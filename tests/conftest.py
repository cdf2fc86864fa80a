"""Settings for all tests, and what several of them share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests.explore.browser import LAUNCH, PATIENCE, chromium

# Speed is measured in benchmarks, never judged in a test: a slow machine must not fail one.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests: Playwright allows no second one beside it."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium(), args=LAUNCH)
        yield running
        running.close()
