"""Readers of facts, one kind of fact a module; each adds claims for a scene or a report."""
