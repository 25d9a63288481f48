#pragma once
#include "core/scenario/scenario.h"
#include "ui/shell/job.h"
#include "ui/shell/page_context.h"

#include <QObject>

class QPushButton;

namespace qd::ui {

class ErrorBar;
class ScenarioDesk;

/// The scenario in hand as a file, out and in, with the button that offers both.
class ScenarioFiles : public QObject {
    Q_OBJECT
public:
    /// The button belongs to `page` until it is laid out; desk and bar outlive this.
    ScenarioFiles(ScenarioDesk &desk, ErrorBar &errors, QWidget *page);
    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// The workspace that completes what a file leaves out.
    void setContext(const PageContext &context) { m_context = context; }

    /// The scenario in hand as S.json, every value stated. Io.
    [[nodiscard]] Result<void> exportTo(const QString &path) const;
    /// Takes the scenario of S.json in hand, as a step that can be undone; what the file leaves out comes from the
    /// workspace, in a job. Errors go to the page's bar.
    void importFrom(const QString &path);

private:
    void askForExport();

    ScenarioDesk &m_desk;
    ErrorBar &m_errors;
    QWidget *m_page;
    QPushButton *m_button;
    PageContext m_context;
    Job<scenario::CompleteScenario> m_job;
};

} // namespace qd::ui
