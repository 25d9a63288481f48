#pragma once
#include "ui/explain/conventions_view.h"
#include "ui/explain/explain_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page_reading.h"

class QComboBox;
class QStackedWidget;

namespace qd::ui {

class ConventionsPanel;
class FigurePanel;
class MetricBox;
class Panel;
class RowsPanel;
class SegmentedSwitch;
class TableView;
class WindowBoxes;

/// A figure opened to the rows of files it comes from: formula with its values, the customers that make it, the rows
/// behind each, and what moved it; or NRR, GRR and logo churn under every convention.
class ExplainPage : public Page {
    Q_OBJECT
public:
    explicit ExplainPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("explain"); }
    [[nodiscard]] QString title() const override { return tr("Explain"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("search"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] bool followsChips() const override { return false; } // it says itself what they do
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override { return {"nrr", "grr", "logo_churn"}; }
    void refresh(const PageContext &context) override;
    void forget() override;
    /// A FigureTarget.
    void open(const PageTarget &target) override;
    /// Writes the figure that is shown as a PDF to be printed, in a job; statusMessage() says when it is there.
    void writeSheet(const QString &path);

private:
    void buildPanels();
    void connectParts();
    void run();
    bool showFigure();
    bool showConventions();
    void showWindow();
    void showGroups();
    void showCustomer(const QString &row);
    void openCustomer(int account);
    void askForSheet();
    [[nodiscard]] bool isFigure() const;
    [[nodiscard]] ExplainChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<ExplainView> m_view;
    PageReading<ConventionsView> m_conventions;
    Job<QString> m_sheetJob;
    std::optional<Month> m_fromMonth; ///< chosen; else the window that ends by the as-of day
    std::optional<Month> m_toMonth;
    std::optional<Date> m_asOf; ///< of the figure that was asked for
    QString m_groupWanted; ///< to be chosen once the groups are known
    SegmentedSwitch *m_mode = nullptr;
    MetricBox *m_metric = nullptr;
    WindowBoxes *m_window = nullptr;
    QComboBox *m_by = nullptr;
    QComboBox *m_group = nullptr;
    QStackedWidget *m_stack = nullptr;
    FigurePanel *m_figure = nullptr;
    Panel *m_customersPanel = nullptr;
    TableView *m_customers = nullptr;
    RowsPanel *m_rows = nullptr;
    ConventionsPanel *m_conventionsPanel = nullptr;
};

} // namespace qd::ui
