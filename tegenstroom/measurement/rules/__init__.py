"""Decisions of measuring on plain values."""
