#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

namespace qd::sources {

/// What an editor does to a profile while somebody maps a file.

/// A profile that takes each column of the entity from the header that has the same words: "Account ID" is account_id.
/// It has neither name nor source.
[[nodiscard]] Profile draftOf(const store::Entity &entity, const std::vector<std::string> &headers);

/// Takes out of a profile, to be edited, what a file with these headers has nothing for; but the columns in `asked`,
/// which somebody is asked about, stay.
void keepPresent(Profile &profile, const std::vector<std::string> &headers, const std::vector<std::string> &asked);

/// What a profile says of a canonical column; nullptr where it says nothing.
[[nodiscard]] const ProfileColumn *findColumn(const Profile &profile, std::string_view column);
/// Sets it; one that says nothing is taken out. Columns stay in the order of their names.
void setColumn(Profile &profile, ProfileColumn column);

/// Translations as one line: "NPS = nps; Yes = true".
[[nodiscard]] std::string valuesText(const std::map<std::string, std::string> &values);
/// And from such a line; nothing where a part has no "=" or an empty value before it.
[[nodiscard]] std::optional<std::map<std::string, std::string>> valuesFrom(std::string_view text);

/// Columns that are filled and whose numbers may be added up where several rows have one key.
[[nodiscard]] std::vector<std::string> addableColumns(const Profile &profile);

/// The profile as it is saved: it asks for every header that it reads, so that a file that lacks one is never taken
/// with empty values; further entities are named after it; sealed (own_profiles.h). Errors as profileFromJson().
[[nodiscard]] Result<Profile> settledDraft(const Profile &draft);

} // namespace qd::sources
