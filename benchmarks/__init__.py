"""The simulator with everything on, measured against bare uvicorn that answers the same bytes: `make bench`."""
