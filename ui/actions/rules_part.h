#pragma once
#include "ui/actions/actions_view.h"

#include <QWidget>

#include <memory>

class QPushButton;

namespace qd::ui {

class ChartView;
class LegendStrip;
class Panel;
class TableView;

/// The part Rules of the page: what each opens, how much of it is dismissed, and what it would have opened in a year.
class RulesPart : public QWidget {
    Q_OBJECT
public:
    explicit RulesPart(QWidget *parent = nullptr);
    void setView(const std::shared_ptr<const ActionsView> &view);

Q_SIGNALS:
    void fileWanted(); ///< rules of a file, to look at
    void draftDropped(); ///< those in force again
    void savingWanted(); ///< what is shown, which is a draft, is to be put in force

private:
    void showRule();

    std::shared_ptr<const ActionsView> m_view;
    Panel *m_rulesPanel = nullptr;
    Panel *m_previewPanel = nullptr;
    TableView *m_rules = nullptr;
    ChartView *m_preview = nullptr;
    LegendStrip *m_legend = nullptr;
    QPushButton *m_save = nullptr;
    QPushButton *m_drop = nullptr;
};

} // namespace qd::ui
