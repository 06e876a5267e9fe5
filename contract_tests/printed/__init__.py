"""The requests that the vendors' documents print, kept as they are printed, with what the documents say comes back."""
