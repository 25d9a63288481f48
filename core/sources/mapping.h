#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

#include <memory>
#include <optional>
#include <span>

namespace qd::sources {

/// One column of the file that a canonical column is filled from.
struct MappedField {
    int field = -1; ///< position in the record
    int timesField = -1; ///< of a count to multiply by; -1 for none
    const FieldRule *rule = nullptr;
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
    std::vector<std::string> extraNames; ///< theirs: headers, each another one
    int zeroField = -1; ///< column of the profile's rule for trials; -1 without one
    int onceField = -1; ///< column of its rule for discounts of one payment
    int skipField = -1; ///< column of its rule for rows to pass over

    /// Share of the file's headers that the profile knows, 0..1.
    [[nodiscard]] double confidence() const;
    /// Required columns that the file lacks.
    [[nodiscard]] std::vector<std::string> missing() const;
    /// The mapping as compact JSON, canonical column to header; part of what makes a file "already imported".
    [[nodiscard]] std::string text() const;
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
