"""Names of roles, and of what the audit log keeps, as people read them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ROLE_NAMES = {
    "owner": pgettext_lazy("a role", "owner"),
    "manager": pgettext_lazy("a role", "manager"),
    "member": pgettext_lazy("a role", "member"),
    "accountant": pgettext_lazy("a role", "accountant"),
    "guest": pgettext_lazy("a role", "guest of one client"),
}
ROLE_RIGHTS = {
    "owner": _("Everything, the house itself included: mailboxes, exports, erasure, the audit log."),
    "manager": _("All of the work, what the house asks of replies, and the team below a manager."),
    "member": _("The work: correspondence, clients, agreements."),
    "accountant": _("Reads agreements, plans and statements; no correspondence."),
    "guest": _("Reads what concerns one client, and nothing of any other."),
}
ACT_NAMES = {
    "sign_in": _("Signed in"),
    "sign_in_failed": _("Failed to sign in"),
    "sign_out": _("Signed out"),
    "password_changed": _("Changed the password"),
    "factor_added": _("Added a second factor"),
    "factor_removed": _("Removed a second factor"),
    "sessions_ended": _("Ended sessions"),
    "invited": _("Invited"),
    "invitation_withdrawn": _("Took an invitation back"),
    "joined": _("Joined"),
    "role_changed": _("Changed a role"),
    "removed": _("Removed from the team"),
    "left": _("Left"),
    "set_team": _("Changed settings of security"),
    "saw_conversation": _("Opened a conversation"),
    "saw_client": _("Opened a client"),
    "saw_engagement": _("Opened an engagement"),
    "saw_original": _("Opened an original"),
    "saw_attachment": _("Saved an attachment"),
    "saw_agreement": _("Opened an agreement"),
    "saw_statement": _("Opened a statement"),
    "saw_plan": _("Opened a plan"),
    "export_asked": _("Asked for an export of everything"),
    "export_fetched": _("Fetched an export"),
    "export_people": _("Exported people"),
    "export_reports": _("Exported reports"),
    "saw_hand_over": _("Fetched a pack of a hand-over"),
    "export_audit": _("Exported the audit log"),
    "erased": _("Erased a person"),
    "contacts_taken": _("Took in contacts"),
    "set_accounts": _("Changed mail accounts"),
    "set_channels": _("Changed channels"),
    "set_coach": _("Changed what the coach asks"),
    "set_letters": _("Changed receipts"),
}
