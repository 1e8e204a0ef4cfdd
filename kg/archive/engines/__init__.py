"""What runs partitions: worker processes here, or an engine that spreads them over machines.

Each engine is one function ``run(partitions, settings, ...)`` that yields partitions whose result
files are there, in any order, and copes with workers that die.
"""
