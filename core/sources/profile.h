#pragma once
#include "core/base/result.h"

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

/// One header a canonical column may be filled from.
struct FieldRule {
    std::string header; ///< lower case
    Conversion convert = Conversion::None;
    std::vector<std::string>
        times; ///< headers of a count to multiply by (quantity, interval count), the first that is there; lower case
    std::string contains; ///< if set, the value is true or false: whether the field holds this text; lower case
};

/// How one canonical column is filled: row by row from the first of `from` that has a value, else with `constant`.
struct ProfileColumn {
    std::string column;
    std::vector<FieldRule> from;
    std::map<std::string, std::string> values; ///< translations; keys in lower case
    std::string constant;
};

/// Rows in which a column has one of some values: trials, whose recurring value is 0; deleted records.
struct RowRule {
    std::string header; ///< lower case
    std::vector<std::string> values; ///< lower case
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
    double leastShare = 0; ///< of the file's headers that must be known, where nothing but headers tells what it is
    std::optional<RowRule> zeroWhen = std::nullopt; ///< rows whose recurring value counts 0
    std::optional<RowRule> onceWhen =
        std::nullopt; ///< rows whose discount is of one payment, and so of no annual value
    std::optional<RowRule> skipWhen = std::nullopt; ///< rows that are passed over
    bool countsCredits = false; ///< recurring values below zero are taken off, not held back
    /// Digits of minor units where the system does not follow ISO 4217, by currency code.
    std::map<std::string, int, std::less<>> minorDigits = {};
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
