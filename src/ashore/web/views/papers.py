"""Agreements, plans and statements by client: where an accountant begins, for whom there is no correspondence."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ashore.usecases.queries.papers import papers as all_papers
from ashore.web.desk import Desk, at_desk, page


@require_safe
@at_desk
def papers(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One line an engagement, with its documents."""
    return page(request, desk, "ashore/papers.html", {"rows": all_papers(workspace=desk.workspace)}, at="papers")
