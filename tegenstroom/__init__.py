"""Tegenstroom: learn from one another, keep it, measure it, publish it."""
