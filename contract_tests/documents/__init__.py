"""What the bundled specs say, and that they are sound."""
