#pragma once
#include "ui/coverage/coverage_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page.h"

class QLabel;
class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ChartScroll;
class ChartView;
class ErrorBar;
class FairnessView;
class HireLine;
class OptimiseView;
class Panel;
class SegmentChooser;
class SegmentedSwitch;
class TableView;

/// Who covers whom, is it enough, and which moves make it so. Moves planned here are a draft of the page: the imported
/// data stay as they are, and every step can be undone.
class CoveragePage : public Page {
    Q_OBJECT
public:
    explicit CoveragePage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("coverage"); }
    [[nodiscard]] QString title() const override { return tr("Coverage"); }
    [[nodiscard]] QString group() const override { return tr("Plan"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("coverage"); }
    [[nodiscard]] QList<QWidget *> headerActions() override { return m_headerActions; }
    void refresh(const PageContext &context) override;
    void forget() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;

    /// The moves planned so far, as they apply to what is shown.
    [[nodiscard]] const std::vector<coverage::DraftMove> &plannedMoves() const { return m_draftBooks.moves; }

public Q_SLOTS:
    /// Writes the handover list of the planned moves; a failure stands in the page.
    void saveHandover(const QString &path);
    /// Saves the capacity model in a JSON file to the workspace, as a change that can be undone.
    void importModel(const QString &path);
    /// Writes the capacity model in force as JSON.
    void exportModel(const QString &path);
    /// Opens the touch model editor, at its segments or its versions.
    void editModel(bool versions);
    void openTechTouch();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPanels();
    [[nodiscard]] std::vector<PaletteEntry> modelEntries(); ///< of the Model menu, for the palette
    void layOutPanels();
    void connectParts();
    void connectHeatmap();
    void connectBoard();
    void connectFairness();
    void connectMoves();
    void show(const Result<CoverageViewPtr> &result);
    void showHeatmap();
    void fitHeatmap();
    void sizeHeatmap();
    [[nodiscard]] HeatRows heatRows() const;
    [[nodiscard]] bool showsNothing() const;
    void showBooks();
    void plan(int load, int csm);
    void planAll(const std::vector<coverage::DraftMove> &moves);
    void showRemove();
    void removePlanned();
    void changeRules(const coverage::AssignModel &rules, const QString &text);
    void openCustomers(const QString &title, const std::vector<int> &loads);
    void step(const QString &text, coverage::Draft after);
    void setDraft(const coverage::Draft &draft);
    [[nodiscard]] MovePreview preview(int load, int csm) const;
    void askForHandover();
    void buildModelMenu();
    template <typename Dialog>
    Dialog *besideWindow();
    void write(const QString &path, const std::string &text, const QString &done);

    PageContext m_context;
    CoverageViewPtr m_view;
    coverage::Draft m_draft;
    coverage::DraftBooks m_draftBooks;
    Job<CoverageViewPtr> m_job;
    QList<QWidget *> m_headerActions;
    SegmentedSwitch *m_measure = nullptr;
    SegmentedSwitch *m_by = nullptr;
    SegmentedSwitch *m_movesAs = nullptr;
    SegmentChooser *m_segment = nullptr;
    QPushButton *m_model = nullptr;
    QPushButton *m_scenario = nullptr;
    QPushButton *m_handover = nullptr;
    QPushButton *m_move = nullptr;
    QPushButton *m_remove = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_movesStack = nullptr;
    ErrorBar *m_error = nullptr;
    Panel *m_heatPanel = nullptr;
    Panel *m_booksPanel = nullptr;
    Panel *m_fairPanel = nullptr;
    Panel *m_movesPanel = nullptr;
    ChartView *m_heatmap = nullptr;
    ChartScroll *m_heatScroll = nullptr;
    HireLine *m_hire = nullptr;
    QLabel *m_nothing = nullptr;
    bool m_settles = false; ///< what was read is shown but for the optimise panel's outlook
    bool m_rowsChosen = false; ///< which rows the heatmap has is somebody's choice, not that of the room
    BooksBoard *m_board = nullptr;
    FairnessView *m_fairness = nullptr;
    TableView *m_planned = nullptr;
    OptimiseView *m_optimise = nullptr;
};

} // namespace qd::ui
