"""The commands of the installation; each lives in a module of its own."""

from ashore.cli.desk_import import import_
from ashore.cli.desk_init import init
from ashore.cli.desk_search import search
from ashore.cli.desk_today import today
from ashore.cli.desk_up import up, worker
from ashore.cli.desk_upkeep import backup, doctor, rebuild, restore
from ashore.cli.desk_user import user

__all__ = ["backup", "doctor", "import_", "init", "rebuild", "restore", "search", "today", "up", "user", "worker"]
