#include "ui/sql/query_rows.h"

namespace qd::ui {

void QueryRows::columns(std::vector<std::string> names)
{
    const std::lock_guard lock(m_lock);
    m_news.columns = std::move(names);
}

void QueryRows::row(QueryRow values)
{
    const std::lock_guard lock(m_lock);
    m_news.rows.push_back(std::move(values));
}

QueryRows::News QueryRows::takeNews()
{
    const std::lock_guard lock(m_lock);
    return std::exchange(m_news, {});
}

} // namespace qd::ui
