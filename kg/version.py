"""Version of program, ontology, lexicon and queries; pyproject.toml says the same."""

VERSION = "0.1.0"
