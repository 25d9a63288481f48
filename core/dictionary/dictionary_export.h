#pragma once
#include "core/dictionary/dictionary.h"

namespace qd::dictionary {

enum class DictionaryFormat { Markdown, Html, MetricFlow };
/// By "md", "html", "metricflow"; nothing for another text.
[[nodiscard]] std::optional<DictionaryFormat> dictionaryFormatOf(std::string_view name);
/// Their names, in this order.
[[nodiscard]] const std::vector<std::string> &dictionaryFormatNames();

/// A metric as an export has it.
struct ExportedMetric {
    DefinitionVersion shown; ///< the version in force on the day; where there is none, the last one
    bool isInForce = false;
    std::vector<DefinitionVersion> versions; ///< all, the first one first
};

/// What is exported.
struct ExportedDictionary {
    Date day;
    std::vector<ExportedMetric> metrics; ///< by id
    std::vector<Conflict> conflicts; ///< of these metrics
    bool hasPersonalData = false; ///< an e-mail address stands in it
};

/// The dictionary as it stands on a day: all of it, or one metric where it is named. E-mail addresses in texts are
/// masked unless `withPersonalData`.
[[nodiscard]] ExportedDictionary exportedOn(
    const Dictionary &dictionary, Date day, const std::string &metric, bool withPersonalData);

/// The text of a file.
[[nodiscard]] std::string exportText(DictionaryFormat format, const ExportedDictionary &dictionary);

} // namespace qd::dictionary
