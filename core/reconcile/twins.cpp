#include "core/reconcile/twins.h"

namespace qd::reconcile {

Twins::Twins(const portfolio::Portfolio &portfolio, const std::string &source)
{
    const std::vector<portfolio::CustomerRecord> &records = portfolio.recordsOf(source);
    const std::vector<identity::CompanyMarks> &marks = portfolio.marksOf(source);
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].bare || records[i].account < 0)
            continue;
        const PooledText domain = marks[i].publicDomain ? PooledText() : marks[i].companyDomain;
        if (!domain.empty())
            add({{}, domain}, records[i].account);
        if (!marks[i].normalizedName.empty())
            add({marks[i].normalizedName, domain}, records[i].account);
    }
}

int Twins::twinOf(int account, const std::function<bool(int)> &isReal) const
{
    const auto keys = m_keysOf.find(account);
    if (keys == m_keysOf.end())
        return -1;
    for (const Key &key : keys->second) {
        for (const int other : m_groups.at(key)) {
            if (other != account && isReal(other))
                return other;
        }
    }
    return -1;
}

void Twins::add(const Key &key, int account)
{
    m_groups[key].push_back(account);
    m_keysOf[account].push_back(key);
}

} // namespace qd::reconcile
