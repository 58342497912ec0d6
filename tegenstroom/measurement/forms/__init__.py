"""Parsing what people and the desk fill in."""
