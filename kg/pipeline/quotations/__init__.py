"""Who says what: quotation marks, verbs of saying, the clause that they report, the speaker."""
