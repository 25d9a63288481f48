#pragma once
#include "ui/actions/actions_view.h"

#include <QWidget>

class QComboBox;

namespace qd::ui {

class Panel;
class TableView;

/// The part Reviews of the page: which business reviews were due and done, who is late, and who renewed with and
/// without one.
class ReviewsPart : public QWidget {
    Q_OBJECT
public:
    explicit ReviewsPart(QWidget *parent = nullptr);
    void setView(const ActionsView &view);
    [[nodiscard]] std::string by() const; ///< the dimension chosen
    /// Puts a button into the header of the list of those who are late.
    void addLateButton(QWidget *button);

Q_SIGNALS:
    void byChosen();
    void accountOpened(const QString &account);
    void lateChosen(const std::vector<std::string> &customers); ///< ids of those selected among the late

private:
    QComboBox *m_by = nullptr;
    Panel *m_latePanel = nullptr;
    TableView *m_reviews = nullptr;
    TableView *m_late = nullptr;
    TableView *m_renewals = nullptr;
};

} // namespace qd::ui
