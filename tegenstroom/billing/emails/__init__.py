"""Emails of billing."""
