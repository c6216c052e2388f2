"""Views: they read the request, call one use case or query, and render. No rule lives here."""
