"""Ordered calls with every expected status and body: the scenarios E1 to E4, then each API member by member."""
