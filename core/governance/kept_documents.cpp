#include "core/governance/kept_documents.h"

#include "core/base/text.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::governance {

namespace {

using Json = nlohmann::ordered_json;

/// Where they are kept: one text, as profiles of one's own are.
constexpr const char *DocumentsSetting = "governance.documents";

std::string textAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<KeptDocument> documentsFrom(const std::string &text)
{
    std::vector<KeptDocument> documents;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return documents;
    for (const Json &each : list) {
        if (!each.is_object() || !each.contains("versions") || !each["versions"].is_array())
            continue;
        KeptDocument document{textAt(each, "id"), {}};
        for (const Json &one : each["versions"]) {
            if (one.is_object())
                document.versions.push_back({int(document.versions.size()) + 1, textAt(one, "kind"), textAt(one, "by"),
                    textAt(one, "at"), textAt(one, "text")});
        }
        if (!document.id.empty() && !document.versions.empty())
            documents.push_back(std::move(document));
    }
    return documents;
}

std::string textOf(const std::vector<KeptDocument> &documents)
{
    Json list = Json::array();
    for (const KeptDocument &document : documents) {
        Json versions = Json::array();
        for (const KeptVersion &each : document.versions)
            versions.push_back({{"kind", each.kind}, {"by", each.by}, {"at", each.at}, {"text", each.text}});
        list.push_back({{"id", document.id}, {"versions", versions}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool isName(std::string_view text)
{
    constexpr std::size_t Longest = 64;
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    return !text.empty() && text.size() <= Longest && isSmall(text.front())
        && std::ranges::all_of(text, [&](char c) { return isSmall(c) || isAsciiDigit(c) || c == '-' || c == '_'; });
}

/// What the log says stands under an id; nothing without a version.
std::optional<std::string> inWords(const KeptDocument &document)
{
    if (document.versions.empty())
        return std::nullopt;
    const KeptVersion &last = document.last();
    return last.kind + ", version " + std::to_string(last.version) + ": " + last.text;
}

Error notWritable(const store::Workspace &workspace)
{
    return {ErrorCode::ReadOnly,
        {QD_WORDS("Governance", "%1 cannot be written; nothing was kept. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

} // namespace

std::string KeptDocument::title() const
{
    for (const std::string &line : split(last().text, '\n')) {
        const std::string_view text = trimmed(line);
        const auto marks = text.find_first_not_of('#');
        if (text.starts_with('#') && marks != std::string_view::npos && text[marks] == ' ')
            return std::string(trimmed(text.substr(marks)));
    }
    return id;
}

std::vector<KeptDocument> keptDocuments(const store::Workspace &workspace)
{
    return documentsFrom(workspace.setting(DocumentsSetting).value_or(std::string()));
}

Result<void> checkDocument(const DocumentToKeep &document)
{
    const auto refused = [](ErrorCode code, const MessageWords &words, const std::string &value) {
        return Error{code, {words, {value}}, {value}};
    };
    if (!isName(document.id))
        return refused(ErrorCode::InvalidArgument,
            QD_WORDS("Governance",
                "\"%1\" is no id of a document: small letters, digits, - and _, up to 64, a letter first. Nothing was "
                "kept."),
            document.id);
    if (!isName(document.kind))
        return refused(ErrorCode::InvalidArgument,
            QD_WORDS("Governance",
                "\"%1\" is no kind of document: small letters, digits, - and _, such as playbook or policy. Nothing "
                "was kept."),
            document.kind);
    if (std::ranges::count(writtenDocumentIds(), document.id) > 0)
        return refused(ErrorCode::InvalidArgument,
            QD_WORDS(
                "Governance", "%1 is written out from the workspace itself; give yours another id. Nothing was kept."),
            document.id);
    if (trimmed(document.text).empty())
        return refused(
            ErrorCode::BadData, QD_WORDS("Governance", "The text of %1 is empty; nothing was kept."), document.id);
    if (!isUtf8(document.text))
        return refused(ErrorCode::BadData,
            QD_WORDS("Governance", "The text of %1 is no UTF-8; save it as UTF-8. Nothing was kept."), document.id);
    return {};
}

Result<int> keepDocument(store::Workspace &workspace, const DocumentToKeep &document)
{
    if (auto fine = checkDocument(document); !fine)
        return fine.error();
    if (workspace.isReadOnly())
        return notWritable(workspace);
    store::WriteTransaction transaction(workspace, "keep document");
    std::vector<KeptDocument> all = keptDocuments(workspace);
    auto kept = std::ranges::lower_bound(all, document.id, {}, &KeptDocument::id);
    if (kept == all.end() || kept->id != document.id)
        kept = all.insert(kept, {document.id, {}});
    const bool isSame =
        !kept->versions.empty() && kept->last().kind == document.kind && kept->last().text == document.text;
    if (!isSame) {
        const auto before = inWords(*kept);
        const std::string now = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
        kept->versions.push_back(
            {int(kept->versions.size()) + 1, document.kind, store::currentUser(), now, document.text});
        workspace.setSetting(DocumentsSetting, textOf(all));
        store::recordChange(workspace, "keep document", document.id, before, inWords(*kept));
    }
    const int version = kept->last().version;
    transaction.commit();
    return version;
}

Result<void> takeBackDocument(store::Workspace &workspace, const std::string &id, int versions)
{
    if (workspace.isReadOnly())
        return notWritable(workspace);
    store::WriteTransaction transaction(workspace, "take back document");
    std::vector<KeptDocument> all = keptDocuments(workspace);
    const auto kept = std::ranges::find(all, id, &KeptDocument::id);
    if (kept != all.end() && int(kept->versions.size()) > versions) {
        const auto before = inWords(*kept);
        kept->versions.resize(std::size_t(versions));
        const auto after = inWords(*kept);
        if (versions == 0)
            all.erase(kept);
        workspace.setSetting(DocumentsSetting, textOf(all));
        store::recordChange(workspace, "take back document", id, before, after);
    }
    transaction.commit();
    return {};
}

const std::vector<std::string> &writtenDocumentIds()
{
    static const std::vector<std::string> ids{
        "customer-360", "tooling-configuration", "metric-dictionary", "convention-changes", "change-records"};
    return ids;
}

} // namespace qd::governance
