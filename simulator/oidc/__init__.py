"""Who is calling: tokens made and verified. One signing key serves all sandboxes, so that a fork makes none."""
