#pragma once
#include "ui/reconcile/reconcile_texts.h"

#include <QWidget>

class QComboBox;

namespace qd::ui {

class Panel;
class TableView;
class TotalsStrip;

/// The part Month-end of the page: a month's movements by the system of record beside those of Finance's own history,
/// our closing against theirs by cause, the customers who differ, and how long renewals won took.
class MonthPart : public QWidget {
    Q_OBJECT
public:
    explicit MonthPart(QWidget *parent = nullptr);

    /// What was read, with ReconcilePart::Month all of it; null: nothing is known.
    void setView(std::shared_ptr<const ReconcileView> view);
    [[nodiscard]] Panel *busyPanel() const { return m_stepsPanel; }
    /// The month and the source chosen; nothing where the latest and the first are wanted.
    [[nodiscard]] MonthAsked asked() const;

Q_SIGNALS:
    void chosen(); ///< another month or source: what is shown is of the one before
    void accountOpened(const QString &account); ///< id of a customer

private:
    void layOut();
    void fillChoices();

    std::shared_ptr<const ReconcileView> m_view;
    TotalsStrip *m_totals = nullptr;
    Panel *m_stepsPanel = nullptr;
    Panel *m_bridgePanel = nullptr;
    Panel *m_customersPanel = nullptr;
    QComboBox *m_month = nullptr;
    QComboBox *m_finance = nullptr;
    TableView *m_steps = nullptr;
    TableView *m_bridge = nullptr;
    TableView *m_customers = nullptr;
};

} // namespace qd::ui
