"""Hostile inputs that nobody here wrote: JSONTestSuite and the Big List of Naughty Strings."""
