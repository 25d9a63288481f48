#include "ui/reconcile/sample_part.h"

#include "core/portfolio/portfolio.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/reconcile/sample_dialog.h"
#include "ui/shell/seen_workspace.h"

#include <QFileDialog>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

using signoff::Verdict;

namespace {

Result<bool> changeSeen(const std::string &path, const store::ChangeMark &seen,
    const std::function<Result<void>(store::Workspace &, Progress &)> &change, Progress &progress)
{
    const auto workspace = openAsSeen(path, seen);
    if (!workspace)
        return workspace.error();
    const auto done = change(**workspace, progress);
    if (!done)
        return done.error();
    return true;
}

Result<void> drawAndKeep(
    store::Workspace &workspace, const reconcile::ReconcileOptions &pair, const signoff::SampleOptions &options)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto sample = signoff::drawSample(*portfolio, pair, options);
    if (!sample)
        return sample.error();
    signoff::keepSample(workspace, *sample);
    return {};
}

Result<void> keepList(
    store::Workspace &workspace, const std::string &file, const std::string &left, const std::string &right)
{
    const auto verdicts = signoff::readVerdicts(file);
    if (!verdicts)
        return verdicts.error();
    const auto sample = signoff::sampleOf(workspace, *verdicts, left, right);
    if (!sample)
        return sample.error();
    signoff::keepVerdicts(workspace, *sample, *verdicts);
    return {};
}

} // namespace

SamplePart::SamplePart(QWidget *parent)
    : QWidget(parent)
    , m_samplePanel(new Panel(tr("Sample"), this))
    , m_rowsPanel(new Panel(tr("To look at"), this))
    , m_ratesPanel(new Panel(tr("Rates by verdict"), this))
    , m_sentence(new TonedLabel(Type::Body, Tone::Value, this))
    , m_rows(new TableView(this))
    , m_rates(new TableView(this))
    , m_draw(new QPushButton(tr("Draw..."), this))
    , m_load(new QPushButton(tr("Load verdicts..."), this))
    , m_save(new QPushButton(tr("Save list..."), this))
{
    m_sentence->setObjectName(QStringLiteral("sampleSentence"));
    m_rows->setObjectName(QStringLiteral("sampleRows"));
    m_rates->setObjectName(QStringLiteral("sampleRates"));
    m_draw->setObjectName(QStringLiteral("sampleDraw"));
    m_load->setObjectName(QStringLiteral("sampleLoad"));
    m_save->setObjectName(QStringLiteral("sampleSave"));
    m_draw->setToolTip(tr("Draw customers to be looked at by a person"));
    m_load->setToolTip(tr("A list with the columns account, field and verdict"));
    m_save->setToolTip(tr("The list as CSV, to be filled in elsewhere; e-mail addresses are masked"));
    m_verdicts = {verdictButton("sampleMatch", Verdict::Match), verdictButton("sampleMismatch", Verdict::Mismatch),
        verdictButton("sampleUnknown", Verdict::Unknown)};
    layOut();
    connect(m_draw, &QPushButton::clicked, this, &SamplePart::ask);
    connect(m_load, &QPushButton::clicked, this, [this] {
        const QString file = QFileDialog::getOpenFileName(this, tr("Load verdicts"), {}, tr("CSV (*.csv)"));
        if (!file.isEmpty())
            load(file);
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        const QString file =
            QFileDialog::getSaveFileName(this, tr("Save list"), QStringLiteral("sample.csv"), tr("CSV (*.csv)"));
        if (!file.isEmpty())
            save(file);
    });
    connect(m_rows, &TableView::currentChanged, this, &SamplePart::showActions);
    connect(m_rows, &TableView::selectionChanged, this, &SamplePart::showActions);
    connect(m_rows, &TableView::activated, this,
        [this](const QString &row) { Q_EMIT accountOpened(sampleRowOf(row).first); });
    showSample();
}

