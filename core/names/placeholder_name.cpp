#include "core/names/placeholder_name.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::names {

namespace {

/// Names that are placeholders as a whole.
constexpr std::array<std::string_view, 50> Whole{"-", "asdf", "blank", "cash customer", "deleted", "dnu", "do not use",
    "duplicate", "dummy", "empty", "foo", "foo bar", "foobar", "inconnu", "individual", "leer", "lorem ipsum", "misc",
    "miscellaneous", "multiple", "n a", "na", "name", "nan", "nil", "no name", "no company", "none", "not applicable",
    "not available", "not provided", "not set", "null", "other", "others", "pending", "placeholder", "private",
    "qwerty", "self", "sonstige", "tba", "tbc", "tbd", "to be determined", "undefined", "unassigned", "unbekannt",
    "unnamed", "various"};

/// A name made of these and of what may stand beside them is a placeholder, if one of the first kind is among them.
constexpr std::array<std::string_view, 12> Marks{
    "test", "tests", "testing", "demo", "dummy", "sample", "example", "sandbox", "unknown", "new", "internal", "temp"};
constexpr std::array<std::string_view, 21> Beside{"account", "accounts", "acct", "co", "company", "client", "customer",
    "customers", "my", "name", "org", "organisation", "organization", "record", "user", "data", "do", "not", "use",
    "delete", "only"};

constexpr std::array<std::string_view, 5> Openings{"account", "client", "company", "customer", "my"};

template <typename List>
bool holds(const List &list, std::string_view word)
{
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool isNumber(std::string_view word)
{
    return word.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

bool isPlaceholderName(std::string_view name)
{
    if (name.empty() || holds(Whole, name))
        return true;
    bool marked = false;
    for (const std::string &word : split(name, ' ')) {
        const bool mark = holds(Marks, word) || word == "testaccount" || word == "xxx";
        marked = marked || mark;
        if (!mark && !holds(Beside, word) && !isNumber(word))
            return false;
    }
    // "Account", "Customer 12": nothing of a name is left.
    return (marked || holds(Openings, name.substr(0, name.find(' '))));
}

} // namespace qd::names
