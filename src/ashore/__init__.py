"""Ashore: a desk that holds both sides of client work to what they agreed."""

__version__ = "0.1.0"
