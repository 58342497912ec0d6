"""Forms of measuring."""
