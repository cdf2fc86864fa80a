"""The pronouns that can stand for a named thing: a closed class of English."""

PRONOUNS = (
    r"\b(?:he|him|his|himself|she|her|hers|herself|it|its|itself|they|them|their|theirs|themselves"
    r"|we|us|our|ours|ourselves)\b"
)
