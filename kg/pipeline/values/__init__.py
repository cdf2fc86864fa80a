"""Amounts of English text: numbers with their currency, unit, range and qualifier."""
