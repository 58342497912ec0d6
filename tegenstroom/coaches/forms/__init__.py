"""Forms of coaches."""
