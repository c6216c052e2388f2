"""All addresses of an installation: pages for people, and the programs' door."""

from django.urls import path

from ashore.api.door import api
from ashore.web.urls import urlpatterns as pages

urlpatterns = [*pages, path("api/v1/", api.urls)]
