#include "core/store/usage_segments.h"

#include <sqlite3.h>

#include <algorithm>

namespace qd::store {

void UsageSegments::loadKeys(sqlite3 *connection, const UsageFilter &filter)
{
    RowCursor keys(connection,
        "SELECT account_key, source, account_id FROM usage_account WHERE source = coalesce(?1, source)"
        " AND account_id = coalesce(?2, account_id)");
    if (filter.source)
        keys.bind(1, *filter.source);
    if (filter.accountId)
        keys.bind(2, *filter.accountId);
    while (keys.step()) {
        const auto key = std::uint32_t(keys.integer(0));
        m_accounts.emplace(key, std::pair{std::string(keys.text(1)), std::string(keys.text(2))});
        m_lowAccount = std::min(m_lowAccount, key);
        m_highAccount = std::max(m_highAccount, key);
    }
    RowCursor names(connection, "SELECT feature_key, name FROM usage_feature");
    while (names.step())
        m_features.emplace(std::uint32_t(names.integer(0)), names.text(1));
    m_status = keys.status() != SQLITE_OK ? keys.status() : names.status();
}

UsageSegments::UsageSegments(sqlite3 *connection, const UsageFilter &filter)
{
    loadKeys(connection, filter);
    if (filter.from)
        m_from = filter.from->days();
    if (filter.to)
        m_to = filter.to->days();
    if (m_accounts.empty() || m_status != SQLITE_OK)
        return;
    m_rows = std::make_unique<RowCursor>(connection,
        "SELECT batch_id, data, segment_id FROM usage_segment WHERE first_account <= ?1 AND last_account >= ?2"
        " AND first_date <= ?3 AND last_date >= ?4 AND source = coalesce(?5, source) ORDER BY segment_id");
    m_rows->bind(1, std::int64_t{m_highAccount});
    m_rows->bind(2, std::int64_t{m_lowAccount});
    m_rows->bind(3, filter.to ? filter.to->iso() : std::string("9999-12-31"));
    m_rows->bind(4, filter.from ? filter.from->iso() : std::string());
    if (filter.source)
        m_rows->bind(5, *filter.source);
}

bool UsageSegments::next()
{
    if (m_status != SQLITE_OK || !m_rows || !m_rows->step()) {
        m_status = m_status == SQLITE_OK && m_rows ? m_rows->status() : m_status;
        return false;
    }
    m_batch = m_rows->integer(0);
    m_segment = m_rows->integer(2);
    auto decoded = decodeUsage(m_rows->blob(1));
    if (!decoded) {
        m_status = SQLITE_CORRUPT;
        return false;
    }
    m_columns = std::move(*decoded);
    return true;
}

std::size_t UsageSegments::begin() const
{
    const auto &account = m_columns.account;
    return std::size_t(std::lower_bound(account.begin(), account.end(), m_lowAccount) - account.begin());
}

const std::string &UsageSegments::feature(std::uint32_t key) const
{
    static const std::string none;
    const auto found = m_features.find(key);
    return found == m_features.end() ? none : found->second;
}

} // namespace qd::store
