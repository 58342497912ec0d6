"""What researchers get: rows of many people without a name, as files, and as the data of a long analysis."""
