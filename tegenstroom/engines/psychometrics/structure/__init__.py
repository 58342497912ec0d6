"""Factors that are laid down beforehand: models, their likelihood and weights, groups and waves side by side."""
