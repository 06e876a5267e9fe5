"""A thousand sandboxes of one simulator at once, each with a mark of its own in everything that can be written."""
