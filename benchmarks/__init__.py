"""What a page costs, beside a bare Django view behind the same middleware and server. `make bench` runs it."""
