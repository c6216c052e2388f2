"""A pack (YAML) into rules, or into everything that is wrong with it, each with its place and advice."""

import hashlib
from typing import Any

from ashore.core.coach.packs import shape
from ashore.core.coach.packs.forms import Reading, nearest
from ashore.core.coach.packs.model import HouseRule, Pack, PackFault, Place, RuleKind
from ashore.core.coach.packs.nodes import Bad, Items, Node, Scalar, Table, tree
from ashore.core.coach.packs.shape import Key, key_named
from ashore.core.kernel import Reason

MOST_RULES = 200
_BOMS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decoded(raw: bytes, source: str) -> str | PackFault:
    """The text of a pack's bytes, or why they are none."""
    other = _BOMS.get(raw[:2], "")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        before = raw[: bad.start]
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        place = Place(1, 1) if other else Place(before.count(b"\n") + 1, column)
        code = "pack.encoding_other" if other else "pack.encoding"
        return PackFault(source, place, "", Reason(code, params={"encoding": other}))


def read_pack(text: str, source: str) -> Pack | tuple[PackFault, ...]:
    """The pack in a text; ``source``: how messages name the file. Never raises on any text."""
    try:
        root = tree(text.removeprefix("\ufeff"))
    except Bad as bad:
        return (PackFault(source, bad.place, "", bad.reason),)
    reading = Reading(source)
    head = _fields(root, shape.PACK, "", reading, first=("language", "lists"), beside=(shape.RULES,))
    rules = _rules(root, reading) if reading.languages else ()
    if reading.faults:
        return tuple(sorted(reading.faults, key=lambda fault: fault.place))
    return Pack(
        name=head["name"],
        digest=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        source=source,
        about=head.get("about", {}),
        languages=head["languages"],
        rules=rules,
        lists=head.get("lists", {}),
    )


def _fields(
    table: Table,
    keys: tuple[Key, ...],
    path: str,
    reading: Reading,
    first: tuple[str, ...] = (),
    beside: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The values by their field. ``first``: keys that others rest on; ``beside``: keys that are read elsewhere."""
    found: dict[str, Any] = {}
    meant: set[str] = set()
    for key, value in sorted(table.pairs, key=lambda pair: pair[0].text not in first):
        known = key_named(keys, key.text)
        here = f"{path}{key.text[:60]}"
        if known is None:
            if key.text not in beside:
                meant.add(_unknown(key, keys, here, reading, beside))
            continue
        read = known.form.read(value, here, reading)
        if read is not None:
            found[known.field or known.name] = read
        if known.name == "language":
            reading.languages = read or ()
        elif known.name == "lists":
            reading.lists = read or {}
    for known in keys:
        if known.required and known.name not in meant and table.get(known.name) is None:
            reading.say(table.place, path.rstrip("."), "pack.key_missing", key=known.name, example=known.example)
    return found


def _unknown(key: Scalar, keys: tuple[Key, ...], path: str, reading: Reading, beside: tuple[str, ...]) -> str:
    """Note a key that is not known; the one that was meant, if one is near."""
    names = (*(each.name for each in keys), *beside)
    other = key_named(shape.RULE, key.text) if keys is not shape.PACK else None
    if other is not None:
        reading.say(key.place, path, "pack.key_of_kind", key=key.text, known=", ".join(other.kinds))
        return ""
    near = nearest(key.text, names)
    if near:
        reading.say(key.place, path, "pack.unknown_key", key=key.text[:80], nearest=near)
    else:
        reading.say(key.place, path, "pack.unknown_key_known", key=key.text[:80], known=", ".join(names))
    return near


def _rules(root: Table, reading: Reading) -> tuple[HouseRule, ...]:
    node = root.get(shape.RULES)
    if not isinstance(node, Items) or not node.items:
        reading.say(node.place if node else root.place, shape.RULES, "pack.rules_missing")
        return ()
    if len(node.items) > MOST_RULES:
        reading.say(node.place, shape.RULES, "pack.list_long", most=MOST_RULES)
        return ()
    rules: list[HouseRule] = []
    for number, each in enumerate(node.items, 1):
        rule = _rule(each, f"{shape.RULES}.{number}.", reading)
        if rule and (other := next((known for known in rules if known.name == rule.name), None)):
            path = f"{shape.RULES}.{number}.name"
            reading.say(rule.place, path, "pack.rule_twice", name=rule.name, line=other.place.line)
        elif rule:
            rules.append(rule)
    return tuple(rules)


def _rule(node: Node, path: str, reading: Reading) -> HouseRule | None:
    if not isinstance(node, Table):
        reading.say(node.place, path.rstrip("."), "pack.not_rule")
        return None
    known = len(reading.faults)
    named = node.get("kind")
    kind = next((each for each in shape.NEEDED if isinstance(named, Scalar) and named.text == each), None)
    fields = _fields(node, shape.keys_of(kind), path, reading)
    if kind is None or len(reading.faults) > known:
        return None
    _check(fields, node.place, path.rstrip("."), reading)
    if len(reading.faults) > known:
        return None
    edges = {name: fields.pop(name) for name in shape.EDGES if name in fields}
    for limit in ("at_most", "at_least"):
        if "" in fields.get(limit, {}):
            fields[limit] = dict.fromkeys(reading.languages, fields[limit][""])
    languages = _languages(fields, edges, reading)
    rule = HouseRule(**fields, edges=edges, languages=languages, place=node.place)
    _check_samples(rule, path, reading)
    return rule


def _check(fields: dict[str, Any], place: Place, path: str, reading: Reading) -> None:
    """What keys must be to each other."""
    kind: RuleKind = fields["kind"]
    for name in shape.NEEDED[kind]:
        if name not in fields:
            key = key_named(shape.RULE, name)
            reading.say(place, path, "pack.key_missing", key=name, example=key.example if key else "")
    if kind == "count" and not ("at_most" in fields or "at_least" in fields):
        reading.say(place, path, "pack.limit_missing")
    if kind == "count" and fields.get("count") == "phrases" and "phrases" not in fields:
        reading.say(place, path, "pack.key_missing", key="phrases", example="[synergy|synergies]")
    if kind == "count" and "phrases" in fields and fields.get("count") not in ("phrases", None):
        reading.say(place, path, "pack.phrases_not_counted", count=fields["count"])
    if kind == "structure" and not any(name in fields for name in shape.EDGES):
        reading.say(place, path, "pack.edge_missing", known=", ".join(shape.EDGES))
    if kind == "structure" and any(len(parts) < 2 for parts in fields.get("order", {}).values()):
        reading.say(place, path, "pack.order_short")


def _languages(fields: dict[str, Any], edges: dict[str, Any], reading: Reading) -> tuple[Any, ...]:
    """The languages that a rule speaks to: of its phrases, its limits; else all of the pack."""
    tables = [fields[name] for name in ("phrases", "replace", "at_most", "at_least") if name in fields]
    spoken = {language for table in (*tables, *edges.values()) for language in table}
    return tuple(each for each in reading.languages if each in spoken)


def _check_samples(rule: HouseRule, path: str, reading: Reading) -> None:
    """Each language of a rule has a text that it finds something in, and one that is clean."""
    for language in rule.languages:
        for name, hit in (("hits", True), ("clean", False)):
            if not any(each.language == language and each.hit == hit for each in rule.samples):
                reading.say(rule.place, f"{path}tests.{name}", "pack.tests_language", key=name, language=language)
