#include "ui/reconcile/signoff_part.h"

#include "core/store/workspace.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/shell/seen_workspace.h"

#include <QGridLayout>
#include <QPushButton>

#include <algorithm>

namespace qd::ui {

using signoff::SignoffState;

namespace {

/// Why a month can or cannot be signed now.
QString signTip(SignoffState state)
{
    switch (state) {
    case SignoffState::Open:
        return SignoffPart::tr("It is to be prepared first, by another person");
    case SignoffState::Prepared:
        return SignoffPart::tr("Put the second name to what is prepared");
    case SignoffState::Signed:
        return SignoffPart::tr("It is signed");
    case SignoffState::ReviewAgain:
        break;
    }
    return SignoffPart::tr("It has come out otherwise since; prepare it anew first");
}

Result<bool> putOnRecord(const std::string &path, const store::ChangeMark &seen, SignoffStep step,
    const signoff::SignoffKey &key, const std::string &by, Progress &progress)
{
    const auto workspace = openAsSeen(path, seen); // nobody puts a name to what they have not seen
    if (!workspace)
        return workspace.error();
    const auto done = step == SignoffStep::Prepare ? signoff::prepare(**workspace, key, by, progress)
                                                   : signoff::sign(**workspace, key, by, progress);
    if (!done)
        return done.error();
    return true;
}

} // namespace

SignoffPart::SignoffPart(QWidget *parent)
    : QWidget(parent)
    , m_monthPanel(new Panel(tr("Sign-off"), this))
    , m_listPanel(new Panel(tr("Months"), this))
    , m_changesPanel(new Panel(tr("Changed since"), this))
    , m_sentence(new TonedLabel(Type::Body, Tone::Value, this))
    , m_list(new TableView(this))
    , m_changes(new TableView(this))
    , m_prepare(new QPushButton(tr("Prepare..."), this))
    , m_sign(new QPushButton(tr("Sign..."), this))
{
    m_sentence->setObjectName(QStringLiteral("signoffSentence"));
    m_list->setObjectName(QStringLiteral("signoffMonths"));
    m_changes->setObjectName(QStringLiteral("signoffChanges"));
    m_prepare->setObjectName(QStringLiteral("signoffPrepare"));
    m_prepare->setToolTip(tr("Keep totals, bridge and breaks of the month's last day under a name"));
    m_sign->setObjectName(QStringLiteral("signoffSign"));
    layOut();
    connect(m_prepare, &QPushButton::clicked, this, [this] { ask(SignoffStep::Prepare); });
    connect(m_sign, &QPushButton::clicked, this, [this] { ask(SignoffStep::Sign); });
    connect(m_list, &TableView::currentChanged, this, &SignoffPart::showDifference);
    connect(m_changes, &TableView::activated, this, [this](const QString &row) {
        const QString account = m_view ? accountOfDifference(m_view->standing.key, row) : QString();
        if (!account.isEmpty())
            Q_EMIT accountOpened(account);
    });
    showMonth();
}

void SignoffPart::layOut()
{
    auto *said = new QWidget(this);
    auto *lines = new QVBoxLayout(said);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(4);
    auto *remark = new TonedLabel(Type::Dense, Tone::Hint, this);
    remark->setText(recordRemark());
    lines->addWidget(m_sentence);
    lines->addWidget(remark);
    m_monthPanel->addHeaderWidget(m_prepare);
    m_monthPanel->addHeaderWidget(m_sign);
    m_monthPanel->setBody(said);
    m_listPanel->addHeaderWidget(m_list->columnsButton());
    m_listPanel->setBody(m_list, false);
    m_changesPanel->setBody(m_changes, false);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_monthPanel, 0, 0, 1, 2);
    grid->addWidget(m_listPanel, 1, 0);
    grid->addWidget(m_changesPanel, 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(1, 1);
}

void SignoffPart::setView(const std::string &workspace, std::shared_ptr<const ReconcileView> view)
{
    m_workspace = workspace;
    m_view = std::move(view);
    if (!m_view) {
        m_job.cancel();
        if (m_dialog)
            m_dialog->reject();
    }
    showMonth();
    if (!m_view)
        return;
    const QString before = m_list->currentId();
    m_list->setSpec(signoffsTable(*m_view));
    // The month shown, unless another one was chosen.
    m_list->setCurrentId(before.isEmpty() ? qt(m_view->standing.key.period) : before);
    if (m_list->currentId().isEmpty() && !m_view->signoffs.empty())
        m_list->setCurrentId(qt(m_view->signoffs.front().key.period));
    showDifference();
}

void SignoffPart::showMonth()
{
    m_prepare->setEnabled(m_view != nullptr);
    m_sign->setEnabled(m_view && m_view->standing.state == SignoffState::Prepared);
    if (!m_view)
        return;
    const signoff::SignoffStanding &standing = m_view->standing;
    m_monthPanel->setTitle(periodText(standing.key.period));
    m_monthPanel->setSubtitle(
        tr("%1 against %2, all customers, whatever the chips say").arg(qt(standing.key.left), qt(standing.key.right)));
    m_sentence->setText(signoffSentence(standing));
    m_sentence->setTone(standing.state == SignoffState::ReviewAgain ? Tone::Warn : Tone::Value);
    m_sign->setToolTip(signTip(standing.state));
}

void SignoffPart::showDifference()
{
    if (!m_view)
        return;
    const auto chosen = std::ranges::find(m_view->signoffs, m_list->currentId().toStdString(),
        [](const signoff::SignoffStanding &each) { return each.key.period; });
    const bool any = chosen != m_view->signoffs.end();
    m_changes->setSpec(differencesTable(*m_view, any ? &*chosen : nullptr));
    m_changesPanel->setSubtitle(any ? periodText(chosen->key.period) : QString());
}

void SignoffPart::ask(SignoffStep step)
{
    if (!m_view)
        return;
    m_dialog = new SignoffDialog(step, m_view->standing, this);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &SignoffDialog::confirmed, this, [this, step](const QString &name) { carryOut(step, name); });
    connect(m_dialog, &QDialog::finished, this, [this] { m_dialog.clear(); });
    m_dialog->open();
}

void SignoffPart::carryOut(SignoffStep step, const QString &name)
{
    if (!m_view)
        return;
    if (m_dialog)
        m_dialog->setBusy(true);
    m_job.startShown(
        this, SignoffDialog::title(step, m_view->standing.key.period),
        [path = m_workspace, seen = m_view->change, step, key = m_view->standing.key, by = name.toStdString()](
            Progress &progress) { return putOnRecord(path, seen, step, key, by, progress); },
        [this, step](const Result<bool> &done) { finish(step, done); });
}

void SignoffPart::finish(SignoffStep step, const Result<bool> &done)
{
    const QPointer<SignoffDialog> dialog = m_dialog;
    if (!done) {
        if (dialog)
            dialog->showFault(messageText(done.error().message));
        else
            Q_EMIT failed(done.error());
        return;
    }
    const std::string period = m_view ? m_view->standing.key.period : std::string();
    if (dialog)
        dialog->accept();
    Q_EMIT changed(tr("%1: done").arg(SignoffDialog::title(step, period)));
}

} // namespace qd::ui
