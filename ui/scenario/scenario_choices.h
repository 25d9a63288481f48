#pragma once
#include <QObject>
#include <QString>

class QComboBox;
class QWidget;

namespace qd::ui {

class ScenarioDesk;

/// The two lists of the page's header: which scenario is in hand, and against which it is shown. What is chosen goes
/// to the desk.
class ScenarioChoices : public QObject {
    Q_OBJECT
public:
    /// The widgets belong to `page` until they are laid out; the desk outlives this.
    ScenarioChoices(ScenarioDesk &desk, QWidget *page);
    [[nodiscard]] QList<QWidget *> widgets() const; ///< from the left
    void showDesk(); ///< what there is to choose from, or what is chosen, is another

private:
    ScenarioDesk &m_desk;
    QComboBox *m_scenarios = nullptr;
    QWidget *m_between = nullptr; ///< the word between them
    QComboBox *m_against = nullptr;
};

} // namespace qd::ui
