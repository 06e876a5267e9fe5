"""A client's own command against a sandbox: every request judged, everything counted that it has met, and nothing left
running. What `simulator client` runs.
"""
