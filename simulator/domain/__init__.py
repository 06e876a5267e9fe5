"""The words every other part speaks: calls, outcomes, tables, instants. Pure values, no framework."""
