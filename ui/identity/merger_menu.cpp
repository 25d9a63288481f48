#include "ui/identity/merger_menu.h"

#include "core/answers/record_transfer.h"
#include "core/session/customer_mergers.h"
#include "core/store/audit.h"
#include "ui/identity/merger_dialog.h"
#include "ui/paint/formatting.h"
#include "ui/shell/link_edit.h"

#include <memory>

namespace qd::ui {

namespace {

using Mergers = std::vector<identity::Merger>;
using Merging = std::function<Result<Mergers>(store::Workspace &, Progress &)>;

/// Undo brings back the mergers that were there when the change reached the workspace, not those a page showed.
Edit mergerEdit(const QString &text, Merging merging)
{
    const auto before = std::make_shared<Mergers>();
    return {text,
        [merging = std::move(merging), before](store::Workspace &workspace) -> Result<void> {
            Progress quiet;
            auto done = merging(workspace, quiet);
            if (!done)
                return done.error();
            *before = std::move(*done);
            return {};
        },
        [before](store::Workspace &workspace) -> Result<void> {
            Progress quiet;
            return session::setMergers(workspace, *before, quiet);
        }};
}

/// In a menu an ampersand marks a key.
QString inMenu(QString name)
{
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

MergerMenu::MergerMenu(QWidget *parent)
    : QMenu(tr("Mergers and transfers"), parent)
{
    setObjectName(QStringLiteral("identityMergers"));
    connect(this, &QMenu::aboutToShow, this, &MergerMenu::fill);
    setView(nullptr);
}

void MergerMenu::setView(std::shared_ptr<const IdentityView> view)
{
    m_view = std::move(view);
    m_pair.reset();
    menuAction()->setEnabled(m_view != nullptr);
}

void MergerMenu::fill()
{
    clear();
    if (!m_view)
        return;
    addAction(tr("Merge on a day\u2026"), this, &MergerMenu::ask)->setObjectName(QStringLiteral("identityMerge"));
    if (m_pair) {
        offerTransfer(m_pair->left, m_pair->right);
        offerTransfer(m_pair->right, m_pair->left);
    }
    if (!m_view->mergers.empty())
        addSeparator();
    for (const MergerShown &merger : m_view->mergers)
        offerWithdrawal(merger);
}

void MergerMenu::ask()
{
    const auto customer = [this](int record) { return record < 0 ? -1 : m_view->review->customerOf(record); };
    auto *dialog = new MergerDialog(*m_view->review->accounts, customer(m_pair ? m_pair->right : -1),
        customer(m_pair ? m_pair->left : -1), m_view->day, parentWidget());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const session::MergerRequest request = dialog->chosen();
        Q_EMIT edited(mergerEdit(
            tr("Merge %1").arg(dialog->sentence()), [request](store::Workspace &workspace, Progress &progress) {
                return session::mergeCustomers(workspace, request, progress);
            }));
    });
    dialog->open();
}

void MergerMenu::offerTransfer(int record, int other)
{
    auto decisions = answers::transferred(*m_view->review, record, other, store::currentUser());
    if (decisions.empty())
        return;
    const QString moved =
        tr("%1 of %2", "record, system").arg(qt(m_view->record(record).name), qt(m_view->record(record).source));
    const QString to = qt(m_view->review->accounts->at(m_view->review->customerOf(other)).name);
    const QString text = tr("Move %1 alone to %2", "record, customer").arg(moved, to);
    QAction *action =
        addAction(inMenu(text), this, [this, text, decisions] { Q_EMIT edited(linkEdit(text, decisions)); });
    action->setObjectName(QStringLiteral("identityTransfer"));
}

void MergerMenu::offerWithdrawal(const MergerShown &merger)
{
    const QString both = tr("%1 into %2", "customers").arg(qt(merger.fromName), qt(merger.intoName));
    const QString text = tr("Take back %1 on %2", "merger, day").arg(both, formatDate(merger.on));
    QAction *action = addAction(inMenu(text), this, [this, text, from = merger.from] {
        Q_EMIT edited(mergerEdit(text, [from](store::Workspace &workspace, Progress &progress) {
            return session::unmergeCustomer(workspace, from, progress);
        }));
    });
    action->setObjectName(QStringLiteral("identityUnmerge"));
}

} // namespace qd::ui
