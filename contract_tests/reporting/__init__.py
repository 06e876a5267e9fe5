"""What a run found, for a terminal, for machines and for people who were not there."""
