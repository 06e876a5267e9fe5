"""Programs that nobody here wrote, set before the simulator: generated clients, a validating proxy, another validator.

They are run by `make verify` alone, which installs them; docs/strangers.md says what each of them shows.
"""

PROGRAMS = ("caller", "judge")
"""What runs in a stranger's environment and imports nothing of ours, so that nothing of ours imports it."""
