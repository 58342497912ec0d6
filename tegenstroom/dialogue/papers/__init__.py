"""Papers of the case dialogue, made when someone asks for them and kept nowhere."""
