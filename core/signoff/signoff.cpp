#include "core/signoff/signoff.h"

#include "core/base/text.h"
#include "core/signoff/signoff_store.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

namespace qd::signoff {

namespace {

/// What is signed for a period and pair, as it comes out now.
Result<SignedContent> contentNow(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const SignoffKey &key, Date day, Progress &progress)
{
    const auto left = portfolio.findSource(key.left);
    const auto right = portfolio.findSource(key.right);
    if (!left || !right)
        return (left ? right : left).error();
    const auto found = reconcile::reconcile(portfolio, {*left, *right, day}, progress);
    if (!found)
        return found.error();
    return contentOf(workspace, *found);
}

/// For sentences and the audit log.
std::string pairText(const SignoffKey &key)
{
    return key.period + ' ' + key.left + '|' + key.right;
}

Error notPrepared(const SignoffKey &key)
{
    return {ErrorCode::NotFound,
        {QD_WORDS("Sign-off",
             "Nothing is prepared for %1 of %2 against %3; nothing was signed. One person prepares it first, then "
             "another signs."),
            {key.period, key.left, key.right}},
        {pairText(key)}};
}

Result<Date> dayOf(const store::Workspace &workspace, const SignoffKey &key)
{
    if (key.left == key.right)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Sign-off", "%1 is named on both sides; a system is not compared with itself."), {key.left}},
            {key.left}};
    return lastDayOf(key.period, workspace.fiscalYearStart());
}

/// Why what is prepared may not be signed under this name.
Result<void> checkSignable(const Signoff &prepared, const std::string &name, const SignedContent &now)
{
    const SignoffKey &key = prepared.key;
    if (!(prepared.content == now))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Sign-off",
                 "%1 of %2 against %3 has come out otherwise since %4 prepared it; nothing was signed. Look at what is "
                 "listed as changed, then prepare it anew."),
                {key.period, key.left, key.right, prepared.preparedBy}},
            {pairText(key)}};
    if (!prepared.signedBy.empty())
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Sign-off", "%1 of %2 against %3 is signed already, by %4."),
                {key.period, key.left, key.right, prepared.signedBy}},
            {pairText(key)}};
    if (equalsIgnoringCase(name, prepared.preparedBy))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Sign-off", "%1 prepared it; another person signs. Nothing was signed under the same name."),
                {prepared.preparedBy}},
            {name}};
    return {};
}

} // namespace

const char *toString(SignoffState state)
{
    switch (state) {
    case SignoffState::Open:
        return "open";
    case SignoffState::Prepared:
        return "prepared";
    case SignoffState::Signed:
        return "signed";
    case SignoffState::ReviewAgain:
        return "review_again";
    }
    return "open";
}

Result<Date> lastDayOf(const std::string &period, int fiscalYearStart)
{
    if (const auto month = Month::fromIso(period))
        return month->lastDay();
    if (const auto quarter = FiscalQuarter::fromText(period))
        return quarter->lastMonth(fiscalYearStart).lastDay();
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Sign-off", "A period is a month, YYYY-MM, or a fiscal quarter, YYYYQn, not \"%1\"."), {period}},
        {period}};
}

std::string signatory(const std::string &by)
{
    const std::string_view name = trimmed(by);
    return name.empty() ? store::currentUser() : std::string(name);
}

Result<void> prepare(store::Workspace &workspace, const SignoffKey &key, const std::string &by, Progress &progress)
{
    const auto day = dayOf(workspace, key);
    if (!day)
        return day.error();
    store::WriteTransaction transaction(workspace, "prepare sign-off");
    auto content = contentNow(workspace, *portfolio::Portfolio::of(workspace), key, *day, progress);
    if (!content)
        return content.error();
    const auto before = latestSignoff(workspace, key);
    const std::vector<std::string> files = filesOf(workspace, key);
    Signoff made{0, key, before ? before->version + 1 : 1, *day, signatory(by), {}, hashOf(*content, files),
        std::move(*content)};
    addSignoff(workspace, made, files);
    store::recordChange(workspace, "prepare sign-off", pairText(key),
        before ? std::optional("version " + std::to_string(before->version) + ", "
            + (before->signedBy.empty() ? "prepared by " + before->preparedBy : "signed by " + before->signedBy))
               : std::nullopt,
        "version " + std::to_string(made.version) + ", prepared by " + made.preparedBy + ", " + made.hash);
    transaction.commit();
    return {};
}

Result<void> sign(store::Workspace &workspace, const SignoffKey &key, const std::string &by, Progress &progress)
{
    const auto day = dayOf(workspace, key);
    if (!day)
        return day.error();
    store::WriteTransaction transaction(workspace, "sign reconciliation");
    const auto prepared = latestSignoff(workspace, key);
    if (!prepared)
        return notPrepared(key);
    const auto now = contentNow(workspace, *portfolio::Portfolio::of(workspace), key, prepared->asOf, progress);
    if (!now)
        return now.error();
    const std::string name = signatory(by);
    if (auto signable = checkSignable(*prepared, name, *now); !signable)
        return signable;
    setSigned(workspace, prepared->id, name);
    store::recordChange(workspace, "sign reconciliation", pairText(key),
        "version " + std::to_string(prepared->version) + ", prepared by " + prepared->preparedBy,
        "version " + std::to_string(prepared->version) + ", signed by " + name + ", " + prepared->hash);
    transaction.commit();
    return {};
}

Result<std::vector<SignoffStanding>> standings(
    const store::Workspace &workspace, const SignoffFilter &filter, Progress &progress)
{
    if (!filter.period.empty()) {
        if (const auto day = lastDayOf(filter.period, workspace.fiscalYearStart()); !day)
            return day.error();
    }
    const auto portfolio = portfolio::Portfolio::of(workspace);
    std::vector<SignoffStanding> found;
    for (const Signoff &signoff : latestSignoffs(workspace, filter)) {
        SignoffStanding standing{signoff.key, signoff.signedBy.empty() ? SignoffState::Prepared : SignoffState::Signed,
            signoff.preparedBy, signoff.signedBy, signoff.hash, {}, std::nullopt};
        const auto now = contentNow(workspace, *portfolio, signoff.key, signoff.asOf, progress);
        if (!now && now.error().code == ErrorCode::Cancelled)
            return now.error();
        if (!now)
            standing.failure = now.error().message;
        else
            standing.difference = differences(signoff.content, *now);
        if (standing.failure || !standing.difference.empty())
            standing.state = SignoffState::ReviewAgain;
        found.push_back(std::move(standing));
    }
    if (found.empty() && !filter.period.empty() && !filter.left.empty() && !filter.right.empty())
        found.push_back({filter, SignoffState::Open, {}, {}, {}, {}, std::nullopt});
    return found;
}

} // namespace qd::signoff
