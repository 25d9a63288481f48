#pragma once
#include "core/base/result.h"

#include <QWidget>

class QStackedWidget;

namespace qd::ui {

class ErrorBar;
class Panel;

/// What stands under a page's header: a bar for what went wrong, and below it one sheet: the content, the empty state
/// that says what to import, another that the page adds, or a blank one. Nothing at all until something is known.
class PageBody : public QWidget {
    Q_OBJECT
public:
    /// Fills `page` with itself.
    explicit PageBody(QWidget *page);

    /// The two sheets every page has; takes ownership. Once, before anything is shown.
    void setSheets(QWidget *content, QWidget *empty);
    /// Another sheet; takes ownership.
    void addSheet(QWidget *sheet);
    /// A line between the bar and the sheets; takes ownership.
    void setNote(QWidget *note);
    /// The panel whose thin bar says that a job works on what is shown.
    void setBusyPanel(Panel *panel) { m_busyPanel = panel; }
    [[nodiscard]] ErrorBar &errors() const { return *m_errors; }

    void showContent();
    void showEmpty();
    void showSheet(QWidget *sheet);
    /// Nothing is known: no sheet is shown.
    void showNothing();
    /// What to show when it could not be read; the bar says why. What was stopped leaves `hasContent` as it stands; the
    /// empty state comes only where nothing was imported, and every other failure, such as a damaged file, leaves a
    /// blank sheet: nobody knows whether the workspace is empty.
    void showFailure(const Error &error, bool hasContent);
    void setBusy(bool busy);

private:
    ErrorBar *m_errors = nullptr;
    QStackedWidget *m_sheets = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_empty = nullptr;
    QWidget *m_blank = nullptr;
    Panel *m_busyPanel = nullptr; ///< of the page; null where none says it
};

} // namespace qd::ui
