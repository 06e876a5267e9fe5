"""Schemathesis over every bundled spec: through its engine, and through its own command line."""
