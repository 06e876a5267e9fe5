"""A stateful stand-in for the bank APIs that an application calls."""

__version__ = "0.1.0"
