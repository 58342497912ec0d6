"""Verbs of coaches."""
