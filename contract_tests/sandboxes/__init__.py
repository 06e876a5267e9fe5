"""Sandboxes: the four ways of choosing one, and that nothing leaks from one to another."""
