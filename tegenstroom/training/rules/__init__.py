"""Decisions on plain values: no Django, no database."""
