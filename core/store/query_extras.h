#pragma once
#include "core/base/date.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace qd::store {

/// A value as SQL has it: null, a whole number, a number, a text.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// The rows of a table that rooms above the store compute.
class ComputedRows {
public:
    virtual ~ComputedRows() = default;
    [[nodiscard]] virtual std::size_t size() const = 0;
    [[nodiscard]] virtual Cell at(std::size_t row, std::size_t column) const = 0;
    /// The day they are of.
    [[nodiscard]] virtual Date day() const = 0;
};

struct ComputedColumn {
    std::string name;
    std::string type; ///< TEXT, INTEGER or REAL
};

/// A read-only table that exists while a query runs and is computed when the query reads it. It has a hidden column
/// `as_of` behind its own: `v_x('2026-10-31')`, or a condition on it, asks for the rows of that day. What cannot be
/// computed ends the query with that error.
struct ComputedTable {
    std::string name;
    std::vector<ComputedColumn> columns; ///< the first is a text that rows are found by without going over all
    /// Called once a day asked for; nothing asks for the day that an analysis takes where nobody names one.
    std::function<Result<std::shared_ptr<const ComputedRows>>(std::optional<Date> asOf)> compute;
};

/// A view over the tables of the file, for as long as the query runs.
struct QueryView {
    std::string name;
    std::string select;
};

/// A function of a row. An error ends the query with its sentence.
struct ScalarFunction {
    std::string name;
    int arguments = 1;
    std::function<Result<Cell>(std::span<const Cell>)> value;
};

/// A function of many rows.
class Aggregate {
public:
    virtual ~Aggregate() = default;
    /// A row. An error ends the query with its sentence.
    [[nodiscard]] virtual Result<void> add(std::span<const Cell> arguments) = 0;
    /// Of the rows added, and of none.
    [[nodiscard]] virtual Cell value() = 0;
};

struct AggregateFunction {
    std::string name;
    int arguments = 1;
    std::function<std::unique_ptr<Aggregate>()> begin;
};

/// What a query may name besides the tables of the file. `core/query` makes it.
struct QueryExtras {
    std::vector<ComputedTable> tables;
    std::vector<QueryView> views;
    std::vector<ScalarFunction> functions;
    std::vector<AggregateFunction> aggregates;
};

} // namespace qd::store
