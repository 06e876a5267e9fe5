"""Small machines that write to what they made or were given, and leave everything as it was."""
