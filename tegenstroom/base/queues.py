"""Names of the queues of work. No models come along: whoever starts the programs needs no more than the names."""

# What takes minutes has a worker of its own, so that letters do not wait for it.
ANALYSES = "analyses"
