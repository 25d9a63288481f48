#pragma once
#include "core/base/message.h"

#include <string>
#include <vector>

namespace qd::query {

/// A column as it is told to people.
struct ColumnMeaning {
    const char *name;
    const char *type; ///< TEXT, INTEGER or REAL
    MessageWords meaning;
};

/// A table or view as it is told to people.
struct TableMeaning {
    const char *name;
    MessageWords meaning;
    bool isComputed = false; ///< by this program only: no other one that opens the file has it
    std::vector<ColumnMeaning> columns = {};
};

/// A function as it is told to people.
struct FunctionMeaning {
    const char *call; ///< "month_end(day)"
    MessageWords meaning;
};

} // namespace qd::query
