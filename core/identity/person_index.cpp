#include "core/identity/person_index.h"

#include "core/base/text.h"
#include "core/store/team_rows.h"

namespace qd::identity {

PersonIndex::PersonIndex(const std::vector<store::CsmRow> &csms)
{
    for (const bool left : {false, true}) {
        for (const store::CsmRow &csm : csms) {
            if (csm.end.has_value() != left)
                continue;
            m_byId.emplace(csm.id, csm.id);
            m_byFoldedId.emplace(caseFolded(trimmed(csm.id)), csm.id);
            if (const std::string_view mail = trimmed(csm.email); !mail.empty())
                m_byMail.emplace(caseFolded(mail), csm.id);
            if (const std::string_view name = trimmed(csm.name); !name.empty())
                m_byName.emplace(caseFolded(name), csm.id);
        }
    }
}

const std::string *PersonIndex::find(std::string_view text) const
{
    const std::string name(trimmed(text));
    if (name.empty())
        return nullptr;
    if (const auto found = m_byId.find(name); found != m_byId.end())
        return &found->second;
    const std::string folded = caseFolded(name);
    for (const auto *map : {&m_byMail, &m_byName, &m_byFoldedId}) {
        if (const auto found = map->find(folded); found != map->end())
            return &found->second;
    }
    return nullptr;
}

bool PersonIndex::samePerson(std::string_view a, std::string_view b) const
{
    const std::string *left = find(a);
    const std::string *right = find(b);
    if (left && right)
        return *left == *right;
    return !left && !right && equalsIgnoringCase(trimmed(a), trimmed(b));
}

} // namespace qd::identity
