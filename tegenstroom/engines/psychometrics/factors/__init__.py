"""Factors that are looked for: whether a table lends itself, taking factors out, turning them."""
