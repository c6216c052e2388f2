"""The house's own rules, as data: packs of rules in YAML (`reading`), tested by their own texts (`testing`), found in a
draft beside the rules of the coach (`finding`). `model` says what a pack is, `shape` how it is written."""
