#include "ui/renewals/register_part.h"

#include "core/backtest/risk_file.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/renewals/renewal_steps.h"
#include "ui/renewals/risk_dialog.h"

#include <QFileDialog>
#include <QGridLayout>
#include <QPushButton>

namespace qd::ui {

RegisterPart::RegisterPart(QWidget *parent)
    : QWidget(parent)
    , m_registerPanel(new Panel(tr("Risk register"), this))
    , m_reasonsPanel(new Panel(tr("At risk, why"), this))
    , m_register(new TableView(this))
    , m_reasons(new TableView(this))
    , m_judge(new QPushButton(tr("Judge..."), this))
    , m_export(new QPushButton(tr("Export..."), this))
{
    m_judge->setObjectName(QStringLiteral("judgeRiskButton"));
    m_export->setObjectName(QStringLiteral("exportRisks"));
    m_export->setToolTip(tr("What was judged as a list for the CS platform; e-mail addresses are masked"));
    m_registerPanel->addHeaderWidget(m_judge);
    m_registerPanel->addHeaderWidget(m_export);
    m_registerPanel->addHeaderWidget(m_register->columnsButton());
    m_registerPanel->setBody(m_register, false);
    m_reasonsPanel->setBody(m_reasons, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_reasonsPanel, 0, 0);
    grid->addWidget(m_registerPanel, 1, 0);
    grid->setRowStretch(0, 2);
    grid->setRowStretch(1, 5);
    connect(m_judge, &QPushButton::clicked, this, &RegisterPart::judge);
    connect(m_export, &QPushButton::clicked, this, &RegisterPart::askForFile);
    connect(m_register, &TableView::currentChanged, this, &RegisterPart::showSelection);
    connect(m_register, &TableView::activated, this, &RegisterPart::accountWanted);
    connect(m_reasons, &TableView::activated, this, [this](const QString &row) {
        if (m_view)
            Q_EMIT listWanted(reasonAccounts(*m_view, std::size_t(row.toInt())));
    });
    showSelection();
}

void RegisterPart::setView(const std::string &workspace, std::shared_ptr<const RegisterView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    if (m_view) {
        m_register->setSpec(registerTable(*m_view));
        m_registerPanel->setSubtitle(registerSubtitle(*m_view));
        m_reasons->setSpec(reasonsTable(*m_view));
        m_reasonsPanel->setSubtitle(tr("by reason and quarter"));
    }
    showSelection();
}

void RegisterPart::showSelection()
{
    const backtest::RegisterRow *row = m_view ? registerRowOf(*m_view, m_register->currentId()) : nullptr;
    m_judge->setEnabled(row && m_view->isLatest);
    m_export->setEnabled(m_view && !m_view->rows.empty());
    m_judge->setToolTip(m_view && !m_view->isLatest
            ? tr("Risks are judged on the latest day of the data; clear the chip of the day")
            : row ? tr("Status, reason, call and next action of this renewal; undo takes it back")
                  : tr("Select a renewal to judge it"));
}

void RegisterPart::judge()
{
    const std::shared_ptr<const RegisterView> view = m_view;
    const backtest::RegisterRow *row = view ? registerRowOf(*view, m_register->currentId()) : nullptr;
    if (!row)
        return;
    const QString name = qt(view->accounts().at(row->account).name);
    RiskDialog dialog(name, entryOf(*view, *row), this);
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT edited(judgingRisk(tr("Judge the renewal of %1").arg(name), dialog.entry()));
}

void RegisterPart::askForFile()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export risks for the CS platform"), QStringLiteral("renewal-risks.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        exportTo(path);
}

void RegisterPart::exportTo(const QString &path)
{
    if (!m_view)
        return;
    m_job.startShown(
        this, tr("Exporting risks"),
        [workspace = m_workspace, view = m_view, file = path.toStdString()](Progress &) -> Result<int> {
            auto opened = store::Workspace::open(workspace);
            if (!opened)
                return opened.error();
            const backtest::RiskFile list = backtest::riskFile(view->rows, *view->known, false);
            if (auto done = store::writeOutput(file, list.csv, {workspace}); !done)
                return done.error();
            backtest::noteRiskExport(**opened, file, list);
            return list.rows;
        },
        [this, path](const Result<int> &rows) {
            if (rows)
                Q_EMIT said(tr("%1 has %Ln renewals", nullptr, *rows).arg(path));
            else if (rows.error().code != ErrorCode::Cancelled)
                Q_EMIT failed(messageText(rows.error().message));
        });
}

} // namespace qd::ui
