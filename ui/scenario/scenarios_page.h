#pragma once
#include "ui/scenario/scenario_step.h"
#include "ui/scenario/scenario_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page.h"

#include <map>

class QComboBox;
class QMenu;
class QPushButton;
class QStackedWidget;
class QTimer;

namespace qd::ui {

class ComparisonBoard;
class ErrorBar;
class LeversPanel;
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
    [[nodiscard]] QList<QWidget *> headerActions() override { return m_headerActions; }
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;
    void refresh(const PageContext &context) override;
    void forget() override;

    /// The scenario in hand as S.json, every value stated. Io.
    [[nodiscard]] Result<void> exportTo(const QString &path) const;
    /// Takes the scenario of S.json in hand, as a step that can be undone; what the file leaves out comes from the
    /// workspace, in a job. Errors go to the page's bar.
    void importFrom(const QString &path);
    /// Saves the scenario in hand under `name`, as an edit of the workspace that can be undone.
    void saveAs(const QString &name);
    /// Renames, removes, or brings back an earlier version of the saved scenario in hand; each an edit that can be
    /// undone.
    void rename(const QString &name);
    void remove();
    void restoreVersion(int version);
    [[nodiscard]] const ScenarioDraft &draft() const { return m_draft; }

private:
    void buildHeader();
    void buildBody();
    void connectLevers();
    void connectHeader();

    void takeView(const Result<std::shared_ptr<const ScenarioView>> &result);
    std::string renamedFrom(const scenario::CompleteScenario &scenario);
    void keepDraft(const std::shared_ptr<const ScenarioView> &before);
    void fillChoices();
    /// Projects and shows what is in hand; `draft` becomes it.
    void setDraft(const ScenarioDraft &draft);
    void showDraft();
    void startSpread();
    void finish();
    /// Puts aside what was made of another base, and takes up what was made of this one.
    void changeFilters(bool changed);
    void showNote();

    void step(const QString &text, const ScenarioDraft &after, const QString &series = {});
    void turn(const scenario::Lever &lever, double value);
    void commit(const scenario::Lever &lever, double value, bool byKey);
    void reset();
    void choose(const QString &name);
    void duplicate();
    void askForName();
    void askForNewName();
    /// A line for a name in a menu at `button`, as everything that needs one answer.
    void askIn(QPushButton &button, const QString &text, const QString &verb, bool above,
        const std::function<void(const QString &)> &take);
    void fillMore();
    void fillVersions(QMenu &menu);
    [[nodiscard]] const KnownScenario *saved(const std::string &name) const;
    void seekGoal();

    [[nodiscard]] const scenario::CompleteScenario *known(const std::string &name) const;
    [[nodiscard]] const scenario::CompleteScenario &against() const;
    [[nodiscard]] bool isChanged() const; ///< from what is saved under the draft's name, or from the base
    [[nodiscard]] QString draftName() const;
    [[nodiscard]] QString freeName(const QString &wish) const;

    PageContext m_context;
    std::shared_ptr<const ScenarioView> m_view;
    ScenarioDraft m_draft;
    std::optional<ScenarioDraft> m_beforeDrag; ///< while a slider is in hand
    std::map<CustomerFilters, ScenarioDraft> m_aside; ///< changed, for when their chips come back
    std::string m_against; ///< a saved scenario's name; empty for the base
    Comparison m_comparison;
    scenario::Projector m_baseProjector;
    scenario::Projector m_projector;
    Job<std::shared_ptr<const ScenarioView>> m_viewJob;
    Job<std::shared_ptr<const ScenarioSpread>> m_spreadJob;
    Job<scenario::CompleteScenario> m_importJob;
    QTimer *m_spreadTimer = nullptr;
    bool m_refreshing = false;
    QList<QWidget *> m_headerActions;
    QComboBox *m_scenarios = nullptr;
    QComboBox *m_againstChoice = nullptr;
    QPushButton *m_duplicate = nullptr;
    QPushButton *m_files = nullptr;
    QPushButton *m_more = nullptr;
    QMenu *m_moreMenu = nullptr;
    QStackedWidget *m_stack = nullptr;
    ErrorBar *m_error = nullptr;
    TonedLabel *m_note = nullptr; ///< what the chips do here
    LeversPanel *m_levers = nullptr;
    ComparisonBoard *m_board = nullptr;
};

} // namespace qd::ui
