#pragma once
#include "ui/renewals/renewals_view.h"
#include "ui/shell/page_reading.h"

class QComboBox;

namespace qd::ui {

class ChartView;
class LegendStrip;
class Panel;
class TableView;

/// What is due when, what became of it by group, how it is prepared, and what is wrong with it: the renewals of a
/// window, as known on the as-of day. Every part opens its customers.
class RenewalsPage : public Page {
    Q_OBJECT
public:
    explicit RenewalsPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("renewals"); }
    [[nodiscard]] QString title() const override { return tr("Renewals"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("renewals"); }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    void refresh(const PageContext &context) override;
    void forget() override { m_view.forget(); }

private:
    void buildPanels();
    void connectDrill();
    void run();
    bool show();
    [[nodiscard]] RenewalsChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<RenewalsView> m_view;
    QComboBox *m_window = nullptr;
    QComboBox *m_by = nullptr;
    Panel *m_calendarPanel = nullptr;
    Panel *m_ratesPanel = nullptr;
    Panel *m_readinessPanel = nullptr;
    Panel *m_exceptionsPanel = nullptr;
    LegendStrip *m_legend = nullptr; ///< of the calendar
    ChartView *m_calendar = nullptr;
    ChartView *m_readiness = nullptr;
    TableView *m_rates = nullptr;
    TableView *m_exceptions = nullptr;
};

} // namespace qd::ui
