"""Correlations between items, also of ordered answers: thresholds, two steps or jointly, and their errors."""
