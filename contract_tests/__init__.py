"""The contract suite: black-box tests that a simulator, at a URL or in this process, keeps what the vendors document.

It knows nothing of the simulator's inside; `simulator.testing` is the one door it may use.
"""
