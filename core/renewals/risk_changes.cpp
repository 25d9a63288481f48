#include "core/renewals/risk_changes.h"

#include "core/base/text.h"
#include "core/identity/own_subjects.h"
#include "core/store/own_rows.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <span>

namespace qd::renewals {

namespace {

using store::OwnRiskRow;

struct NamedWord {
    const char *word;
    const char *name;
};

constexpr std::array Statuses{NamedWord{"on_track", QT_TRANSLATE_NOOP("Words", "On track")},
    NamedWord{"monitor", QT_TRANSLATE_NOOP("Words", "Monitor")},
    NamedWord{"at_risk", QT_TRANSLATE_NOOP("Words", "At risk")}, NamedWord{"lost", QT_TRANSLATE_NOOP("Words", "Lost")}};
constexpr std::array Calls{NamedWord{"renew", QT_TRANSLATE_NOOP("Words", "Renews")},
    NamedWord{"contract", QT_TRANSLATE_NOOP("Words", "Shrinks")},
    NamedWord{"churn", QT_TRANSLATE_NOOP("Words", "Leaves")}};
constexpr std::array Reasons{NamedWord{"usage_falling", QT_TRANSLATE_NOOP("Words", "Usage falling")},
    NamedWord{"product_gap", QT_TRANSLATE_NOOP("Words", "Product gap")},
    NamedWord{"support", QT_TRANSLATE_NOOP("Words", "Support")},
    NamedWord{"price", QT_TRANSLATE_NOOP("Words", "Price")},
    NamedWord{"sponsor_left", QT_TRANSLATE_NOOP("Words", "Sponsor left")},
    NamedWord{"budget_cut", QT_TRANSLATE_NOOP("Words", "Budget cut")},
    NamedWord{"competitor", QT_TRANSLATE_NOOP("Words", "Competitor")},
    NamedWord{"merger", QT_TRANSLATE_NOOP("Words", "Merger")}, NamedWord{"other", QT_TRANSLATE_NOOP("Words", "Other")}};

template <typename Table>
std::vector<std::string> wordsOf(const Table &table)
{
    std::vector<std::string> words;
    for (const NamedWord &each : table)
        words.emplace_back(each.word);
    return words;
}

Error wrong(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

std::optional<Error> readOnly(const store::Workspace &workspace)
{
    if (!workspace.isReadOnly())
        return std::nullopt;
    return Error{ErrorCode::ReadOnly,
        {QD_WORDS("Renewals", "%1 cannot be written; nothing was kept. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

/// `what` is the column, as files have it.
Result<void> checkWord(const char *what, const std::string &word, const std::vector<std::string> &all)
{
    if (std::ranges::find(all, word) != all.end())
        return {};
    const std::string close = nearest(word, all);
    if (!close.empty())
        return wrong(QD_WORDS("Renewals", "A risk has no %1 \"%2\"; did you mean %3? Nothing was kept."),
            {std::string(what), word, close});
    return wrong(QD_WORDS("Renewals", "A risk has no %1 \"%2\"; there are %3. Nothing was kept."),
        {std::string(what), word, joined(all, ", ")});
}

Result<void> checkEntry(const RiskEntry &entry)
{
    if (trimmed(entry.author).empty())
        return wrong(QD_WORDS("Renewals", "What is said of a risk needs an author; nothing was kept."));
    if (auto fine = checkWord("status", entry.status, riskStatuses()); !fine)
        return fine.error();
    if (auto fine = entry.reason.empty() ? Result<void>() : checkWord("reason", entry.reason, riskReasons()); !fine)
        return fine.error();
    if (auto fine = entry.call.empty() ? Result<void>() : checkWord("call", entry.call, riskCalls()); !fine)
        return fine.error();
    if (!entry.nextActionDate)
        return {};
    if (trimmed(entry.nextAction).empty())
        return wrong(QD_WORDS("Renewals", "A day of a next action needs a next action; nothing was kept."));
    if (*entry.nextActionDate < entry.day)
        return wrong(QD_WORDS("Renewals",
                         "The next action is dated %1, before %2; nothing was kept. Choose a later "
                         "day."),
            {*entry.nextActionDate, entry.day});
    return {};
}

} // namespace

const std::vector<std::string> &riskStatuses()
{
    static const std::vector<std::string> all = wordsOf(Statuses);
    return all;
}

const std::vector<std::string> &riskCalls()
{
    static const std::vector<std::string> all = wordsOf(Calls);
    return all;
}

const std::vector<std::string> &riskReasons()
{
    static const std::vector<std::string> all = wordsOf(Reasons);
    return all;
}

const char *nameOfRiskWord(const std::string &word)
{
    for (const std::span<const NamedWord> table : {std::span<const NamedWord>(Statuses),
             std::span<const NamedWord>(Calls), std::span<const NamedWord>(Reasons)}) {
        for (const NamedWord &each : table) {
            if (word == each.word)
                return each.name;
        }
    }
    return nullptr;
}

Result<KeptRisk> keepRisk(store::Workspace &workspace, const RiskEntry &entry)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    if (auto fine = checkEntry(entry); !fine)
        return fine.error();
    store::WriteTransaction transaction(workspace, "judge a renewal");
    if (!store::hasStandingBatch(workspace))
        return Error{
            ErrorCode::NoData, {QD_WORDS("Renewals", "Nothing was imported yet, so there is no customer to judge.")}};
    const auto accounts = identity::AccountDirectory::load(workspace);
    const int account = accounts.indexOf(entry.account);
    if (account < 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Renewals", "There is no customer %1; nothing was kept."), {entry.account}}, {entry.account}};
    OwnRiskRow row{identity::subjectOf(accounts.at(account)), entry.day, std::string(trimmed(entry.author)),
        entry.status, entry.reason, std::string(trimmed(entry.nextAction)), entry.nextActionDate, entry.call,
        std::string(trimmed(entry.note))};
    auto kept = store::keepRecorded(workspace, std::move(row), "judge a renewal");
    transaction.commit();
    return kept;
}

Result<void> takeBackRisk(store::Workspace &workspace, const KeptRisk &kept)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "take back a judgement");
    if (!store::takeBackRecorded(workspace, kept, "judgement taken back"))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Renewals", "What was said of %1 was changed since; nothing was taken back."),
                {kept.now.subject.accountId}},
            {kept.now.subject.accountId}};
    transaction.commit();
    return {};
}

} // namespace qd::renewals
