"""The verbs of measurements. What people answer leaves no audit row: it would say who answered when."""
