"""The suite against each seeded bug: how many it detects, by which layer, and what plain Schemathesis detects."""
