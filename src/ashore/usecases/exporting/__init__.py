"""Everything of a workspace in open formats: mail as mbox or Maildir, tables as CSV and JSON Lines, agreements as TOML,
packs as YAML. The same desk gives the same bytes; memory does not grow with it."""

from ashore.usecases.exporting.sinks import BadTarget, Folder, Sink, Zip
from ashore.usecases.exporting.writing import export

__all__ = ["BadTarget", "Folder", "Sink", "Zip", "export"]
