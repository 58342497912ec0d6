"""Item response theory: the graded response model."""
