"""Papers of coaches."""
