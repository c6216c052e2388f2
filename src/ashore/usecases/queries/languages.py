"""In which language, and by which name, a client is written to."""

from ashore.core.kernel import CLIENT
from ashore.core.language.facts import LANGUAGES
from ashore.store.models import Conversation, Message, Workspace
from ashore.usecases.deriving import agreement_for
from ashore.usecases.errors import NotThere

LOOKED_AT = 5


def client_language(*, workspace: Workspace, conversation: int) -> str:
    """As the agreement has it, else as the client writes in this conversation, else the house's own. Raises
    `NotThere`."""
    row = Conversation.objects.filter(workspace=workspace, pk=conversation).first()
    if row is None:
        raise NotThere(f"conversation {conversation}")
    if row.engagement_id is not None:
        _, client = agreement_for(workspace, row.engagement_id).clauses.parties
        if client.language in LANGUAGES:
            return client.language
    theirs = Message.objects.filter(conversation=row, side=CLIENT, kind="message").order_by("-at", "-pk")
    for said in theirs.values_list("reading__said", flat=True)[:LOOKED_AT]:
        if said and said.get("language") in LANGUAGES:
            return str(said["language"])
    return workspace.language if workspace.language in LANGUAGES else "en"


def first_name_in(*, workspace: Workspace, conversation: int) -> str:
    """The first name of who of the client's side wrote last in a conversation; empty where none is known."""
    rows = Message.objects.filter(workspace=workspace, conversation=conversation, side=CLIENT, outsider=False)
    name = rows.order_by("-at", "-pk").values_list("sender_name", flat=True).first() or ""
    words = name.split()
    return words[0] if words and "@" not in words[0] else ""
