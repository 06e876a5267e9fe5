"""The tests of the simulator itself; `tests/` mirrors `simulator/` file by file."""
