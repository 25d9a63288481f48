#include "core/dictionary/dictionary_changes.h"

#include "core/base/text.h"
#include "core/dictionary/definition_file.h"
#include "core/dictionary/dictionary_store.h"
#include "core/dictionary/relations.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>

namespace qd::dictionary {

namespace {

using Said = Result<Message>;

/// "nrr version 2", for sentences and the audit log.
std::string subjectOf(const DefinitionVersion &version)
{
    return version.definition.metric + " version " + std::to_string(version.version);
}

/// As the audit log tells it.
std::string stateText(const DefinitionVersion &version)
{
    std::string text = toString(version.status);
    if (!version.reason.empty())
        text += ": " + version.reason;
    for (const Approval &approval : version.approvals)
        text += ", approved by " + approval.by + " on " + approval.at.iso();
    if (version.retiredOn)
        text += " on " + version.retiredOn->iso();
    return text;
}

bool isAmong(const std::vector<std::string> &names, const std::string &name)
{
    return std::ranges::any_of(names, [&name](const std::string &each) { return equalsIgnoringCase(each, name); });
}

Error wrongState(const DefinitionVersion &version, const MessageWords &words)
{
    return {ErrorCode::Conflict, {words, {subjectOf(version), std::string(toString(version.status))}},
        {version.definition.metric}};
}

/// One change of a workspace, part by part, within its transaction.
class Editor {
public:
    Editor(store::Workspace &workspace, const Change &asked)
        : m_workspace(workspace)
        , m_asked(asked)
        , m_by(trimmed(asked.by).empty() ? store::currentUser() : std::string(trimmed(asked.by)))
        , m_dictionary(Dictionary::read(workspace))
    {
    }

    Result<std::vector<Message>> carryOut()
    {
        if (m_asked.file) {
            if (const auto taken = takeFile(); !taken)
                return taken.error();
        }
        if (m_asked.step) {
            const auto metric = m_dictionary.metricNamed(m_asked.metric);
            if (!metric)
                return metric.error();
            auto said = takeStep(*metric);
            if (!said)
                return said.error();
            m_said.push_back(std::move(*said));
        }
        if (const auto shown = m_dictionary.metricNamed(m_asked.shown); !m_asked.shown.empty() && !shown)
            return shown.error();
        return std::move(m_said);
    }

private:
    Result<void> takeFile()
    {
        const auto file = dictionaryFileFromText(*m_asked.file, [this](const std::string &metric) {
            const DefinitionVersion *last = m_dictionary.latest(metric);
            Definition none;
            none.metric = metric;
            return last ? last->definition : none;
        });
        if (!file)
            return file.error();
        if (file->definition) {
            auto said = write(*file->definition);
            if (!said)
                return said.error();
            m_said.push_back(std::move(*said));
        }
        for (const Conflict &conflict : file->conflicts) {
            if (const auto metric = m_dictionary.metricNamed(conflict.metric); !metric)
                return metric.error();
            enter(conflict);
        }
        m_dictionary = Dictionary::read(m_workspace);
        return {};
    }

    Said write(const Definition &definition)
    {
        const DefinitionVersion *last = m_dictionary.latest(definition.metric);
        if (last && last->status == DefinitionStatus::Review)
            return wrongState(*last,
                QD_WORDS("Dictionary",
                    "%1 is in %2, so its text stays as it is read now; reject it first. Nothing was changed."));
        DefinitionVersion next;
        if (last && last->status == DefinitionStatus::Draft)
            next = *last;
        else if (last)
            next.version = last->version + 1;
        next.definition = definition;
        if (!isAmong(next.authors, m_by))
            next.authors.push_back(m_by);
        if (!last || last->definition.formula != definition.formula) {
            if (const auto fine = checkReferences(definition); !fine)
                return fine.error();
        }
        if (last && *last == next)
            return Message(QD_WORDS("Dictionary", "%1 says that already."), {subjectOf(next)});
        if (last)
            keepShipped(*last);
        keepVersion(m_workspace, next);
        store::recordChange(m_workspace, "set definition", subjectOf(next),
            last ? std::optional(textOf(last->definition)) : std::nullopt, textOf(next.definition) + " by " + m_by);
        m_dictionary = Dictionary::read(m_workspace);
        return Message(QD_WORDS("Dictionary", "%1 is a draft by %2."), {subjectOf(next), joined(next.authors, ", ")});
    }

