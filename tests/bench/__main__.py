"""`make bench`: prints every speed as a ratio to a baseline of the same run, or as a rate."""

import os
import statistics
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from tests.bench.engine import engine_figures
from tests.bench.load import Measured, run_load
from tests.bench.world import World, running_world
from tests.servers import session
from tests.servers.processes import wait_for

ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "4"))
CONNECTIONS = 16
BATCH_CONNECTIONS = 4


def main() -> None:
    """Measure everything, one stage at a time."""
    console = Console(soft_wrap=True)
    table = Table("what", "figure", "against", title=f"medians of {ROUNDS} interleaved rounds of {SECONDS:g} s")
    _measure_engine(table)
    session.begin()
    try:
        with running_world(session.own_folder()) as world:
            _measure_gate(world, table)
            _measure_pipeline(world, table)
    finally:
        session.end()
    console.print(table)


def _measure_engine(table: Table) -> None:
    figures = engine_figures()
    pack = f"{figures.largest_pack}, {figures.largest_pack_rules} rules"
    table.add_row("engine, a check of four items", f"{figures.four_items:.1f} µs per item", "aim: at most 20")
    for told, figure in (("judged", figures.all_its_cases_unexplained), ("explained too", figures.all_its_cases)):
        table.add_row(f"engine, every case of the largest pack ({pack}), {told}", f"{figure:.1f} µs per item", "")
    table.add_row("engine, ten times the rules", f"{figures.ten_times_the_rules:.2f} of the same check", "aim: 1")
    table.add_row(
        "engine, a thousand lapsed consents", f"{figures.thousand_lapsed_consents:.2f} of the same with ten", "aim: 1"
    )


def _measure_gate(world: World, table: Table) -> None:
    minimal, single = world.minimal_requests(), world.check_requests()
    port = world.stack.settings.disclosure_port
    runs: dict[str, Callable[[], Measured]] = {
        "minimal": lambda: run_load(world.minimal_port, minimal, CONNECTIONS, SECONDS),
        "single": lambda: run_load(port, single, CONNECTIONS, SECONDS),
        "20": lambda: run_load(port, world.batch_requests(20), BATCH_CONNECTIONS, SECONDS),
        "200": lambda: run_load(port, world.batch_requests(200), BATCH_CONNECTIONS, SECONDS),
    }
    for run in runs.values():
        run()
    rounds = [{name: run() for name, run in runs.items()} for _ in range(ROUNDS)]
    _report_gate(rounds, table)


def _report_gate(rounds: list[dict[str, Measured]], table: Table) -> None:
    def middle(of: Callable[[dict[str, Measured]], float]) -> float:
        return statistics.median(of(one) for one in rounds)

    minimal = middle(lambda one: one["minimal"].per_second)
    table.add_row("minimal view", f"{minimal:,.0f} requests/s", "the baseline")
    ratio = middle(lambda one: one["single"].per_second / one["minimal"].per_second)
    table.add_row(
        "single check",
        f"{middle(lambda one: one['single'].per_second):,.0f} decisions/s,"
        f" p50 {middle(lambda one: one['single'].percentile(0.5)) * 1e3:.1f} ms,"
        f" p99 {middle(lambda one: one['single'].percentile(0.99)) * 1e3:.1f} ms",
        f"{ratio:.2f} of the minimal view (aim: 0.7)",
    )
    for size in (20, 200):
        rate = middle(lambda one: one[str(size)].per_second * size)  # noqa: B023
        ratio = middle(lambda one: one[str(size)].per_second * size / one["minimal"].per_second)  # noqa: B023
        table.add_row(f"batch of {size}", f"{rate:,.0f} decisions/s", f"{ratio:.1f} of the minimal view")


def _measure_pipeline(world: World, table: Table) -> None:
    decided = world.count("hjemmel_disclosure", "decisions")
    world.stack.kill("disclosure")
    world.stack.start("broker")
    relayed = _rate(world, "disclosure-relay", decided, lambda: _relayed(world))
    world.stack.start("consent-relay")
    taken_in = _rate(world, "audit-consume", decided, lambda: world.count("hjemmel_audit", "entries"))
    table.add_row("relay", f"{relayed:,.0f} decisions/s to the broker", f"{decided:,} decisions")
    table.add_row("audit consumer", f"{taken_in:,.0f} entries/s, durable", f"{taken_in / relayed:.2f} of the relay")


def _rate(world: World, process: str, aim: int, done: Callable[[], int]) -> float:
    """Start a process and return how many it does a second, from the first to the last."""
    world.stack.start(process)
    wait_for(done, f"{process} begins")
    first, began = done(), time.perf_counter()
    wait_for(lambda: done() >= aim, f"{process} finishes", 600)
    return (aim - first) / (time.perf_counter() - began)


def _relayed(world: World) -> int:
    with world.connect("hjemmel_disclosure") as connection:
        row = connection.execute("SELECT coalesce(max(position), 0) FROM relay_cursors").fetchone()
    return row[0] if row else 0


if __name__ == "__main__":
    main()
