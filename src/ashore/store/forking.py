"""A child process must not speak on its parent's connection to PostgreSQL, not even to say goodbye."""

import os

from django.db import connections


def let_go_after_fork() -> None:
    """Children that are forked from now on open the database for themselves, whatever their parent has open."""
    os.register_at_fork(after_in_child=_let_go)


def _let_go() -> None:
    for wrapper in connections.all(initialized_only=True):
        line = wrapper.connection
        if wrapper.vendor != "postgresql" or line is None:
            continue
        if not line.closed:
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.dup2(nowhere, line.fileno())  # what libpq says when it is cleaned up goes here
            os.close(nowhere)
        wrapper.connection = None
        wrapper.in_atomic_block = wrapper.needs_rollback = wrapper.closed_in_transaction = False
        wrapper.savepoint_ids, wrapper.atomic_blocks, wrapper.run_on_commit = [], [], []
