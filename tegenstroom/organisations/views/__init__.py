"""Pages of the desk about organisations and places."""
