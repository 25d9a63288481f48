#include "ui/health/draft_preview.h"

#include "ui/common/table/table_view.h"
#include "ui/health/draft_texts.h"
#include "ui/paint/message_text.h"

#include <QVBoxLayout>

namespace qd::ui {

DraftPreview::DraftPreview(QWidget *parent)
    : Panel(tr("What this changes"), parent)
    , m_mix(new TableView(this))
    , m_changes(new TableView(this))
{
    m_mix->setObjectName(QStringLiteral("healthDraftMix"));
    m_changes->setObjectName(QStringLiteral("healthDraftChanges"));
    m_mix->setCompact(true);
    m_changes->setCompact(true);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_mix, 2);
    column->addWidget(m_changes, 5);
    setBody(body, false);
    connect(m_changes, &TableView::activated, this, &DraftPreview::customerWanted);
    showNothing(tr("Reading the workspace"));
}

void DraftPreview::setBook(DraftBookPtr book)
{
    m_book = std::move(book);
}

void DraftPreview::showModel(const health::HealthModel &model)
{
    if (!m_book)
        return;
    m_current = false;
    setBusy(true);
    m_job.start([book = m_book, model](Progress &progress) { return book->effect(model, progress); },
        [this](const Result<std::shared_ptr<const DraftEffect>> &result) { take(result); });
}

void DraftPreview::take(const Result<std::shared_ptr<const DraftEffect>> &result)
{
    setBusy(false);
    m_current = true;
    if (!result) {
        showNothing(tr("This draft could not be tried."));
        Q_EMIT failed(messageText(result.error().message));
        return;
    }
    m_effect = *result;
    setSubtitle(changedText(*m_book, *m_effect));
    m_mix->setVisible(true);
    m_mix->setSpec(draftMixTable(*m_book, *m_effect));
    m_changes->setSpec(draftChangesTable(*m_book, *m_effect));
    Q_EMIT computed();
}

void DraftPreview::showUnusable()
{
    m_job.cancel();
    setBusy(false);
    m_current = true;
    showNothing(m_book ? tr("Mend what is marked to see what changes.") : tr("Reading the workspace"));
}

void DraftPreview::showNothing(const QString &why)
{
    m_effect.reset();
    setSubtitle({});
    m_mix->setVisible(false);
    TableSpec none;
    none.id = QStringLiteral("health-draft-changes");
    none.filterRow = false;
    none.columns = {tableColumn("customer", tr("Customer"), ColumnKind::Text)};
    none.emptyText = why;
    m_changes->setSpec(none);
    Q_EMIT computed();
}

} // namespace qd::ui
