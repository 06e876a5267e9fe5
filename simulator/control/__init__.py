"""The control API: what a test, a script or the console may ask of the simulator itself. One file for each thing
asked about.
"""
