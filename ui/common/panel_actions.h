#pragma once
#include <QToolButton>

namespace qd::ui {

class Panel;

/// The button "..." in a panel's header: what can be done with the charts, tables and boards shown in it, which are
/// their own actions (ChartView::dataActions(), TableView::dataActions(), PictureActions), then those of the panel.
/// Opens with a click, Space or Down.
class PanelActions : public QToolButton {
    Q_OBJECT
public:
    explicit PanelActions(Panel &panel, QWidget *parent);
    /// Whether a panel has any of them, seen or not.
    [[nodiscard]] static bool hasSubjects(const Panel &panel);
    /// Names it after the panel.
    void setPanelTitle(const QString &title);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    /// Three dots say that there is more; no arrow beside them.
    void initStyleOption(QStyleOptionToolButton *option) const override;

private:
    void fill();

    Panel &m_panel;
};

} // namespace qd::ui
