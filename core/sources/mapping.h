#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

#include <memory>
#include <optional>
#include <span>

namespace qd::sources {

/// Where one canonical column of a file comes from.
struct MappedColumn {
    int field = -1; ///< position in the record; -1 when the file has no such column
    Conversion convert = Conversion::None;
    int timesField = -1;
    const ProfileColumn *rule = nullptr; ///< translations and constant; nullptr without any

    /// False when the file says nothing about this column; what is stored then stays.
    [[nodiscard]] bool present() const { return field >= 0 || (rule && !rule->constant.empty()); }
};

/// A profile laid over the headers of one file.
struct Mapping {
    const store::Entity *entity = nullptr;
    std::shared_ptr<const Profile> profile;
    std::vector<std::string> headers; ///< as in the file, trimmed
    std::vector<MappedColumn> columns; ///< parallel to entity->columns
    std::vector<int> extraFields; ///< columns of the file that nothing names
    int zeroField = -1; ///< column of the profile's zero rule

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
/// group must be there; most headers known wins, then the earlier profile.
[[nodiscard]] std::optional<Mapping> detect(
    std::span<const std::shared_ptr<const Profile>> profiles, std::span<const std::string> headers);

} // namespace qd::sources
