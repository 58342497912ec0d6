"""Views of billing."""
