"""Planned misbehaviour that a user asks for: what kinds there are, which call draws which, and how a wish is read."""
