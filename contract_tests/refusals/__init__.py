"""Every way of being refused, on every operation: the status, the hint, and the state exactly as before."""
