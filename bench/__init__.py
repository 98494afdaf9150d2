"""Benchmarks: the command that measures each bar."""
