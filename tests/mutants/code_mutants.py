"""Every small change to a module that somebody might make by mistake."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}
_NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}


@dataclass(frozen=True)
class CodeMutant:
    """A module with one expression changed; its id names no line, so that it outlives other edits."""

    path: Path
    line: int
    id: str
    source: str


def mutants_of(path: Path) -> Iterator[CodeMutant]:
    source = path.read_text(encoding="utf-8")
    for mutant_id, line, number, changed in _changes(path.stem, source):
        yield CodeMutant(path, line, mutant_id, _with(source, number, changed))


def ids_of(path: Path) -> Iterator[str]:
    """The ids of the same mutants, without what takes time: writing each module anew."""
    return (mutant_id for mutant_id, *_ in _changes(path.stem, path.read_text(encoding="utf-8")))


def _changes(module: str, source: str) -> Iterator[tuple[str, int, int, ast.AST]]:
    """Each mutant's id and line, and which node of the module becomes which."""
    seen: dict[str, int] = {}
    for number, (node, place) in enumerate(_nodes(ast.parse(source))):
        for changed in _others(node):
            mutant_id = f"{module}.{place}: {_short(node)} -> {_short(changed)}"
            seen[mutant_id] = seen.get(mutant_id, 0) + 1
            counted = mutant_id if seen[mutant_id] == 1 else f"{mutant_id} #{seen[mutant_id]}"
            yield counted, getattr(node, "lineno", 0), number, changed


def _nodes(tree: ast.Module) -> Iterator[tuple[ast.AST, str]]:
    """Every node with the function it stands in, in an order that is the same each time."""
    waiting: list[tuple[ast.AST, str]] = [(tree, "module")]
    while waiting:
        node, place = waiting.pop(0)
        yield node, place
        inside = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else place
        waiting += [(child, inside) for child in ast.iter_child_nodes(node) if not _says_nothing(node, child)]


def _says_nothing(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.keyword) and child.arg == "strict":
        # What is zipped in the engine is always equally long.
        return True
    return any(child is getattr(parent, name, None) for name in ("annotation", "returns")) or child in getattr(
        parent, "decorator_list", ()
    )


def _others(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            changed = copy.deepcopy(node)
            changed.ops[place] = _COMPARISONS[type(operator)]()
            yield changed
    elif isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            kept = [value for number, value in enumerate(node.values) if number != place]
            yield kept[0] if len(kept) == 1 else ast.BoolOp(node.op, kept)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)
    else:
        yield from _other_statements(node)


def _other_statements(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.BoolOp | ast.UnaryOp):
        # The other kinds of test have mutants of their own.
        for forced in (True, False):
            changed = copy.deepcopy(node)
            changed.test = ast.Constant(forced)
            yield changed
    elif isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            changed_comprehension = copy.deepcopy(node)
            del changed_comprehension.ifs[place]
            yield changed_comprehension
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield ast.Constant(not node.value if isinstance(node.value, bool) else node.value + 1)
    elif isinstance(node, ast.Name) and node.id in _NAMES:
        yield ast.Name(_NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Continue):
        yield ast.Pass()


def _with(source: str, number: int, changed: ast.AST) -> str:
    tree = ast.parse(source)
    target = [node for node, _ in _nodes(tree)][number]

    class Swap(ast.NodeTransformer):
        def visit(self, node: ast.AST) -> ast.AST:
            return changed if node is target else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Swap().visit(tree)))


def _short(node: ast.AST) -> str:
    """The first line of what it says; a comprehension by its source and its conditions."""
    if isinstance(node, ast.comprehension):
        return " if ".join(ast.unparse(one) for one in (node.iter, *node.ifs))
    return ast.unparse(node).splitlines()[0]
