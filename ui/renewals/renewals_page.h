#pragma once
#include "ui/renewals/renewals_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page_reading.h"

class QAction;
class QComboBox;
class QStackedWidget;

namespace qd::ui {

class ChartView;
class ExpansionPart;
class ForecastPart;
class LegendStrip;
class Panel;
class RegisterPart;
class SegmentedSwitch;
class TableView;

/// What is due when, what became of it by group, how it is prepared, and what is wrong with it: the renewals of a
/// window, as known on the as-of day; what is expected of them and how right that was; which are at risk and what is
/// done about it; and who may buy more. Every part opens its customers.
class RenewalsPage : public Page {
    Q_OBJECT
public:
    explicit RenewalsPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("renewals"); }
    [[nodiscard]] QString title() const override { return tr("Renewals"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("renewals"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true, .entities = {"opportunities"}}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"due_arr", "renewal_rate", "renewal_forecast", "forecast_accuracy", "renewal_readiness",
            "renewal_hygiene", "risk_coverage"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    /// Writes the exceptions shown as a list for CRM and CS platform, in a job; e-mail addresses in it are masked.
    void exportExceptions(const QString &path);

private:
    void buildPanels();
    QWidget *dueSheet();
    void connectDrill();
    void connectParts();
    void showDue();
    void showExceptions();
    void askForFile();
    void run();
    bool show();
    [[nodiscard]] RenewalsChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<RenewalsView> m_view;
    SegmentedSwitch *m_part = nullptr;
    QStackedWidget *m_parts = nullptr; ///< as RenewalsPart
    ForecastPart *m_forecast = nullptr;
    RegisterPart *m_risks = nullptr;
    ExpansionPart *m_expansion = nullptr;
    QComboBox *m_window = nullptr;
    QComboBox *m_by = nullptr;
    SegmentedSwitch *m_each = nullptr; ///< what a column of the calendar is
    SegmentedSwitch *m_listed = nullptr; ///< exceptions, contracts without an end, what is ahead
    Panel *m_calendarPanel = nullptr;
    Panel *m_ratesPanel = nullptr;
    Panel *m_readinessPanel = nullptr;
    Panel *m_exceptionsPanel = nullptr;
    LegendStrip *m_legend = nullptr; ///< of the calendar
    ChartView *m_calendar = nullptr;
    ChartView *m_readiness = nullptr;
    TableView *m_rates = nullptr;
    TableView *m_exceptions = nullptr;
    QAction *m_export = nullptr; ///< of the exceptions, whatever is listed
    Job<int> m_exporting; ///< how many exceptions were written
};

} // namespace qd::ui
