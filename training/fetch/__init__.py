"""Fetches the open data that the model is trained on: ``python -m training.fetch --to DIR``."""
