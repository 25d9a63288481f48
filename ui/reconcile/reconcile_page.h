#pragma once
#include "ui/reconcile/reconcile_texts.h"
#include "ui/shell/page_reading.h"

class QComboBox;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class BreaksPanel;
class ChartView;
class LegendStrip;
class MonthPart;
class Panel;
class SamplePart;
class SegmentedSwitch;
class SignoffPart;
class SystemsPart;
class TotalsStrip;

/// Two systems side by side: totals, the bridge by cause, and the breaks with their evidence and source rows; all
/// systems beside the left one; who prepared and who signed a month; a sample of customers with what people found;
/// and a month against Finance's own history.
class ReconcilePage : public Page {
    Q_OBJECT
public:
    explicit ReconcilePage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("reconcile"); }
    [[nodiscard]] QString title() const override { return tr("Reconcile"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("reconcile"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true, .entities = {"accounts"}}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"arr", "arr_match", "breaks", "bridge"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    [[nodiscard]] bool hasBadge() const override { return true; }
    void open(const PageTarget &target) override;
    /// Writes the breaks shown, in the order shown, with what was decided of them; a failure stands in the page.
    void saveBreaks(const QString &name);
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;

private:
    void buildParts();
    void connectParts();
    void run();
    bool show();
    void showFailure(const Error &error);
    void clearParts();
    void showTotals();
    void showBridge();
    void showPart(ReconcilePart part);
    [[nodiscard]] Panel *busyPanelOf(ReconcilePart part) const;
    [[nodiscard]] ReconcilePart part() const;
    void showBreak(int place);
    void exportBreaks();
    void fillSources();
    void openBar(int category);
    void setComparable(bool comparable); ///< without two systems there is nothing to choose or export

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<ReconcileView> m_view;
    Job<InspectorContent> m_inspectJob;
    PageTarget m_pending; ///< for when there is something to go to
    QComboBox *m_left = nullptr;
    QComboBox *m_right = nullptr;
    QPushButton *m_export = nullptr;
    TotalsStrip *m_totals = nullptr;
    Panel *m_chartPanel = nullptr;
    LegendStrip *m_legend = nullptr;
    ChartView *m_chart = nullptr;
    BreaksPanel *m_breaks = nullptr;
    SegmentedSwitch *m_part = nullptr;
    QStackedWidget *m_parts = nullptr; ///< as ReconcilePart
    SystemsPart *m_systems = nullptr;
    SignoffPart *m_signoff = nullptr;
    SamplePart *m_sample = nullptr;
    MonthPart *m_month = nullptr;
};

} // namespace qd::ui
