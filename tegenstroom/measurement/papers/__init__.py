"""Papers of measuring."""
