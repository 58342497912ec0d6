"""What holds when many come at the same moment, and when the server dies under them."""
