"""Papers of measurements."""
