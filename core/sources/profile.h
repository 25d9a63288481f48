#pragma once
#include "core/base/result.h"
#include "core/sources/date_text.h"
#include "core/sources/record_reader.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// What happens to a value before it is typed.
enum class Conversion {
    None,
    SalesforceId, ///< 15 characters raised to 18, check characters verified
    UnixTime, ///< seconds since 1970, or any date text
    MinorUnits, ///< an integer of the currency's minor units (Stripe): 1999 USD is 19.99; in a column with decimals,
                ///< major ones
    IntervalMonths, ///< month, quarter, year as a number of months; week and day count by the year
    Percent, ///< 75 and 75 % are 0.75
    ExclusiveEnd, ///< the first instant after a period: its last day is the one of the second before
    Domain, ///< a web address cut down to its host without www.
};

/// A column of an entity that a lookup compares a field of the file with.
struct LookupKey {
    std::string column;
    std::string header; ///< lower case
    Conversion convert = Conversion::None; ///< SalesforceId or Domain, before it is compared

    bool operator==(const LookupKey &) const = default;
};

/// A value of a record of another entity, found by the fields of a row: the account of a subscription.
struct LookupRule {
    std::string entity;
    std::vector<LookupKey> by; ///< all must be equal
    std::string give; ///< the column whose value is taken
    std::string source; ///< whose records are looked at; empty for all
    bool mayFail = false; ///< a row for which nothing, or more than one value, is found has none; else it is held back

    bool operator==(const LookupRule &) const = default;
};

/// What a canonical column may be filled from: a header, several that are joined, or what a lookup finds.
struct FieldRule {
    std::string header; ///< lower case; of several joined or looked up by the first
    Conversion convert = Conversion::None;
    std::vector<std::string>
        times; ///< headers of a count to multiply by (quantity, interval count), the first that is there; lower case
    std::string contains; ///< if set, the value is true or false: whether the field holds this text; lower case
    std::vector<std::string> join =
        {}; ///< headers whose texts are put together, those without one left out; lower case
    std::string with = {}; ///< between the joined texts
    std::string split = {}; ///< the text is cut at each of these; empty: it is not
    int part = 1; ///< which of the pieces is taken: from 1, or from the end by -1
    std::int64_t multiplyBy = 1; ///< a number is multiplied by this, exactly
    std::int64_t divideBy = 1; ///< and divided by this: 60 makes minutes of seconds
    std::optional<LookupRule> lookup = std::nullopt;

    /// Whether the value is made of the row's fields instead of being one of them.
    [[nodiscard]] bool isMade() const { return !join.empty() || !split.empty() || lookup.has_value(); }
    /// The headers it needs, all of them.
    [[nodiscard]] std::vector<std::string> headers() const;
    bool operator==(const FieldRule &) const = default;
};

/// How one canonical column is filled: row by row from the first of `from` that has a value, else with `constant`.
struct ProfileColumn {
    std::string column;
    std::vector<FieldRule> from;
    std::map<std::string, std::string> values; ///< translations; keys in lower case
    std::string constant;

    bool operator==(const ProfileColumn &) const = default;
};

/// Rows in which a column has one of some values, holds a text, or is empty or not: trials, whose recurring value is 0;
/// deleted records.
struct RowRule {
    std::string header; ///< lower case
    std::vector<std::string> values; ///< lower case
    std::string contains = {}; ///< lower case; empty for no such condition
    std::optional<bool> isEmpty = std::nullopt;

    bool operator==(const RowRule &) const = default;
};

/// What a value of a column has to be for its row to be taken; a row for which it is not is held back.
struct ValueCheck {
    std::string column; ///< canonical
    std::optional<double> from = std::nullopt; ///< least number, of amounts in major units
    std::optional<double> to = std::nullopt; ///< largest number
    std::vector<std::string> oneOf = {}; ///< lower case; empty for no such condition
    bool needed = false; ///< a row without a value is held back, too

    bool operator==(const ValueCheck &) const = default;
};

/// What becomes of several rows of one key.
struct SameKey {
    enum class Rows {
        Refuse, ///< equal ones count once, others are held back
        Last, ///< of each column the last value counts
        Sum, ///< numbers of the columns in `sum` are added up, of others the last value counts
    };
    Rows rows = Rows::Refuse;
    std::vector<std::string> sum = {};

    /// Whether the numbers of a column are added up.
    [[nodiscard]] bool adds(std::string_view column) const;
    bool operator==(const SameKey &) const = default;
};

/// How one system's export is told by its headers and mapped to a canonical entity: a JSON file, not code
/// (docs/profiles.md has the schema).
struct Profile {
    std::string name;
    std::string title;
    std::string source; ///< name of the source unless the user gives one
    std::string kind; ///< one of store::sourceKinds(); empty for the canonical profile
    std::string entity;
    std::vector<std::vector<std::string>> require; ///< of each group one header must be there; lower case
    std::vector<ProfileColumn> columns;
    /// A file that has one of these is another's, where nothing but headers tells what it is; lower case.
    std::vector<std::string> without = {};
    double leastShare = 0; ///< of the file's headers that must be known, where nothing but headers tells what it is
    std::vector<RowRule> zeroWhen = {}; ///< rows for which any holds: their recurring value counts 0
    std::optional<RowRule> onceWhen =
        std::nullopt; ///< rows whose discount is of one payment, and so of no annual value
    std::vector<RowRule> skipWhen = {}; ///< rows for which any holds are passed over
    std::vector<RowRule> keepWhen = {}; ///< and so are those for which not all of these hold
    SameKey sameKey = {};
    bool countsCredits = false; ///< recurring values below zero are taken off, not held back
    /// Digits of minor units where the system does not follow ISO 4217, by currency code.
    std::map<std::string, int, std::less<>> minorDigits = {};
    std::vector<Profile> also = {}; ///< further entities that the same file fills; they have no others
    ReadChoice read = {}; ///< how a file of it is read, where nobody says otherwise
    std::optional<DateOrder> dateOrder = std::nullopt; ///< of dates that can be read two ways, the same
    std::vector<ValueCheck> checks = {}; ///< of the values of its own entity
    std::string digest = {}; ///< of the text of a profile of the user's own: what it says is part of how a file is read

    bool operator==(const Profile &) const = default;
};

/// Name of the profile that maps every entity's own column names.
inline constexpr std::string_view CanonicalProfile = "canonical";

/// The canonical profile of one entity, made from its descriptor.
[[nodiscard]] Profile canonicalProfile(std::string_view entity);

/// Reads a profile; `origin` is named in errors. BadData: no JSON, unknown entity, column, kind or conversion.
[[nodiscard]] Result<Profile> profileFromJson(std::string_view json, const std::string &origin);

/// The shipped profiles (in the order they are tried), without the canonical ones.
[[nodiscard]] const std::vector<Profile> &shippedProfiles();

/// A profile of the user's own, from a file. NotFound and Io for one that cannot be read; BadData as above.
[[nodiscard]] Result<Profile> profileFromFile(const std::string &path);

} // namespace qd::sources
