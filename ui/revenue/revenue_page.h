#pragma once
#include "ui/revenue/revenue_view.h"
#include "ui/shell/page_reading.h"

class QComboBox;
class QGridLayout;
class QStackedWidget;

namespace qd::ui {

class ChartView;
class Panel;
class SegmentedSwitch;
class TableView;

/// ARR movements, retention over time and by group, cohorts; every part opens its customers.
class RevenuePage : public Page {
    Q_OBJECT
public:
    explicit RevenuePage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("revenue"); }
    [[nodiscard]] QString title() const override { return tr("Revenue"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("revenue"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override { return m_headerActions; }
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"arr", "movements", "nrr", "grr", "logo_churn", "expansion_rate", "cohort"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;

private:
    void buildPanels();
    void connectDrill();
    void showMovements(const QString &as);
    void run();
    bool show();
    /// What a part of a month's movements is made of; `column` as in the table of movements.
    void openMovement(Month month, const QString &column);
    [[nodiscard]] RevenueChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<RevenueView> m_view;
    QList<QWidget *> m_headerActions;
    SegmentedSwitch *m_variant = nullptr;
    SegmentedSwitch *m_grain = nullptr;
    SegmentedSwitch *m_measure = nullptr;
    SegmentedSwitch *m_movementsAs = nullptr;
    QComboBox *m_by = nullptr;
    QGridLayout *m_grid = nullptr;
    QStackedWidget *m_movementsStack = nullptr;
    Panel *m_movementsPanel = nullptr;
    Panel *m_trendPanel = nullptr;
    Panel *m_cohortPanel = nullptr;
    Panel *m_groupPanel = nullptr;
    ChartView *m_movementsChart = nullptr;
    ChartView *m_trendChart = nullptr;
    ChartView *m_cohortChart = nullptr;
    TableView *m_movementsTable = nullptr;
    TableView *m_groupTable = nullptr;
};

} // namespace qd::ui
