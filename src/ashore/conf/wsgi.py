"""The entry for web servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ashore.conf.settings")
application = get_wsgi_application()

# What was loaded by now stays for good: a full collection would walk it all in the middle of some request (40 ms).
gc.collect()
gc.freeze()
