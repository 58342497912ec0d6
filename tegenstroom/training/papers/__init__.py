"""Papers: data in, PDF or calendar bytes out."""
