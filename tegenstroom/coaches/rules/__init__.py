"""Decisions about what a coach is asked, owed and promised, on plain values."""
