"""The programs' door: a small signed API under ``/api/v1/``."""
