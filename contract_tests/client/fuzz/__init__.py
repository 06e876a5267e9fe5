"""Fuzzing a client: answers of the stateful simulator, edited within what a client has to live with, and the fewest
edits that break it.
"""
