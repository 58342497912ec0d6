"""Engines: plain values in and out, no Django, no database, usable from a notebook."""
