#pragma once
#include "ui/scenario/scenario_step.h"
#include "ui/scenario/scenario_view.h"

#include <QObject>

#include <map>
#include <optional>

class QUndoCommand;

namespace qd::ui {

/// The scenario in hand: the base, a saved scenario, or a draft made of either, and what it is compared with. Every
/// change is a step for the undo stack; nothing is written to the workspace. A draft made under other chips waits until
/// they are set again.
class ScenarioDesk : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The figures of the workspace, anew: what was only looked at becomes theirs, what was changed stays in hand.
    void takeView(std::shared_ptr<const ScenarioView> view);
    /// Another workspace or none: nothing is known, nothing is in hand.
    void forget();
    [[nodiscard]] const std::shared_ptr<const ScenarioView> &view() const { return m_view; } ///< null while unknown
    [[nodiscard]] const ScenarioDraft &draft() const { return m_draft; }
    /// What it is called: its saved name, "Draft", or "Base".
    [[nodiscard]] QString name() const;
    [[nodiscard]] bool isChanged() const; ///< from what is saved under the draft's name, or from the base

    /// What it is compared with: the base, or a saved scenario.
    [[nodiscard]] const scenario::CompleteScenario &against() const;
    [[nodiscard]] QString againstName() const; ///< empty for the base
    void setAgainst(const QString &name);

    /// A saved scenario; of an empty name the base. Null where there is none.
    [[nodiscard]] const scenario::CompleteScenario *known(const std::string &name) const;
    [[nodiscard]] const KnownScenario *saved(const std::string &name) const; ///< with its versions; null for none
    [[nodiscard]] QString freeName(const QString &wish) const; ///< `wish`, with a number where it is taken

    /// Moves a lever while it is in hand, without a step.
    void turn(const scenario::Lever &lever, double value);
    /// The lever is let go: a step from where it was taken in hand. Keys that follow one another are one step.
    void commit(const scenario::Lever &lever, double value, bool byKey);
    void reset(); ///< all levers to what it is compared with
    void choose(const QString &name); ///< a saved scenario, or the base of an empty name
    /// Puts `scenario` in hand under the name that is; with `isOther` as a draft of its own.
    void take(const QString &step, const scenario::CompleteScenario &scenario, bool isOther = false);

    // These three make no step: saving is an edit of the workspace.
    /// It is saved, or saved again, under this name from now on.
    void setName(const std::string &name);
    void rename(const std::string &name); ///< the saved scenario itself has another name from now on
    /// It is saved no more: a draft if it was changed, else the base.
    void dropName();

Q_SIGNALS:
    void changed(); ///< what is in hand, or what it is compared with
    void stepped(QUndoCommand *command); ///< an undoable step; the receiver takes ownership
    void said(const QString &sentence); ///< for the status bar

private:
    void setDraft(const ScenarioDraft &draft);
    void step(const QString &text, const ScenarioDraft &after, const QString &series = {});
    void changeFilters(bool changed);
    void keepDraft(const std::shared_ptr<const ScenarioView> &before);
    [[nodiscard]] std::string renamedFrom(const scenario::CompleteScenario &scenario);

    std::shared_ptr<const ScenarioView> m_view;
    ScenarioDraft m_draft;
    std::optional<ScenarioDraft> m_beforeDrag; ///< while a slider is in hand
    std::map<CustomerFilters, ScenarioDraft> m_aside; ///< changed, for when their chips come back
    std::string m_against; ///< a saved scenario's name; empty for the base
};

} // namespace qd::ui
