"""PostgreSQL as a database of Django; `base` is where Django looks."""
