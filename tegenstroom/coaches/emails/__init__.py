"""Emails of coaches."""
