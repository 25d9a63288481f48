#include "ui/import/mend_dialog.h"

#include "core/session/actions.h"
#include "core/store/output_file.h"
#include "ui/common/error_bar.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/theme.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int LineColumn = 0;
constexpr int CheckColumn = 1;
constexpr int FirstField = 2;
constexpr int WidestColumn = 480; ///< a long reason is in the tooltip, too
constexpr int TitlePadding = 10;

QTableWidgetItem *fixedItem(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(item->flags() & ~Qt::ItemIsEditable);
    return item;
}

} // namespace

MendDialog::MendDialog(
    const std::string &workspacePath, const AddedFile &file, const sources::ImportOptions &options, QWidget *parent)
    : QDialog(parent)
    , m_workspacePath(workspacePath)
    , m_options(options)
    , m_error(new ErrorBar(this))
    , m_table(new QTableWidget(this))
    , m_state(new TonedLabel(Type::Body, Tone::Label, this))
    , m_take(new QPushButton(tr("Take them"), this))
{
    setObjectName(QStringLiteral("mend"));
    setWindowTitle(tr("Mend rows of %1").arg(file.title()));
    resize(1000, 480);
    m_table->setObjectName(QStringLiteral("mendRows"));
    m_table->setAccessibleName(tr("Rows held back"));
    m_table->setTabKeyNavigation(false); // Tab leaves it; arrows go through its fields
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setMaximumSectionSize(WidestColumn);
    m_take->setObjectName(QStringLiteral("mendTake"));
    m_take->setProperty("primary", true);
    m_take->setAutoDefault(false);
    m_take->setEnabled(false);
    m_file = new QPushButton(tr("To a file..."), this);
    m_file->setObjectName(QStringLiteral("mendFile"));
    m_file->setToolTip(tr("These rows and why each was held back, to be corrected elsewhere and imported again"));
    m_file->setAutoDefault(false);
    m_file->setEnabled(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setAutoDefault(false);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_state, 1);
    foot->addWidget(m_file);
    foot->addWidget(cancel);
    foot->addWidget(m_take);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_error);
    column->addWidget(m_table, 1);
    column->addLayout(foot);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_file, &QPushButton::clicked, this, &MendDialog::askForFile);
    connect(m_take, &QPushButton::clicked, this, &MendDialog::take);
    connect(m_table, &QTableWidget::itemChanged, this, [this](const QTableWidgetItem *item) {
        if (!m_filling && item->column() >= FirstField)
            look();
    });
    m_openJob.start(
        [path = workspacePath, file](Progress &progress) -> Result<sources::RejectedRows> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            return sources::rejectedRows(
                **workspace, file.path, file.hints, file.report ? file.report->batch : 0, progress);
        },
        [this](const Result<sources::RejectedRows> &rejected) {
            if (!rejected)
                return m_error->showMessage(messageText(rejected.error().message));
            show(*rejected);
        });
}

void MendDialog::show(const sources::RejectedRows &rejected)
{
    m_filling = true;
    m_rejected = rejected;
    QStringList headers{tr("Line"), tr("What is wrong")};
    for (const std::string &header : rejected.headers)
        headers << qt(header);
    m_table->setColumnCount(int(headers.size()));
    m_table->setHorizontalHeaderLabels(headers);
    m_table->setRowCount(int(rejected.rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const sources::RejectedRow &held = rejected.rows[std::size_t(row)];
        m_table->setItem(row, LineColumn, fixedItem(formatCount(held.line)));
        m_table->setItem(row, CheckColumn, fixedItem(messageText(held.why)));
        for (std::size_t field = 0; field < held.fields.size(); ++field) {
            auto *item = new QTableWidgetItem(qt(held.fields[field]));
            item->setToolTip(tr("As it came: %1").arg(qt(held.fields[field])));
            m_table->setItem(row, FirstField + int(field), item);
        }
    }
    m_table->resizeColumnsToContents();
    const QFont font = Theme::font(Type::Header);
    for (int column = 0; column < m_table->columnCount(); ++column) {
        m_table->horizontalHeaderItem(column)->setFont(font);
        const int title = QFontMetrics(font).horizontalAdvance(headers[column]) + 2 * TitlePadding;
        m_table->setColumnWidth(column, std::max(m_table->columnWidth(column), title));
    }
    m_filling = false;
    m_file->setEnabled(true);
    look();
    Q_EMIT opened();
}

sources::RejectedRows MendDialog::typed() const
{
    sources::RejectedRows rows = m_rejected;
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        for (std::size_t field = 0; field < rows.headers.size(); ++field)
            rows.rows[row].fields[field] = m_table->item(int(row), FirstField + int(field))->text().toStdString();
    }
    return rows;
}

