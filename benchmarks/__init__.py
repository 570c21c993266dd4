"""Timings, as ratios within one run wherever that is possible: `make bench`."""
