"""Planned misbehaviour that a user asks for. There are no kinds yet; this is the seam they will use."""
