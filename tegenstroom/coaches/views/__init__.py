"""Views of coaches."""