sources::ImportOptions MendDialog::optionsOf(const sources::RejectedRows &rejected) const
{
    sources::ImportOptions options = m_options;
    options.hints = rejected.hints;
    options.asOf = rejected.asOf ? rejected.asOf : options.asOf; // whatever day the page shows by now
    options.full = false; // they are a part, whatever the file was
    return options;
}

std::string MendDialog::newFolder()
{
    const QString name = QString::number(++m_looks);
    QDir(m_folder.path()).mkpath(name);
    return m_folder.filePath(name).toStdString();
}

void MendDialog::look()
{
    const sources::RejectedRows rows = typed();
    m_lookJob.start(
        [path = m_workspacePath, folder = newFolder(), rows, options = optionsOf(rows)](
            Progress &progress) -> Result<Look> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            const auto file = sources::writeMended(folder, rows);
            if (!file)
                return file.error();
            const auto preview = sources::previewFile(**workspace, *file, options, rows.rows.size(), progress);
            if (!preview)
                return preview.error();
            Look look;
            for (const sources::PreviewRow &row : preview->rows)
                look.faults.push_back(row.fault ? messageText(row.fault->detail) : QString());
            return look;
        },
        [this](const Result<Look> &look) {
            if (!look)
                return m_error->showMessage(messageText(look.error().message));
            showLook(*look);
            Q_EMIT checked();
        });
}

void MendDialog::showLook(const Look &look)
{
    m_filling = true;
    qint64 good = 0;
    for (std::size_t row = 0; row < look.faults.size() && row < m_rejected.rows.size(); ++row) {
        good += look.faults[row].isEmpty() ? 1 : 0;
        QTableWidgetItem *check = m_table->item(int(row), CheckColumn);
        check->setText(look.faults[row].isEmpty() ? tr("Good") : look.faults[row]);
        check->setToolTip(check->text());
    }
    m_filling = false;
    m_state->setText(tr("%1 of %2 rows can be taken; the others stay in quarantine.")
                         .arg(formatCount(good), formatCount(qint64(m_rejected.rows.size()))));
    m_take->setEnabled(good > 0);
}

void MendDialog::askForFile()
{
    const QString name = QFileInfo(qt(m_rejected.name)).completeBaseName();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Rows to be corrected"), name + QStringLiteral(".rejected.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        writeFile(path);
}

void MendDialog::writeFile(const QString &path)
{
    const auto written = store::writeOutput(path.toStdString(), sources::rejectedCsv(typed()));
    if (!written)
        return m_error->showMessage(messageText(written.error().message));
    m_error->showNote(tr("Written to %1. Correct the rows there and import the file: it takes the place of what waits.")
                          .arg(QFileInfo(path).fileName()));
}

void MendDialog::take()
{
    m_take->setEnabled(false);
    const sources::RejectedRows rows = typed();
    m_takeJob.start(
        [path = m_workspacePath, folder = newFolder(), rows, options = optionsOf(rows)](
            Progress &progress) -> Result<sources::ImportReport> {
            const auto workspace = store::Workspace::open(path);
            if (!workspace)
                return workspace.error();
            const auto file = sources::writeMended(folder, rows);
            if (!file)
                return file.error();
            return session::importAndResolve(**workspace, {*file}, options, progress);
        },
        [this](const Result<sources::ImportReport> &report) {
            if (!report)
                return m_error->showMessage(messageText(report.error().message));
            Q_EMIT taken(report->batches.front());
            accept();
        });
}

} // namespace qd::ui
