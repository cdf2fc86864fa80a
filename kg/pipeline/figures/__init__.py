"""Amounts as observations: what is measured, of whom, when, against what."""
