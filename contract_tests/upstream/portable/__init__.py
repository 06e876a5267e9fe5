"""The tests that run against a real upstream: they know no control API, no personas and no clock."""
