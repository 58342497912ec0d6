"""People and enrolments from a table: read, decide row by row, show, and only then write, all or nothing."""
