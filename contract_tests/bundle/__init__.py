"""A finding as one portable file: what was asked, what was answered, and what is needed to ask it again."""
