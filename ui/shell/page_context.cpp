#include "ui/shell/page_context.h"

#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PageContext)
};

} // namespace

bool PageContext::passes(const identity::Account &account) const
{
    return revenue::passes(account, filters);
}

revenue::GroupingOptions PageContext::grouping(const std::string &by) const
{
    revenue::GroupingOptions options;
    options.by = by;
    options.filters = filters;
    return options;
}

QString heldText(const PageContext &context)
{
    const QString only = messageText(revenue::described(context.filters));
    if (!context.asOf)
        return only;
    const QString day = Texts::tr("as of %1").arg(qt(context.asOf->iso())); // sorts well as the name of a file
    return only.isEmpty() ? day : only + QStringLiteral(", ") + day;
}

Result<std::shared_ptr<const portfolio::Portfolio>> portfolioOf(const PageContext &context)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    return portfolio::Portfolio::of(**workspace);
}

} // namespace qd::ui
