"""Pages of the case dialogue."""