    Result<void> checkReferences(const Definition &definition) const
    {
        if (const auto wrong = misspeltReference(m_dictionary, definition))
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Dictionary",
                     "The formula of %1 names %2, which is no metric; did you mean %3? Nothing was changed."),
                    {definition.metric, wrong->word, wrong->metric}},
                {wrong->word}};
        const std::vector<std::string> circle = circleOf(m_dictionary, definition);
        if (circle.empty())
            return {};
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Dictionary",
                 "The formula of %1 leads back to itself: %2. Say one of them without the others. Nothing was "
                 "changed."),
                {definition.metric, joined(circle, " -> ")}},
            {definition.metric}};
    }

    /// A shipped version goes into the file with the first change to its metric, so that the file tells its history.
    void keepShipped(const DefinitionVersion &version)
    {
        const auto isSame = [&version](const DefinitionVersion &each) {
            return each.definition.metric == version.definition.metric && each.version == version.version;
        };
        if (std::ranges::none_of(keptVersions(m_workspace), isSame))
            keepVersion(m_workspace, version);
    }

    void enter(const Conflict &conflict)
    {
        const auto &all = m_dictionary.conflicts();
        const auto before = std::ranges::find_if(all,
            [&conflict](const Conflict &each) { return each.metric == conflict.metric && each.team == conflict.team; });
        m_said.push_back(Message(QD_WORDS("Dictionary", "The conflict about %1 with the team %2 is %3."),
            {conflict.metric, conflict.team, std::string(conflict.resolved ? "resolved" : "open")}));
        if (before != all.end() && *before == conflict)
            return;
        addConflict(m_workspace, conflict, m_by);
        store::recordChange(m_workspace, "set definition conflict", conflict.metric + ", " + conflict.team,
            before == all.end() ? std::nullopt : std::optional(described(*before)),
            described(conflict) + ", by " + m_by);
    }

    static std::string described(const Conflict &conflict)
    {
        return std::string(conflict.resolved ? "resolved" : "open") + (conflict.critical ? ", critical: " : ": ")
            + conflict.convention + (conflict.decision.empty() ? std::string() : "; " + conflict.decision);
    }

    Said takeStep(const std::string &metric)
    {
        const DefinitionVersion last = *m_dictionary.latest(metric);
        switch (*m_asked.step) {
        case Step::Submit:
            return submit(last);
        case Step::Approve:
            return approve(last);
        case Step::Reject:
            return reject(last);
        case Step::Retire:
            return retire(last);
        }
        return wrongState(last, QD_WORDS("Dictionary", "%1 is %2."));
    }

    Said submit(const DefinitionVersion &last)
    {
        if (last.status != DefinitionStatus::Draft)
            return wrongState(last,
                QD_WORDS("Dictionary",
                    "%1 is in the state %2; only a draft is submitted. Make one with --set. Nothing was changed."));
        DefinitionVersion next = last;
        next.status = DefinitionStatus::Review;
        next.reason.clear();
        next.approvals.clear();
        ++next.reviews;
        keepChanged("submit definition", last, next);
        return waiting(next);
    }

    static Message waiting(const DefinitionVersion &version)
    {
        return {
            QD_WORDS("Dictionary", "%1 is in review with %2 of %3 approvals by other persons than those who wrote it."),
            {subjectOf(version), std::to_string(version.approvals.size()),
                std::to_string(approvalsNeeded(version.definition.definitionClass))}};
    }

    Said approve(const DefinitionVersion &last)
    {
        if (last.status != DefinitionStatus::Review)
            return wrongState(last,
                QD_WORDS("Dictionary",
                    "%1 is in the state %2; only what is in review is approved. A draft is submitted first. Nothing "
                    "was changed."));
        if (isAmong(last.authors, m_by))
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Dictionary",
                     "%2 wrote %1; another person approves. Name that one with --by. Nothing was changed."),
                    {subjectOf(last), m_by}},
                {m_by}};
        for (const Approval &given : last.approvals) {
            if (equalsIgnoringCase(given.by, m_by))
                return Error{ErrorCode::Conflict,
                    {QD_WORDS("Dictionary",
                         "%2 has approved %1 already; the second approval is another person's. Nothing was changed."),
                        {subjectOf(last), given.by}},
                    {m_by}};
        }
        DefinitionVersion next = last;
        next.approvals.push_back({m_by, m_asked.on});
        std::ranges::sort(next.approvals, {}, &Approval::by);
        const bool isEnough = int(next.approvals.size()) >= approvalsNeeded(next.definition.definitionClass);
        if (isEnough) {
            next.status = DefinitionStatus::Approved;
            next.definition.inForceFrom = next.definition.inForceFrom.value_or(m_asked.on);
        }
        addApproval(m_workspace, next, {m_by, m_asked.on});
        keepChanged("approve definition", last, next);
        if (!isEnough)
            return waiting(next);
        return Message(QD_WORDS("Dictionary", "%1 is approved, in force from %2."),
            {subjectOf(next), *next.definition.inForceFrom});
    }

    Said reject(const DefinitionVersion &last)
    {
        if (last.status != DefinitionStatus::Review)
            return wrongState(last,
                QD_WORDS(
                    "Dictionary", "%1 is in the state %2; only what is in review is rejected. Nothing was changed."));
        const std::string reason(trimmed(m_asked.reason));
        if (reason.empty())
            return Error{ErrorCode::InvalidArgument,
                QD_WORDS("Dictionary", "Say why it is rejected: --reason. Nothing was changed.")};
        DefinitionVersion next = last;
        next.status = DefinitionStatus::Draft;
        next.reason = reason;
        next.approvals.clear();
        keepChanged("reject definition", last, next);
        return Message(QD_WORDS("Dictionary", "%1 is a draft again: %2"), {subjectOf(next), reason});
    }

    Said retire(const DefinitionVersion &last)
    {
        std::vector<std::string> retired;
        for (const DefinitionVersion &each : m_dictionary.versionsOf(last.definition.metric)) {
            if (each.status != DefinitionStatus::Approved)
                continue;
            DefinitionVersion next = each;
            next.status = DefinitionStatus::Retired;
            next.retiredOn = m_asked.on;
            keepChanged("retire definition", each, next);
            retired.push_back(subjectOf(next));
        }
        if (retired.empty())
            return wrongState(last,
                QD_WORDS("Dictionary",
                    "%1 is in the state %2, and no version before it is approved; there is nothing to retire. Nothing "
                    "was changed."));
        return Message(QD_WORDS("Dictionary", "Retired from %1: %2."), {m_asked.on, joined(retired, ", ")});
    }

    void keepChanged(const char *action, const DefinitionVersion &before, const DefinitionVersion &after)
    {
        keepVersion(m_workspace, after);
        const std::string why = trimmed(m_asked.reason).empty() || !after.reason.empty()
            ? std::string()
            : ": " + std::string(trimmed(m_asked.reason));
        store::recordChange(
            m_workspace, action, subjectOf(after), stateText(before), stateText(after) + why + ", by " + m_by);
    }

    store::Workspace &m_workspace;
    const Change &m_asked;
    std::string m_by;
    Dictionary m_dictionary;
    std::vector<Message> m_said;
};

} // namespace

Result<std::vector<Message>> change(store::Workspace &workspace, const Change &asked)
{
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Dictionary",
                 "%1 cannot be written; the dictionary was not changed. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "change dictionary");
    auto said = Editor(workspace, asked).carryOut();
    if (said)
        transaction.commit();
    return said;
}

void noteExport(store::Workspace &workspace, const std::string &file, const std::string &format, int definitions,
    bool withPersonalData)
{
    if (workspace.isReadOnly()) // the file stands, noted or not
        return;
    store::WriteTransaction transaction(workspace, "export dictionary");
    store::recordChange(workspace, "export dictionary", file, std::nullopt,
        std::to_string(definitions) + " definitions as " + format
            + ", personal data: " + (withPersonalData ? "yes" : "no"));
    transaction.commit();
}

} // namespace qd::dictionary
