#pragma once
#include "core/scenario/scenario.h"

#include <QString>
#include <QUndoCommand>

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace qd::ui {

/// Which customers the base is of: dimension, value.
using CustomerFilters = std::vector<std::pair<std::string, std::string>>;

/// The scenario in hand: one that is saved, the base, or a draft made of either.
struct ScenarioDraft {
    std::string name; ///< of a saved scenario; empty for the base and what became of it
    scenario::CompleteScenario scenario;
    CustomerFilters filters = {}; ///< the chips of its base

    bool operator==(const ScenarioDraft &) const = default;
};

/// One change of the scenario in hand. Nothing is written to the workspace: saving is an edit of its own.
class ScenarioStep : public QUndoCommand {
public:
    using Show = std::function<void(const ScenarioDraft &)>; ///< must outlive its page's end without harm
    ScenarioStep(const QString &text, ScenarioDraft before, ScenarioDraft after, Show show)
        : QUndoCommand(text)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_show(std::move(show))
    {
    }
    /// Steps of the same `series` that follow one another become one: a slider moved by several keys.
    void setSeries(const QString &series) { m_series = series; }

    void redo() override { m_show(m_after); }
    void undo() override { m_show(m_before); }
    [[nodiscard]] int id() const override { return m_series.isEmpty() ? -1 : MergeId; }
    bool mergeWith(const QUndoCommand *next) override
    {
        const auto *step = static_cast<const ScenarioStep *>(next);
        if (step->m_series != m_series || !(step->m_before == m_after))
            return false;
        m_after = step->m_after;
        setText(step->text());
        return true;
    }

private:
    static constexpr int MergeId = 0x5ce;

    ScenarioDraft m_before;
    ScenarioDraft m_after;
    Show m_show;
    QString m_series;
};

} // namespace qd::ui
