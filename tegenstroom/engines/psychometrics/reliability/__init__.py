"""How much of a score would come back: alpha, the omegas, raters and persons in groups."""
