#pragma once
#include <string_view>
#include <vector>

namespace qd::store {

/// How a canonical value is written in a CSV and kept in the workspace.
enum class ValueType {
    Text, ///< TEXT as it came, ids included: `0805` keeps its zero
    Date, ///< TEXT `YYYY-MM-DD`
    Month, ///< TEXT `YYYY-MM`
    Time, ///< TEXT ISO 8601 in UTC, `YYYY-MM-DDTHH:MM:SSZ`
    Money, ///< `<name>_minor` INTEGER minor units of the row's currency; `<name>` is the same in major units
    Number, ///< REAL
    Integer, ///< INTEGER
    Boolean, ///< INTEGER 0 or 1
    Currency, ///< TEXT ISO 4217; the workspace's base currency where the file has none
    Decimal, ///< TEXT decimal as written (exchange rates)
    Enum, ///< TEXT; known values in lower case, unknown ones as they came
};

/// What record_history keeps of a column.
enum class History {
    None,
    FromFirstSight, ///< its first value and every change
    OnceChanged, ///< every change, and its first value together with the first change
};

/// One column of a canonical entity (CONTRACT section 1).
struct Column {
    std::string_view name;
    ValueType type = ValueType::Text;
    bool required = false;
    bool key = false;
    bool recurring = false; ///< a negative value is quarantined
    std::vector<std::string_view> values = {}; ///< known values of an Enum
    History history = History::None;
    bool later = false; ///< came after schema 1: a row without it is the same content as before it came
};

/// What an entity's table holds beside the columns every one has.
enum class RowShape {
    Plain,
    MayBeBare, ///< `bare`: the row stands for an id that others mention and nobody describes
    WithAnnual, ///< `annual_minor`: the annual value, in minor units of the row's currency
    InSegments, ///< there is no such table: rows are in usage_segment, the accounts they mention in usage_account
};

/// A canonical entity: its table has the columns below, then `source` in front of the key, `extra` (JSON of columns no
/// mapping names), `content_hash`, `as_of`, `batch_id` and `line` of the file the row came from, `first_as_of` and
/// `first_batch` of the record's first sight, and `closed_on` where a complete file lacked it.
struct Entity {
    std::string_view name;
    std::vector<Column> columns;
    bool hasAccount = false; ///< has an `account_id` that refers to `accounts` of the same source
    RowShape shape = RowShape::Plain;

    [[nodiscard]] bool mayBeBare() const { return shape == RowShape::MayBeBare; }
    [[nodiscard]] bool hasAnnual() const { return shape == RowShape::WithAnnual; }
    [[nodiscard]] bool inSegments() const { return shape == RowShape::InSegments; }
    /// Whether its rows are an account's, by `account_id`: theirs, or the account itself.
    [[nodiscard]] bool isOfAccounts() const { return hasAccount || mayBeBare(); }
    /// Table whose rows say which accounts the entity mentions, with `source`, `account_id`, `batch_id` and `line`.
    [[nodiscard]] std::string_view mentions() const { return inSegments() ? "usage_account" : name; }
    /// Position of a column by name; -1 if there is none.
    [[nodiscard]] int indexOf(std::string_view column) const;
};

/// All canonical entities in CONTRACT's order; built once, read-only, safe from any thread.
[[nodiscard]] const std::vector<Entity> &entities();

/// The entity of that name without regard to case; nullptr if there is none.
[[nodiscard]] const Entity *findEntity(std::string_view name);

/// Kinds of source systems: crm, cs_platform, billing, support, usage, survey, people, finance (CONTRACT section 1).
[[nodiscard]] const std::vector<std::string_view> &sourceKinds();

} // namespace qd::store
