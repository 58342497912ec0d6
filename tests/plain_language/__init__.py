"""Klare taal: the engine, and the interface held to it."""
