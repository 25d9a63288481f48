#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

#include <memory>
#include <optional>
#include <span>

namespace qd::sources {

class LookupTable;

/// One column of the file that a canonical column is filled from, or several of which its value is made.
struct MappedField {
    int field = -1; ///< position in the record; of several the first
    int timesField = -1; ///< of a count to multiply by; -1 for none
    const FieldRule *rule = nullptr;
    int made = -1; ///< place in Record::made; -1 for what is a field itself
    std::vector<int> parts = {}; ///< positions of all fields that it is made of; empty unless it is made
    std::shared_ptr<const LookupTable> table = nullptr; ///< of its lookup, after bindLookups()

    /// Positions of all fields of the record that it needs, without the count.
    [[nodiscard]] std::vector<int> fields() const { return made < 0 ? std::vector{field} : parts; }
};

/// Where one canonical column of a file comes from.
struct MappedColumn {
    std::vector<MappedField> fields; ///< the first with a value counts; empty when the file has no such column
    const ProfileColumn *rule = nullptr; ///< translations and constant; nullptr when the profile does not name it

    /// False when the file says nothing about this column; what is stored then stays.
    [[nodiscard]] bool present() const { return !fields.empty() || (rule && !rule->constant.empty()); }
};

/// A profile laid over the headers of one file.
struct Mapping {
    const store::Entity *entity = nullptr;
    std::shared_ptr<const Profile> profile;
    std::vector<std::string> headers; ///< as in the file, trimmed
    std::vector<MappedColumn> columns; ///< parallel to entity->columns
    std::vector<int> extraFields; ///< columns of the file that nothing names
    std::vector<std::string> extraNames; ///< theirs: headers, each another one; column_5 where there is none
    std::vector<int> zeroFields; ///< columns of the profile's rules for trials and pauses; -1 where the file has none
    int onceField = -1; ///< column of its rule for discounts of one payment
    std::vector<int> skipFields; ///< columns of its rules for rows to pass over; -1 where the file has none
    std::vector<int> keepFields; ///< and of its rules for rows to keep
    int made = 0; ///< how many values of a record are made
    std::vector<Mapping> also; ///< of the further entities that the profile fills from the same file

    /// Share of the file's headers that the profile knows, 0..1.
    [[nodiscard]] double confidence() const;
    /// Required columns that the file lacks.
    [[nodiscard]] std::vector<std::string> missing() const;
    /// The mapping as compact JSON, canonical column to header; part of what makes a file "already imported".
    [[nodiscard]] std::string text() const;
    /// Whether values are looked up in other entities, so that the file is read after those.
    [[nodiscard]] bool hasLookups() const;
    /// Whether any of them looks into that entity.
    [[nodiscard]] bool looksInto(std::string_view name) const;
    /// Header of a canonical column in the file; its own name when the file has none.
    [[nodiscard]] std::string headerOf(std::size_t column) const;
};

/// Lays `profile` over a header row; headers match without regard to case and surrounding blanks.
[[nodiscard]] Mapping mapHeaders(std::shared_ptr<const Profile> profile, std::span<const std::string> headers);

/// The mapping that fits a header row best among `profiles`, or nothing: all required columns and every `require`
/// group must be there; most headers known wins, then the earlier profile. `byHeadersAlone`: neither a name nor the
/// user says what the file is, so profiles hold out for their least share.
[[nodiscard]] std::optional<Mapping> detect(std::span<const std::shared_ptr<const Profile>> profiles,
    std::span<const std::string> headers, bool byHeadersAlone);

} // namespace qd::sources
