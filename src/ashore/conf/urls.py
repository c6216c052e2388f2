"""All addresses of an installation: pages for people, and the programs' door."""

from django.urls import path
from django.views.defaults import page_not_found

from ashore.api.door import api
from ashore.web.desk import in_own_language
from ashore.web.urls import urlpatterns as pages

urlpatterns = [*pages, path("api/v1/", api.urls)]
handler404 = in_own_language(page_not_found)
