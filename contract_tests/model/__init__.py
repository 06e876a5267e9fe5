"""A state machine over the HTTP surface, against a reference model that was written from the documents."""
