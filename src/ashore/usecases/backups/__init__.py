"""One file that holds the whole desk: a SQLite file, whichever database the desk runs on, taken while it is in use.

As both databases write and read the same file, moving from one to the other is a backup there and a restore here.
"""

from ashore.usecases.backups.files import BadBackup
from ashore.usecases.backups.keys import broken_seals, put_keys, write_keys
from ashore.usecases.backups.restoring import restore
from ashore.usecases.backups.writing import backup

__all__ = ["BadBackup", "backup", "broken_seals", "put_keys", "restore", "write_keys"]
