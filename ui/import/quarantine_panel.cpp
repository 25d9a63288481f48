#include "ui/import/quarantine_panel.h"

#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/icons.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QPushButton>

namespace qd::ui {

QuarantinePanel::QuarantinePanel(QWidget *parent)
    : Panel(tr("Quarantine"), parent)
    , m_table(new TableView(this))
{
    auto *csv = new QPushButton(icon(QStringLiteral("download")), tr("CSV"), this);
    csv->setObjectName(QStringLiteral("quarantineCsv"));
    connect(csv, &QPushButton::clicked, this, &QuarantinePanel::save);
    addHeaderWidget(csv);
    setBody(m_table, false);
    m_csv = csv;
    const auto open = [this](const QString &row) {
        bool valid = false;
        const std::size_t index = row.toULong(&valid);
        if (valid && index < m_reasons.size())
            Q_EMIT opened(m_reasons[index]);
    };
    connect(m_table, &TableView::activated, this, open);
    connect(m_table, &TableView::currentChanged, this, open);
}

void QuarantinePanel::setReasons(const std::string &workspacePath, std::vector<QuarantineReason> reasons)
{
    m_path = workspacePath;
    m_reasons = std::move(reasons);
    m_table->setSpec(quarantineTable(m_reasons));
    m_csv->setEnabled(!m_reasons.empty());
}

void QuarantinePanel::save()
{
    const QString name = QFileDialog::getSaveFileName(
        this, tr("Save the quarantine"), QStringLiteral("quarantine.csv"), tr("CSV (*.csv)"));
    if (name.isEmpty())
        return;
    const auto workspace = store::Workspace::open(m_path, store::Workspace::Mode::ReadOnly);
    if (!workspace) {
        Q_EMIT failed(messageText(workspace.error().message));
        return;
    }
    if (const auto written = store::writeOutput(name.toStdString(), sources::quarantineCsv(**workspace)); !written)
        Q_EMIT failed(messageText(written.error().message));
    else
        Q_EMIT saved(tr("Quarantine written to %1").arg(name));
}

} // namespace qd::ui
