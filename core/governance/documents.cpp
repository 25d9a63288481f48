#include "core/governance/documents.h"

#include "core/answers/customer_specification.h"
#include "core/base/personal_data.h"
#include "core/dictionary/dictionary.h"
#include "core/dictionary/dictionary_export.h"
#include "core/governance/convention_changes.h"
#include "core/governance/kept_documents.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <filesystem>

namespace qd::governance {

namespace {

Document dictionaryOn(const store::Workspace &workspace, Date day, DocumentFormat format)
{
    const auto exported = dictionary::exportedOn(dictionary::Dictionary::read(workspace), day, {}, false);
    const auto as = format == DocumentFormat::Markdown ? dictionary::DictionaryFormat::Markdown
                                                       : dictionary::DictionaryFormat::Html;
    return {"metric-dictionary", "Metric dictionary", int(exported.metrics.size()), exportText(as, exported)};
}

Document keptDocument(const KeptDocument &kept, DocumentFormat format)
{
    const KeptVersion &last = kept.last();
    const std::string title = withoutAddresses(kept.title());
    std::string text = withoutAddresses(last.text);
    if (format == DocumentFormat::Html)
        text = document::htmlFile(title, last.kind + ", version " + std::to_string(last.version),
            "<pre>" + document::htmlText(text) + "</pre>\n");
    return {kept.id, title, 1, std::move(text), last.kind, last.version};
}

void note(store::Workspace &workspace, const std::string &path, const Document &document)
{
    if (workspace.isReadOnly()) // the file stands, noted or not
        return;
    store::WriteTransaction transaction(workspace, "export document");
    store::recordChange(workspace, "export document", path, std::nullopt,
        document.title + ", " + std::to_string(document.entries) + " rows, personal data: no");
    transaction.commit();
}

} // namespace

Result<std::vector<Document>> documentsOf(
    const store::Workspace &workspace, std::optional<Date> day, DocumentFormat format)
{
    std::vector<Document> documents;
    const auto specification = answers::customerSpecification(workspace);
    if (!specification && specification.error().code != ErrorCode::NoData)
        return specification.error();
    if (specification) {
        const auto as = format == DocumentFormat::Markdown ? answers::SpecificationFormat::Markdown
                                                           : answers::SpecificationFormat::Html;
        documents.push_back({"customer-360", "Customer 360 specification", int(specification->fields.size()),
            specificationText(*specification, as)});
    }
    const Date on = day.value_or(specification ? specification->day : Date::today());
    const auto configuration = toolingConfiguration(workspace, on);
    if (!configuration)
        return configuration.error();
    documents.push_back({"tooling-configuration", "Tooling configuration",
        int(configuration->mappings.size() + configuration->precedence.size() + configuration->rules.rules.size()
            + configuration->ownDefinitions.size() + configuration->settings.size()),
        configurationText(*configuration, format)});
    documents.push_back(dictionaryOn(workspace, on, format));
    Progress quiet;
    const auto conventions = conventionChanges(workspace, on, quiet);
    if (!conventions)
        return conventions.error();
    if (!conventions->empty())
        documents.push_back({"convention-changes", "Changes of convention, for approval", int(conventions->size()),
            conventionChangesText(*conventions, on, format)});
    const std::vector<ChangeRecord> records = changeRecords(workspace);
    documents.push_back({"change-records", "Change records", int(records.size()), changesText(records, format)});
    for (const KeptDocument &kept : keptDocuments(workspace))
        documents.push_back(keptDocument(kept, format));
    return documents;
}

Result<std::vector<std::string>> writeDocuments(
    store::Workspace &workspace, std::optional<Date> day, DocumentFormat format, const std::string &folder)
{
    const auto documents = documentsOf(workspace, day, format);
    if (!documents)
        return documents.error();
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed || !std::filesystem::is_directory(folder, failed))
        return Error{ErrorCode::Io,
            {QD_WORDS(
                 "Governance", "%1 is no folder and none can be made there; nothing was written. Name another folder."),
                {folder}},
            {folder}};
    std::vector<std::string> paths;
    for (const Document &document : *documents) {
        const char *const ending = format == DocumentFormat::Markdown ? ".md" : ".html";
        std::string path = (std::filesystem::path(folder) / (document.id + ending)).string();
        if (auto written = store::writeOutput(path, document.text, {workspace.path()}); !written)
            return written.error();
        note(workspace, path, document);
        paths.push_back(std::move(path));
    }
    return paths;
}

} // namespace qd::governance
