#pragma once
#include "ui/shell/page_target.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <utility>

namespace qd::ui {

class Page;

/// The links of a page when they are to be followed: at once, but after a click on a chart that a double click opens in
/// the explorer only when no second click can come any more (QApplication::doubleClickInterval()). With a second click
/// they are not followed at all. A child of the page.
class PatientLinks : public QObject {
    Q_OBJECT
public:
    explicit PatientLinks(Page &page);

Q_SIGNALS:
    void followed(const QString &page, const qd::ui::PageTarget &target);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void take(const QString &page, const PageTarget &target);
    void followHeld();

    Page &m_page;
    QTimer m_wait; ///< runs while a second click may come
    std::optional<std::pair<QString, PageTarget>> m_held;
};

} // namespace qd::ui
