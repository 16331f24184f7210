"""watch_cost.py BUILD_FOLDER [PAIRS]: what an open and a close take in front of the mock, with the
layer of `wtsconform watch` and without.

The start of the program is not counted: each time is that of PAIRS more pairs than none.
"""
import pathlib
import subprocess
import sys
import time

BUILD = pathlib.Path(sys.argv[1]).resolve()
PAIRS = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
WATCH = [BUILD / "bin/wtsconform", "watch", "--"]


def seconds(before, pairs):
    start = time.perf_counter()
    subprocess.run([*before, BUILD / "bin/watched", "pairs", str(pairs)], check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def pair(before):
    """Nanoseconds: the smallest of several, which others disturbed least."""
    return min(seconds(before, PAIRS) - seconds(before, 1) for _ in range(5)) / PAIRS * 1e9


plain, watched = pair([]), pair(WATCH)
print(f"a pair takes {plain:.0f} ns; watched {watched:.0f} ns, {watched - plain:.0f} ns more, "
      f"{watched / plain:.1f} times as long")
