#include "ui/quality/quality_page.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/quality/waiver_dialog.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace qd::ui {

namespace {

const QString SourceColumn = QStringLiteral("source:");

TableView *addPanel(QGridLayout *grid, Panel *panel, int row, int column, int rows, int columns)
{
    auto *table = new TableView(panel);
    panel->addHeaderWidget(table->columnsButton());
    panel->setBody(table, false);
    grid->addWidget(panel, row, column, rows, columns);
    return table;
}

/// The one that was shown, else the worst of the other checks; -1 where all of those are well.
int figureToShow(const QualityView &view, const QString &title)
{
    for (int i = 0; i < int(view.card.figures.size()) && !title.isEmpty(); ++i) {
        if (figureTitle(view, i) == title)
            return i;
    }
    const TableSpec checks = checksTable(view);
    const int first = checks.rows.isEmpty() ? -1 : checks.rows.first().id.toInt();
    return first >= 0 && view.card.figures[std::size_t(first)].failed > 0 ? first : -1;
}

Edit::Change keeping(const std::vector<quality::Waiver> &waivers)
{
    return [waivers](store::Workspace &workspace) { return quality::keepWaivers(workspace, waivers); };
}

Edit::Change withdrawing(const std::vector<quality::Waiver> &waivers)
{
    return [waivers](store::Workspace &workspace) { return quality::takeBackWaivers(workspace, waivers); };
}

} // namespace

QualityPage::QualityPage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_view(*this, *m_body, [this] { return show(); })
    , m_note(new QLabel(this))
    , m_waive(new QPushButton(tr("Waive\u2026"), this))
    , m_takeBack(new QPushButton(tr("Take back"), this))
{
    auto *content = new QWidget(this);
    auto *grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    m_completenessPanel = new Panel(tr("Completeness"), this);
    m_completeness = addPanel(grid, m_completenessPanel, 0, 0, 1, 1);
    m_freshness = addPanel(grid, new Panel(tr("Freshness"), this), 0, 1, 1, 1);
    m_checks = addPanel(grid, new Panel(tr("Other checks"), this), 1, 0, 1, 2);
    m_failuresPanel = new Panel(tr("What failed"), this);
    m_waive->setObjectName(QStringLiteral("qualityWaive"));
    m_takeBack->setObjectName(QStringLiteral("qualityTakeBack"));
    m_failuresPanel->addHeaderWidget(m_waive);
    m_failuresPanel->addHeaderWidget(m_takeBack);
    m_failures = addPanel(grid, m_failuresPanel, 2, 0, 1, 2);
    grid->setColumnStretch(0, 7);
    grid->setColumnStretch(1, 3);
    grid->setRowStretch(0, 4);
    grid->setRowStretch(1, 3);
    grid->setRowStretch(2, 3);
    m_note->setWordWrap(true);
    m_note->setVisible(false);
    m_body->setNote(m_note);
    m_body->setSheets(content, emptyState(tr("Import an export of any system to see what is wrong with its data.")));
    m_body->setBusyPanel(m_completenessPanel);
    connect(m_completeness, &TableView::currentChanged, this,
        [this](const QString &field) { chooseField(field, QStringLiteral("customers")); });
    connect(m_completeness, &TableView::activated, this, &QualityPage::chooseField);
    for (TableView *table : {m_freshness, m_checks})
        connect(table, &TableView::currentChanged, this, [this](const QString &row) {
            if (!row.isEmpty())
                choose(row.toInt());
        });
    connect(m_failures, &TableView::activated, this, &QualityPage::openRow);
    connect(m_failures, &TableView::selectionChanged, this, &QualityPage::offerWaivers);
    connect(m_waive, &QPushButton::clicked, this, &QualityPage::waive);
    connect(m_takeBack, &QPushButton::clicked, this, &QualityPage::takeBack);
    offerWaivers();
}

void QualityPage::refresh(const PageContext &context)
{
    m_view.read(tr("Checking the data"), [context](Progress &progress) { return readQualityView(context, progress); });
}

void QualityPage::forget()
{
    m_view.forget();
    m_chosen.clear();
}

bool QualityPage::show()
{
    const QString chosen = m_chosen; // the tables below choose anew while they are filled
    m_completeness->setSpec(completenessTable(*m_view));
    m_completenessPanel->setSubtitle(completenessSubtitle(*m_view));
    m_freshness->setSpec(freshnessTable(*m_view));
    m_checks->setSpec(checksTable(*m_view));
    QStringList notes;
    for (const Message &note : m_view->card.notes)
        notes << messageText(note);
    m_note->setText(notes.join(QLatin1Char('\n')));
    m_note->setVisible(!notes.isEmpty());
    choose(figureToShow(*m_view, chosen));
    Q_EMIT factChanged(qualityFact(*m_view));
    return true;
}

void QualityPage::choose(int figure)
{
    if (!m_view)
        return;
    m_chosen = figure < 0 ? QString() : figureTitle(*m_view, figure);
    m_failuresPanel->setTitle(figureTitle(*m_view, figure));
    const TableSpec spec = failuresTable(*m_view, figure);
    m_failuresPanel->setSubtitle(figure < 0 ? QString() : tr("%Ln rows", nullptr, int(spec.rows.size())));
    m_failures->setSpec(spec);
    offerWaivers();
}

void QualityPage::chooseField(const QString &field, const QString &column)
{
    if (!m_view || field.isEmpty())
        return;
    const bool isSource = column.startsWith(SourceColumn);
    choose(completenessFigure(*m_view, field, isSource ? column.mid(SourceColumn.size()) : QString()));
}

void QualityPage::openRow(const QString &row)
{
    const quality::Failure &failure = m_view->card.failures[std::size_t(row.toInt())];
    if (failure.account >= 0)
        Q_EMIT linkActivated(
            QStringLiteral("customers"), AccountTarget{qt(m_view->portfolio->accounts().at(failure.account).id)});
    else
        Q_EMIT linkActivated(QStringLiteral("import"), {});
}

std::vector<quality::Waiver> QualityPage::selectedRows(bool waived) const
{
    std::vector<quality::Waiver> rows;
    for (const QString &id : m_view ? m_failures->selectedIds() : QStringList()) {
        const quality::Failure &failure = m_view->card.failures[std::size_t(id.toInt())];
        if (waived == (failure.waiver >= 0))
            rows.push_back(waived ? m_view->card.waivers[std::size_t(failure.waiver)]
                                  : m_view->card.waiverOf(m_view->portfolio->accounts(), failure));
    }
    return rows;
}

void QualityPage::offerWaivers()
{
    m_waive->setEnabled(!selectedRows(false).empty());
    m_takeBack->setEnabled(!selectedRows(true).empty());
}

void QualityPage::waive()
{
    auto *dialog = new WaiverDialog(selectedRows(false), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const std::vector<quality::Waiver> waivers = dialog->waivers();
        Q_EMIT edited({tr("Waive %Ln rows", nullptr, int(waivers.size())), keeping(waivers), withdrawing(waivers)});
    });
    dialog->open();
}

void QualityPage::takeBack()
{
    const std::vector<quality::Waiver> waivers = selectedRows(true);
    Q_EMIT edited({tr("Take back %Ln waivers", nullptr, int(waivers.size())), withdrawing(waivers), keeping(waivers)});
}

} // namespace qd::ui
