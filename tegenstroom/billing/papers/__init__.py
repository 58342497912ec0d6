"""Papers of billing."""
