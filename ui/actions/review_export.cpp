#include "ui/actions/review_export.h"

#include "ui/actions/actions_view.h"
#include "ui/common/icons.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/pack/pack_pdf.h"

#include <QDir>
#include <QFileDialog>
#include <QPushButton>

namespace qd::ui {

namespace {

const char *const Template = "customer-qbr";

/// Of those who are late where none is chosen.
std::vector<std::string> customersOf(const ActionsView &view, const std::vector<std::string> &chosen)
{
    if (!chosen.empty())
        return chosen;
    std::vector<std::string> late;
    for (const actions::LateReview &each : view.reviews.late)
        late.push_back(view.accounts().at(each.account).id);
    return late;
}

} // namespace

ReviewExport::ReviewExport(QWidget *page)
    : QObject(page)
    , m_page(page)
    , m_button(new QPushButton(icon(QStringLiteral("packs")), tr("Write reviews..."), page))
{
    m_button->setObjectName(QStringLiteral("writeReviews"));
    m_button->setToolTip(
        tr("A business review as a PDF, with its data as CSV, for each customer selected, or for all that are late"));
    m_button->setEnabled(false);
    connect(m_button, &QPushButton::clicked, this, &ReviewExport::ask);
}

void ReviewExport::setView(const std::string &workspace, std::shared_ptr<const ActionsView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    m_chosen.clear();
    m_button->setEnabled(m_view && !m_view->reviews.late.empty());
}

void ReviewExport::setChosen(std::vector<std::string> customers)
{
    m_chosen = std::move(customers);
}

void ReviewExport::ask()
{
    const QString folder = QFileDialog::getExistingDirectory(m_page, tr("Folder for the reviews"));
    if (!folder.isEmpty())
        writeTo(folder);
}

void ReviewExport::writeTo(const QString &folder)
{
    if (!m_view)
        return;
    pack::PackOptions options;
    options.templateId = Template;
    options.period = Month::lastEndedBy(m_view->day).iso();
    options.customers = customersOf(*m_view, m_chosen);
    m_job.startShown(
        m_page, tr("Writing reviews"),
        [workspace = m_workspace, options, to = QDir(folder)](Progress &progress) -> Result<pack::PackBatch> {
            const auto opened = store::Workspace::open(workspace, store::Workspace::Mode::ReadOnly);
            if (!opened)
                return opened.error();
            return pack::packForEach(**opened, options, "customer", narrativeHeight, progress,
                [&to](const std::string &name, const pack::PackDocument &document) {
                    return savePackFiles(document, to, name);
                });
        },
        [this, folder](const Result<pack::PackBatch> &batch) {
            if (!batch && batch.error().code != ErrorCode::Cancelled)
                return Q_EMIT failed(messageText(batch.error().message));
            if (batch && batch->isStopped)
                return Q_EMIT written(tr("Stopped; %1 has %Ln reviews", nullptr, batch->written).arg(folder));
            if (batch)
                Q_EMIT written(tr("%1 has %Ln reviews", nullptr, batch->written).arg(folder));
        });
}

} // namespace qd::ui
