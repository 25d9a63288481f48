#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace qd::store {
struct CsmRow;
}

namespace qd::identity {

/// Who is meant by an owner's text: the CSM whose csm_id, else e-mail, else name it is (CONTRACT sections 1 and 2),
/// e-mail and name, and where no id is the very same also ids, without regard to case and space around them. Of several
/// those who have not left come before those who have, then csm_id decides; a CSM answers to the spellings of all the
/// sources that list the id.
class PersonIndex {
public:
    PersonIndex() = default;
    /// Rows by csm_id, as store::csmRows() gives them.
    explicit PersonIndex(const std::vector<store::CsmRow> &csms);

    /// The csm_id; nullptr if nobody of the roster answers to the text.
    [[nodiscard]] const std::string *find(std::string_view text) const;
    /// Whether two owners are one person: the same CSM, or outside the roster the same text without regard to case.
    [[nodiscard]] bool samePerson(std::string_view a, std::string_view b) const;

private:
    std::unordered_map<std::string, std::string> m_byId, m_byFoldedId, m_byMail, m_byName; ///< csm_id by spelling
};

} // namespace qd::identity
