#pragma once
#include "ui/shell/page_target.h"
#include "ui/shell/palette_entry.h"
#include "ui/shell/workspace_facts.h"

#include <QObject>

class QMainWindow;

namespace qd::ui {

class CommandPalette;
class WorkArea;

/// What the palette finds in the open workspace: pages, what they show, and customers. Nothing without one.
class PaletteContents : public QObject {
    Q_OBJECT
public:
    /// Gives `palette` its entries. All outlive this, or go with `window`, whose keys the entries name.
    PaletteContents(QMainWindow &window, const WorkArea &work, CommandPalette &palette);
    /// The customers of the workspace that is open.
    void setCustomers(std::vector<WorkspaceFacts::Customer> customers);
    void forget(); ///< no workspace is open

Q_SIGNALS:
    void pageWanted(const QString &id, const qd::ui::PageTarget &target);

private:
    [[nodiscard]] std::vector<PaletteEntry> pages();
    [[nodiscard]] std::vector<PaletteEntry> customers();

    QMainWindow &m_window;
    const WorkArea &m_work;
    bool m_isOpen = false;
    std::vector<WorkspaceFacts::Customer> m_customers;
};

} // namespace qd::ui
