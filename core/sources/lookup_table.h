#pragma once
#include "core/base/text_hash.h"
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"
#include "core/store/workspace.h"

#include <unordered_map>

namespace qd::sources {

/// The records that a lookup of a profile looks through, by their keys. Ids are compared letter by letter, everything
/// else without regard to case and surrounding blanks.
class LookupTable {
public:
    /// The records that the workspace has now.
    LookupTable(const store::Workspace &workspace, const LookupRule &rule);

    /// The value for a key, one text for each column of the rule; Unmatched where no record has it or a text is empty,
    /// Ambiguous where records with different values have it.
    [[nodiscard]] MadeValue find(const std::vector<std::string> &key) const;

private:
    struct Found {
        std::string value;
        bool isAmbiguous = false;
    };
    [[nodiscard]] std::string keyOf(const std::vector<std::string> &texts) const;

    const LookupRule &m_rule;
    std::vector<bool> m_isId; ///< of the rule's columns
    std::unordered_map<std::string, Found, TextHash, std::equal_to<>> m_found;
};

/// Gives the lookups of a mapping, and of what else its file fills, the records of the workspace. Without that a lookup
/// gives the key it would ask for.
void bindLookups(Mapping &mapping, const store::Workspace &workspace);

} // namespace qd::sources
