#pragma once
#include "core/scenario/base_figures.h"
#include "core/scenario/lever_board.h"
#include "ui/common/panel.h"

#include <vector>

class QMenu;
class QPushButton;

namespace qd::ui {

class LeverRow;
class SegmentedSwitch;
class TonedLabel;

/// What the panel shows: a scenario's levers against another's.
struct LeversShown {
    const scenario::CompleteScenario *scenario = nullptr;
    const scenario::CompleteScenario *against = nullptr;
    const std::vector<scenario::ValueOrigin> *origins = nullptr; ///< of the base
    QString againstName; ///< "base", or the other scenario's name
    std::function<bool(const scenario::Lever &)> opens = {}; ///< whether something is behind the lever's base value
};

/// The levers of a scenario by segment and for the people: main ones, all, or those changed. Below them Save, Goal
/// seek and Reset.
class LeversPanel : public Panel {
    Q_OBJECT
public:
    explicit LeversPanel(QWidget *parent = nullptr);

    /// Rows are kept while the levers are the same, so that a slider in hand stays in hand.
    void setShown(const LeversShown &shown);
    [[nodiscard]] LeverRow *row(const scenario::Lever &lever) const;
    [[nodiscard]] int changedCount() const;
    [[nodiscard]] QPushButton &saveButton() const { return *m_save; }
    /// Months in which people may join or leave.
    void setMonths(Month first, int count);

Q_SIGNALS:
    void turned(const qd::scenario::Lever &lever, double value);
    void committed(const qd::scenario::Lever &lever, double value, bool byKey);
    void sourceWanted(const qd::scenario::Lever &lever);
    void saveClicked();
    void goalClicked();
    void resetClicked();

private:
    void buildFoot();
    void rebuild(const std::vector<scenario::Lever> &levers);
    [[nodiscard]] QString hintOf(
        const LeversShown &shown, const scenario::Lever &lever, bool changed, double base) const;
    void addSection(const QString &title);
    void addRow(const scenario::Lever &lever);
    void applyFilter();

    SegmentedSwitch *m_switch = nullptr;
    QWidget *m_list = nullptr;
    TonedLabel *m_nothing = nullptr; ///< said when no lever is changed
    QPushButton *m_add = nullptr;
    QMenu *m_addMenu = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_goal = nullptr;
    QPushButton *m_reset = nullptr;
    struct Entry {
        LeverRow *row;
        int section;
    };
    std::vector<Entry> m_rows;
    std::vector<TonedLabel *> m_sections;
};

} // namespace qd::ui
