#pragma once
#include "core/dictionary/dictionary_log.h"
#include "core/dictionary/relations.h"
#include "core/explain/restatement.h"
#include "core/governance/kept_documents.h"
#include "ui/common/table/table_spec.h"
#include "ui/dictionary/relation_graph.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// Everything the page shows: one job's result.
struct DictionaryView {
    dictionary::Dictionary dictionary;
    std::map<std::string, std::vector<store::AuditEntry>, std::less<>> log; ///< by metric, newest first
    /// What a proposed convention does to the past, by metric.
    std::map<std::string, explain::Restatement, std::less<>> restated = {};
    std::vector<governance::KeptDocument> documents = {}; ///< of the company, by id
    Date day; ///< on which versions are in force: the as-of chip, else today

    /// The version in force on the day, else the last one; nullptr for a metric there is not.
    [[nodiscard]] const dictionary::DefinitionVersion *shown(std::string_view metric) const;
};

/// Reads, and restates where a convention is proposed; runs in a job.
[[nodiscard]] Result<std::shared_ptr<const DictionaryView>> readDictionaryView(
    const PageContext &context, Progress &progress);

/// What a record says, part by part.
struct RecordText {
    QString name; ///< "NRR"
    QString state; ///< "nrr, version 2, approved, in force on 31 Oct 2026"
    Mark mark = Mark::None;
    QString plain;
    QString formula;
    QString edgeCases;
    QString example; ///< of what the program brings along; empty without one
    QVector<InspectorContent::Field> fields; ///< owner, sources...
    QVector<InspectorContent::Field> versions; ///< the first one first
    QVector<InspectorContent::Field> restated; ///< quarter by quarter, under a proposed convention
    QVector<InspectorContent::Field> log; ///< newest first
    QVector<RelatedMetric> dependsOn; ///< as its formula names them
    QVector<RelatedMetric> usedBy;
};
[[nodiscard]] RecordText recordText(const DictionaryView &view, const std::string &metric);

/// "draft", "in review"...
[[nodiscard]] QString statusWord(dictionary::DefinitionStatus status);
/// "123 definitions, 121 approved; 2 conflicts open".
[[nodiscard]] QString dictionaryFact(const DictionaryView &view);
/// A row for each metric; row ids are metrics.
[[nodiscard]] TableSpec metricsTable(const DictionaryView &view);
/// The register; row ids are "METRIC:TEAM".
[[nodiscard]] TableSpec conflictsTable(const DictionaryView &view);
/// "2 open, 1 of them critical".
[[nodiscard]] QString conflictsSubtitle(const DictionaryView &view);

} // namespace qd::ui
