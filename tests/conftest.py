"""Settings for all tests, and what several of them share."""

from __future__ import annotations

from hypothesis import settings

# Speed is measured in benchmarks, never judged in a test: a slow machine must not fail one.
settings.register_profile("kg", deadline=None)
settings.load_profile("kg")
