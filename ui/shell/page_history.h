#pragma once
#include "ui/shell/page_target.h"

#include <QString>

#include <utility>
#include <vector>

namespace qd::ui {

/// Where the user has been: page and target, with a place in it for back and forward. Keeps the last 100.
class PageHistory {
public:
    using Place = std::pair<QString, PageTarget>;

    /// Goes to a new place; what lay ahead is forgotten. The same place twice in a row is one.
    void visit(const QString &page, const PageTarget &target)
    {
        const Place place(page, target);
        if (!m_places.empty() && m_places[m_at] == place)
            return;
        if (!m_places.empty())
            m_places.resize(m_at + 1);
        m_places.push_back(place);
        if (m_places.size() > 100)
            m_places.erase(m_places.begin());
        m_at = m_places.size() - 1;
    }
    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_places.size(); }
    /// Only when canGoBack() or canGoForward().
    Place back() { return m_places[--m_at]; }
    Place forward() { return m_places[++m_at]; }
    [[nodiscard]] bool isEmpty() const { return m_places.empty(); }
    void clear()
    {
        m_places.clear();
        m_at = 0;
    }

private:
    std::vector<Place> m_places;
    std::size_t m_at = 0;
};

} // namespace qd::ui
