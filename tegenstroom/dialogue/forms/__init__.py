"""Forms of the case dialogue: parsing and field errors, nothing else."""
