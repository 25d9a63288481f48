#pragma once
#include "ui/reconcile/reconcile_texts.h"

#include <QWidget>

class QComboBox;

namespace qd::ui {

class Panel;
class TableView;
class TotalsStrip;

/// The part Systems of the page: every system with ARR beside the one chosen on the left, which is the reference: their
/// totals, the customers in whom one differs, field by field, and how often each field agrees.
class SystemsPart : public QWidget {
    Q_OBJECT
public:
    explicit SystemsPart(QWidget *parent = nullptr);

    /// What was read, with ReconcilePart::Systems all of it; null: nothing is known.
    void setView(std::shared_ptr<const ReconcileView> view);
    [[nodiscard]] Panel *busyPanel() const { return m_rowsPanel; }

Q_SIGNALS:
    void accountOpened(const QString &account); ///< id of a customer

private:
    void showField();

    std::shared_ptr<const ReconcileView> m_view;
    TotalsStrip *m_totals = nullptr;
    Panel *m_rowsPanel = nullptr;
    Panel *m_ratesPanel = nullptr;
    QComboBox *m_field = nullptr;
    TableView *m_rows = nullptr;
    TableView *m_rates = nullptr;
};

} // namespace qd::ui
