"""Pages that compose what the apps below them know."""
