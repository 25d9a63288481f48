#pragma once
#include "ui/coverage/planning_desk.h"
#include "ui/shell/page_reading.h"

class QLabel;
class QPushButton;

namespace qd::ui {

class BooksPanel;
class FairnessView;
class HeatmapPanel;
class ModelMenu;
class MovesPanel;
class Panel;

/// Who covers whom, is it enough, and which moves make it so. The page reads the workspace and carries what a person
/// does between its parts: heatmap, books, fairness, moves, the model, and the desk that holds what is planned.
class CoveragePage : public Page {
    Q_OBJECT
public:
    explicit CoveragePage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("coverage"); }
    [[nodiscard]] QString title() const override { return tr("Coverage"); }
    [[nodiscard]] QString group() const override { return tr("Plan"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("coverage"); }
    [[nodiscard]] answers::RestOn restsOn() const override
    {
        return {.arr = true, .entities = {"csms", "assignments"}};
    }
    [[nodiscard]] QList<QWidget *> headerActions() override { return m_headerActions; }
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"hours", "required_fte", "utilisation", "capacity_gap", "accounts_per_csm", "book_utilisation"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;
    void markCustomers(const QSet<QString> &customers) override;

    /// The moves planned so far, as they apply to what is shown.
    [[nodiscard]] const std::vector<coverage::DraftMove> &plannedMoves() const { return m_desk->books().moves; }
    [[nodiscard]] ModelMenu &modelMenu() const { return *m_model; }

public Q_SLOTS:
    /// Writes the handover list of the planned moves; a failure stands in the page.
    void saveHandover(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOutPanels();
    void connectParts();
    void connectBoard();
    void connectMoves();
    bool show();
    void setView(const CoverageViewPtr &view);
    void showBooks();
    void showPlanned();
    void showMarks();
    void plan(int load, int csm);
    void explain(const InspectorContent &content, const QString &sentence);
    void openCustomers(const QString &title, const std::vector<int> &loads);
    void askForHandover();
    [[nodiscard]] bool showsNothing() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<CoverageView> m_view;
    PlanningDesk *m_desk = nullptr;
    ModelMenu *m_model = nullptr;
    QPushButton *m_scenario = nullptr;
    QPushButton *m_handover = nullptr;
    QList<QWidget *> m_headerActions;
    QLabel *m_nothing = nullptr;
    HeatmapPanel *m_heat = nullptr;
    BooksPanel *m_books = nullptr;
    Panel *m_fairPanel = nullptr;
    FairnessView *m_fairness = nullptr;
    MovesPanel *m_moves = nullptr;
    QSet<QString> m_marked; ///< who is selected elsewhere on the page
    bool m_followsTable = false; ///< the board shows what a table chose, which says itself who is selected
    bool m_settles = false; ///< what was read is shown but for the optimise panel's outlook
};

} // namespace qd::ui
