#include "ui/shell/palette_contents.h"

#include "ui/paint/formatting.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/page.h"
#include "ui/shell/page_frame.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/work_area.h"

#include <QMainWindow>

namespace qd::ui {

PaletteContents::PaletteContents(QMainWindow &window, const WorkArea &work, CommandPalette &palette)
    : QObject(&window)
    , m_window(window)
    , m_work(work)
{
    palette.addProvider([this] { return pages(); });
    palette.addProvider([this] { return customers(); });
}

void PaletteContents::setCustomers(std::vector<WorkspaceFacts::Customer> customers)
{
    m_isOpen = true;
    m_customers = std::move(customers);
}

void PaletteContents::forget()
{
    m_isOpen = false;
    m_customers.clear();
}

std::vector<PaletteEntry> PaletteContents::pages()
{
    std::vector<PaletteEntry> entries;
    for (const QString &id : m_isOpen ? m_work.pageIds() : QStringList()) {
        Page *page = m_work.page(id);
        const QString keys = shortcutText(m_window, QStringLiteral("go.") + id);
        entries.push_back({PaletteKind::Page, page->title(), page->group(), keys, page->iconName(), Mark::None,
            [this, id] { Q_EMIT pageWanted(id, {}); }, id, {}});
        if (!m_work.frame(id)->isKnown())
            continue; // what it has is of the workspace before
        for (PaletteEntry &entry : page->paletteEntries())
            entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<PaletteEntry> PaletteContents::customers()
{
    std::vector<PaletteEntry> entries;
    if (!m_isOpen || !m_work.page(QStringLiteral("customers")))
        return entries;
    for (const WorkspaceFacts::Customer &customer : m_customers) {
        entries.push_back({PaletteKind::Customer, qt(customer.name), qt(customer.detail), {}, QStringLiteral("user"),
            Mark::None, [this, target = AccountTarget{qt(customer.id)}] {
                Q_EMIT pageWanted(QStringLiteral("customers"), target);
            }});
    }
    return entries;
}

} // namespace qd::ui
