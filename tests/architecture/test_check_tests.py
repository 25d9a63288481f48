#!/usr/bin/env python3
"""The check of tests/ itself: what a header declares, what no test names, and tests that stand in the wrong room."""
import sys

import check_tests as check

HEADER = '''
#pragma once
#define WIDE(x) \\
    wide(x)
namespace qd::room {
enum class Kind { Plain, Odd };
/// Not told() of.
[[nodiscard]] Result<std::vector<int>> figure(
    const std::map<int, std::string> &by, int from = 0);
void told(int of);
[[nodiscard]] Message sentence(int of);
[[nodiscard]] Result<void> fine();
[[nodiscard]] const char *word(int of);
inline constexpr int Most = limit(7);
template <typename T>
[[nodiscard]] T typed(T value)
{
    return other(value);
}
class Book final : public Base {
public:
    explicit Book(int size);
    ~Book() override;
    Book &operator=(const Book &) = delete;
    [[nodiscard]] int rows() const { return count(); }
    struct Row {
        int width() const;
    };

private:
    void fill();
    int m_size = 0;
};
struct Open {
    std::function<int(int)> visit;
    bool isOpen() const;
};
}
'''


def main():
    failures = 0

    def expect(found, wanted):
        nonlocal failures
        if found != wanted:
            failures += 1
            print(f"gave {found}, wanted {wanted}")

    names = ["figure", "typed", "Book::rows", "Book::Row::width", "Open::isOpen"]
    expect(check.public_functions(HEADER), names)
    told = [line.split(" names ")[1].split(":  ")[0].split(": ")[0] for line in check.unnamed(
        [("core/room/a.h", HEADER)], {"figure", "width", "fill"}, ["core/room/a.h Open::*"])]
    expect(told, ["typed", "Book::rows"])
    programs = [("tests/room/tst_a.cpp", '#include "core/room/a.h"'), ("tests/room/tst_b.cpp", '#include "core/other/a.h"'),
                ("tests/room/tst_c.cpp", '#include "tests/room/fixture.h"'), ("tests/attic/tst_d.cpp", ""),
                ("tests/ui/tst_e.cpp", "")]
    expect(list(check.astray(programs, {"room", "bare"})),
           ["tests/room/tst_b.cpp: includes nothing of core/room", "tests/attic/tst_d.cpp: there is no core/attic",
            "core/bare: no test in tests/bare"])
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
