"""What happens to Narmi's records, by subject. Records in, records out; none reads a clock."""
