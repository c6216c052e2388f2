"""Registers the background tasks."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Tasks live in ``ashore.jobs.tasks``."""

    name = "ashore.jobs"
