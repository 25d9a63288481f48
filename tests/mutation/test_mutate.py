#!/usr/bin/env python3
"""Which mutants mutate.py makes of a text, and what it leaves alone."""
import sys

import mutate

SOURCE = '''#include <vector>
// a < b in a comment
const char *text = "x + 1"; // 2
template <typename T> bool f(std::vector<int> &all, int a) { return a <= 3 && !all.empty(); }
int g(int a) { return a - 1'000; }
char h() { return '7'; }
double k() { return 0.5; }
bool l() { return true; }
'''
EXPECTED = {
    ("<=", "<"), ("3", "4"), ("&&", "||"), ("-", "+"), ("true", "false"),
}


def main():
    found = {(SOURCE[m.start:m.end], m.text) for m in mutate.mutants("f.cpp", SOURCE)}
    if found != EXPECTED:
        print("missing", EXPECTED - found, "too many", found - EXPECTED)
        return 1
    first = next(m for m in mutate.mutants("f.cpp", SOURCE) if m.text == "<")
    assert first.line == 4 and "a < 3" in first.after, first
    assert len(mutate.blanked(SOURCE)) == len(SOURCE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
