"""Reads YAML as a lawyer would: only true and false are truth values, so that `on` is a word and NO is Norway."""

import re
from collections.abc import Generator
from typing import Any

import yaml

from shared.policy_packs.marks import Mark, MarkedList, MarkedMapping

# No pack or case goes down ten.
_DEEPEST = 100
# Nor has any of them a tenth of so many keys.
_MOST_KEYS = 200_000
_MERGE = "tag:yaml.org,2002:merge"


class NotYaml(ValueError):
    """The text is not YAML; says why in one line, and at which of its lines."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(f"line {line}: {problem}")
        self.problem = problem
        self.line = line


class _PlainLoader(yaml.CSafeLoader):
    """The parser written in C, which takes a tenth of the time."""

    file = ""

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except NotYaml:
            raise
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # What looks like a day or a number and is none fails in as many ways as there are types.
            raise NotYaml("a value cannot be read", _line(node.start_mark)) from None

    def construct_yaml_map(self, node: yaml.MappingNode) -> Generator[MarkedMapping, None, None]:
        data = MarkedMapping()
        yield data
        data.update(self.construct_mapping(node))
        # By now what `<<` merges in stands first in the node, so that a mapping's own key marks it last.
        data.marks.update({self.construct_object(key): self._mark(key) for key, _ in node.value})

    def construct_yaml_seq(self, node: yaml.SequenceNode) -> Generator[MarkedList, None, None]:
        data = MarkedList()
        yield data
        data.extend(self.construct_sequence(node))
        data.marks.extend(self._mark(one) for one in node.value)

    def _mark(self, node: yaml.Node) -> Mark:
        return Mark(self.file, _line(node.start_mark))


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_constructor("tag:yaml.org,2002:map", _PlainLoader.construct_yaml_map)
_PlainLoader.add_constructor("tag:yaml.org,2002:seq", _PlainLoader.construct_yaml_seq)


def read_yaml(text: str, file: str = "") -> Any:
    """Return the content, marked with the file and its lines, or raise NotYaml."""
    try:
        return _read(text, file)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise NotYaml(" ".join(str(problem).split()), _line(mark)) from None


def _read(text: str, file: str) -> Any:
    _refuse_endless_depth(text)
    loader = _PlainLoader(text)
    loader.file = file
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _refuse_endless_aliases(node, {})
        _refuse_repeated_keys(node, set())
        _refuse_endless_merging(node)
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _refuse_endless_depth(text: str) -> None:
    """The C parser goes down into content by recursion, and where that has no end the process does."""
    depth = 0
    for event in yaml.parse(text, _PlainLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise NotYaml(f"more than {_DEEPEST} levels deep", _line(event.start_mark))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _refuse_endless_aliases(node: yaml.Node, depths: dict[int, int | None]) -> int:
    """Return how deep a node goes with what its aliases stand for, which may be the node itself."""
    if isinstance(node, yaml.ScalarNode):
        return 0
    if id(node) not in depths:
        depths[id(node)] = None
        inner = [one for pair in node.value for one in pair] if isinstance(node, yaml.MappingNode) else node.value
        depths[id(node)] = 1 + max((_refuse_endless_aliases(one, depths) for one in inner), default=0)
    depth = depths[id(node)]
    if depth is None:
        raise NotYaml("a value contains itself", _line(node.start_mark))
    if depth > _DEEPEST:
        raise NotYaml(f"more than {_DEEPEST} levels deep", _line(node.start_mark))
    return depth


def _refuse_repeated_keys(node: yaml.Node, seen: set[int]) -> None:
    """YAML would let the later one win, and nobody would notice."""
    if isinstance(node, yaml.ScalarNode) or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise NotYaml("a key must be one word", _line(key.start_mark))
            if key.value in keys:
                raise NotYaml(f"{key.value} is given twice", _line(key.start_mark))
            keys.add(key.value)
            _refuse_repeated_keys(value, seen)
    else:
        for one in node.value:
            _refuse_repeated_keys(one, seen)


def _refuse_endless_merging(node: yaml.Node) -> None:
    """What `<<` merges in is copied, so that a few lines which merge each other could fill any memory."""
    keys: dict[int, int] = {}
    _count_keys(node, keys)
    if sum(keys.values()) > _MOST_KEYS:
        raise NotYaml(f"more than {_MOST_KEYS} keys, with those merged in", _line(node.start_mark))


def _count_keys(node: yaml.Node, keys: dict[int, int]) -> int:
    """Enter how many keys each mapping within has, with those merged in; return those of the node itself."""
    if isinstance(node, yaml.ScalarNode):
        return 0
    if id(node) not in keys:
        keys[id(node)] = 0
        if isinstance(node, yaml.MappingNode):
            own = [(key.tag == _MERGE, _count_keys(value, keys)) for key, value in node.value]
            keys[id(node)] = sum(within if merged else 1 for merged, within in own)
        else:
            keys[id(node)] = sum(_count_keys(one, keys) for one in node.value)
    return keys[id(node)]


def _line(mark: Any) -> int:
    return mark.line + 1 if mark is not None else 1