QPushButton *SamplePart::verdictButton(const char *name, Verdict verdict)
{
    auto *button = new QPushButton(verdictState(verdict).word, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setToolTip(verdictTip(verdict));
    connect(button, &QPushButton::clicked, this, [this, verdict] { give(verdict); });
    return button;
}

void SamplePart::layOut()
{
    m_samplePanel->addHeaderWidget(m_draw);
    m_samplePanel->addHeaderWidget(m_load);
    m_samplePanel->addHeaderWidget(m_save);
    m_samplePanel->setBody(m_sentence);
    for (QPushButton *button : m_verdicts)
        m_rowsPanel->addHeaderWidget(button);
    m_rowsPanel->addHeaderWidget(m_rows->columnsButton());
    m_rowsPanel->setBody(m_rows, false);
    m_ratesPanel->setBody(m_rates, false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_samplePanel);
    column->addWidget(m_rowsPanel, 3);
    column->addWidget(m_ratesPanel, 2);
}

void SamplePart::setView(const std::string &workspace, std::shared_ptr<const ReconcileView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    if (!m_view)
        m_job.cancel();
    m_isBusy = false;
    showSample();
}

void SamplePart::showSample()
{
    if (m_view) {
        m_samplePanel->setSubtitle(tr("%1 against %2, all customers, whatever the chips say")
                                       .arg(qt(m_view->result.left.name), qt(m_view->result.right.name)));
        m_sentence->setText(sampleSentence(*m_view));
        m_rows->setSpec(sampleTable(*m_view));
        m_rates->setSpec(verdictRatesTable(*m_view));
        m_ratesPanel->setSubtitle(tr("how often both are right, 95 % interval; 99 % are wanted"));
    }
    showActions();
}

void SamplePart::showActions()
{
    const bool isDrawn = m_view && m_view->sample.has_value();
    m_draw->setEnabled(m_view && !m_isBusy);
    m_load->setEnabled(isDrawn && !m_isBusy);
    m_save->setEnabled(isDrawn);
    const bool isAnyChosen = isDrawn && !m_isBusy && !m_rows->selectedIds().isEmpty();
    for (QPushButton *button : m_verdicts)
        button->setEnabled(isAnyChosen);
}

void SamplePart::ask()
{
    if (!m_view)
        return;
    auto *dialog = new SampleDialog(m_view->sample ? m_view->sample->kept.options : signoff::SampleOptions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { draw(dialog->chosen()); });
    dialog->open();
}

void SamplePart::draw(const signoff::SampleOptions &options)
{
    if (!m_view)
        return;
    reconcile::ReconcileOptions pair;
    pair.left = m_view->result.left;
    pair.right = m_view->result.right;
    pair.asOf = m_view->result.asOf;
    carryOut(tr("Draw a sample"),
        [pair, options](store::Workspace &workspace, Progress &) { return drawAndKeep(workspace, pair, options); });
}

void SamplePart::load(const QString &file)
{
    if (!m_view)
        return;
    carryOut(tr("Load verdicts"),
        [file = file.toStdString(), left = m_view->result.left.name, right = m_view->result.right.name](
            store::Workspace &workspace, Progress &) { return keepList(workspace, file, left, right); });
}

void SamplePart::save(const QString &file)
{
    if (!m_view || !m_view->sample)
        return;
    const auto written = store::writeOutput(file.toStdString(), signoff::sampleCsv(m_view->sample->now));
    if (written)
        Q_EMIT said(tr("List written to %1").arg(file));
    else
        Q_EMIT failed(written.error());
}

void SamplePart::give(Verdict verdict)
{
    if (!m_view || !m_view->sample)
        return;
    std::vector<signoff::GivenVerdict> given;
    for (const QString &row : m_rows->selectedIds()) {
        const auto [account, field] = sampleRowOf(row);
        given.push_back({account.toStdString(), field.toStdString(), verdict});
    }
    if (given.empty())
        return;
    carryOut(tr("%Ln verdicts", nullptr, int(given.size())),
        [given, sample = m_view->sample->kept](
            store::Workspace &workspace, Progress &) { return signoff::giveVerdicts(workspace, sample, given); });
}

void SamplePart::carryOut(const QString &name, Change change)
{
    m_isBusy = true;
    if (m_rowsPanel->isAncestorOf(focusWidget()))
        m_rows->setFocus(); // the keyboard stays with the rows while the buttons wait
    showActions();
    m_job.startShown(
        this, name,
        [path = m_workspace, seen = m_view->change, change = std::move(change)](
            Progress &progress) { return changeSeen(path, seen, change, progress); },
        [this, name](const Result<bool> &done) {
            m_isBusy = false;
            showActions();
            if (!done)
                Q_EMIT failed(done.error());
            else
                Q_EMIT changed(tr("%1: done").arg(name));
        });
}

} // namespace qd::ui
