"""The suite pointed at a real upstream: no control API, somebody else's users, and nothing sent that was not allowed.

`portable/` holds the tests that run there; the others, in this folder, prove against simulators that they are safe.
"""
