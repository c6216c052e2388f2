"""The commands of the installation; each lives in a module of its own."""

from ashore.cli.desk_account import account, sync
from ashore.cli.desk_backup import backup, restore
from ashore.cli.desk_channel import channel
from ashore.cli.desk_import import import_
from ashore.cli.desk_init import init
from ashore.cli.desk_report import report
from ashore.cli.desk_search import search
from ashore.cli.desk_today import today
from ashore.cli.desk_up import serve, up, worker
from ashore.cli.desk_upkeep import doctor, rebuild
from ashore.cli.desk_user import user
from ashore.cli.desk_watch import watch

__all__ = [
    "account",
    "backup",
    "channel",
    "doctor",
    "import_",
    "init",
    "rebuild",
    "report",
    "restore",
    "search",
    "serve",
    "sync",
    "today",
    "up",
    "user",
    "watch",
    "worker",
]
