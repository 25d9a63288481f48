#pragma once
#include "core/pack/customer_pack.h"
#include "ui/shell/job.h"

#include <QObject>

class QPushButton;

namespace qd::ui {

struct ActionsView;

/// Writes business reviews of customers as PDFs into a folder, one after the other, until somebody stops it in the
/// status bar; those written by then stay.
class ReviewExport : public QObject {
    Q_OBJECT
public:
    /// The button belongs to `page` until it is laid out.
    explicit ReviewExport(QWidget *page);
    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// What is shown; null: nothing can be written.
    void setView(const std::string &workspace, std::shared_ptr<const ActionsView> view);
    /// Which customers are chosen, by id; none: all that are late.
    void setChosen(std::vector<std::string> customers);
    /// Writes the reviews of the chosen customers into a folder in a job, up to the last month that is over on the
    /// page's day.
    void writeTo(const QString &folder);

Q_SIGNALS:
    void written(const QString &sentence);
    void failed(const QString &sentence);

private:
    void ask();

    QWidget *m_page;
    QPushButton *m_button = nullptr;
    std::string m_workspace;
    std::shared_ptr<const ActionsView> m_view;
    std::vector<std::string> m_chosen;
    Job<pack::PackBatch> m_job;
};

} // namespace qd::ui
