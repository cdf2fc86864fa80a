"""Date expressions of English text: the grammar, the days they stand for, the component."""
