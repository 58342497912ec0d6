"""Decisions about measurements, on plain values."""
