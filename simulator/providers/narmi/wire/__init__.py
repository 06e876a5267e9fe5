"""Narmi's records as the HTTP model writes them, by subject."""
