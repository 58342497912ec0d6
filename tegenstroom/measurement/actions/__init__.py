"""The verbs of measuring."""
