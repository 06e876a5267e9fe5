"""Schemathesis, kept to sound reads."""
