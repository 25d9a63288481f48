#include "core/health/overrides.h"

#include "core/base/text.h"
#include "core/health/known_colours.h"
#include "core/identity/account_directory.h"
#include "core/store/audit.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

namespace qd::health {

namespace {

using store::textAt;

/// As the audit log tells it.
std::string described(const Override &each)
{
    return std::string(tierName(each.colour)) + ", " + each.made.iso() + " to " + each.until.iso() + ", by "
        + each.author + ": " + each.reason;
}

} // namespace

OverridesOn::OverridesOn(const std::vector<Override> &all, const identity::AccountDirectory &accounts, Date day)
{
    for (const Override &each : all) {
        const int account = each.made <= day ? accounts.indexOf(each.account) : -1;
        if (account >= 0)
            m_inForce.insert_or_assign(account, each);
    }
    std::erase_if(m_inForce, [day](const auto &each) {
        return each.second.until < day || each.second.colour == portfolio::HealthColour::None;
    });
}

const Override *OverridesOn::find(int account) const
{
    const auto found = m_inForce.find(account);
    return found == m_inForce.end() ? nullptr : &found->second;
}

std::vector<Override> overrides(const store::Workspace &workspace)
{
    std::vector<Override> all;
    SQLite::Statement row(workspace.db(),
        "SELECT account, colour, reason, made_by, made_on, until FROM health_override ORDER BY made_on, override_id");
    while (row.executeStep()) {
        const auto made = store::dateAt(row, 4);
        const auto until = store::dateAt(row, 5);
        if (made && until)
            all.push_back({textAt(row, 0), portfolio::healthColourOf(textAt(row, 1)), textAt(row, 2), textAt(row, 3),
                *made, *until});
    }
    return all;
}

Result<void> addOverride(store::Workspace &workspace, const Override &made)
{
    if (trimmed(made.reason).empty())
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Health", "An override needs a reason.")};
    if (made.until < made.made)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Health", "The override would end on %1, before its first day, %2."), {made.until, made.made}}};
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Health", "%1 cannot be written; the override was not kept. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "override health");
    std::optional<std::string> before;
    for (const Override &each : overrides(workspace)) {
        if (each.account == made.account)
            before = described(each);
    }
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO health_override (account, colour, reason, made_by, made_user, made_on, until, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, made.account);
    insert.bind(2, tierName(made.colour));
    insert.bind(3, made.reason);
    insert.bind(4, made.author);
    insert.bind(5, store::currentUser());
    insert.bind(6, made.made.iso());
    insert.bind(7, made.until.iso());
    insert.bind(8, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.exec();
    store::recordChange(workspace, "override health", made.account, before, described(made));
    transaction.commit();
    return {};
}

} // namespace qd::health
