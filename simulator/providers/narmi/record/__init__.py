"""What Narmi remembers: frozen records, by subject."""
