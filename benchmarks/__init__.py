"""Measurements as ratios: each of ours beside a limit of the same machine, both in the same run, in turn."""
