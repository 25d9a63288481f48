#pragma once
#include "ui/scenario/scenario_desk.h"
#include "ui/shell/page_reading.h"

class QTimer;

namespace qd::ui {

class ComparisonBoard;
class EmptyState;
class LeversPanel;
class SavedScenarios;
class ScenarioChoices;
class ScenarioFiles;
class TonedLabel;

/// What if: levers at the left, what they do to ARR and people at the right, against the base or a saved scenario.
/// A lever is projected in the frame in which it moves; simulation and drivers follow in a job.
class ScenariosPage : public Page {
    Q_OBJECT
public:
    explicit ScenariosPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("scenarios"); }
    [[nodiscard]] QString title() const override { return tr("Scenarios"); }
    [[nodiscard]] QString group() const override { return tr("Plan"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("scenarios"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override { return m_headerActions; }
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"arr", "hours", "required_fte", "capacity_gap"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;

    [[nodiscard]] const ScenarioDraft &draft() const { return m_desk->draft(); } ///< in hand
    [[nodiscard]] SavedScenarios &saved() const { return *m_saved; }
    [[nodiscard]] ScenarioFiles &files() const { return *m_files; }

private:
    void buildBody();
    void connectLevers();
    void connectParts();

    bool show();
    void showFailure(const Error &error);
    void showDraft();
    void startSpread();
    void finish();
    void showNote();
    void openSource(const scenario::Lever &lever);
    void openMonth(int month);
    void seekGoal();

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<ScenarioView> m_view;
    Comparison m_comparison;
    scenario::Projector m_baseProjector;
    scenario::Projector m_projector;
    Job<std::shared_ptr<const ScenarioSpread>> m_spreadJob;
    QTimer *m_spreadTimer = nullptr;
    bool m_refreshing = false;
    QList<QWidget *> m_headerActions;
    EmptyState *m_nobody = nullptr; ///< passes the chips
    ScenarioDesk *m_desk = nullptr;
    ScenarioChoices *m_choices = nullptr;
    SavedScenarios *m_saved = nullptr;
    ScenarioFiles *m_files = nullptr;
    TonedLabel *m_note = nullptr; ///< what the chips do here
    LeversPanel *m_levers = nullptr;
    ComparisonBoard *m_board = nullptr;
};

} // namespace qd::ui
