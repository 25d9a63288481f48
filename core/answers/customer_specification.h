#pragma once
#include "core/base/result.h"
#include "core/sources/freshness.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::answers {

/// A system that says something of customers.
struct SpecifiedSystem {
    sources::SourceFreshness freshness; ///< on the specification's day
    std::vector<sources::EntityCount> entities; ///< rows, and how many wait in quarantine
    std::string key; ///< header of the account's id in its own export; account_id where it has none of its own
    std::string crmKey; ///< the same of the CRM's id that it carries; empty where it carries none
    int records = 0; ///< accounts that it describes
    int customers = 0; ///< of which it has a record
    std::map<std::string, int> links; ///< its records by what links them: own, id, domain, name, probable, manual
};

/// What one system says of a field.
struct FieldOffer {
    std::string system;
    std::string column; ///< header in its own export; empty where it has none of its own
    int customers = 0; ///< of whom one of its records gives a value
};

/// A field of the golden record, as it is chosen now.
struct SpecifiedField {
    std::string field;
    std::vector<std::string> precedence; ///< sources or kinds, best first
    bool isSet = false; ///< the setting precedence.FIELD says so; else by default
    int customers = 0; ///< with a golden value
    int byHand = 0; ///< of them, where a person set it and that holds
    std::vector<FieldOffer> offers; ///< in the order of trust, then by name; systems that give it to somebody
};

/// What a customer is made of: systems, keys, fields and who is trusted about them, how far the values reach and how
/// old they are. Written out from what is in force on a day, so that it is never behind it.
struct CustomerSpecification {
    Date day; ///< latest as-of date of all systems
    int customers = 0; ///< those there are now: without what became part of another
    int records = 0; ///< accounts described, over all systems
    std::vector<SpecifiedSystem> systems; ///< by name
    std::vector<SpecifiedField> fields; ///< as goldenFieldNames()
};

/// Reads it. NoData before anything was imported. Linear in records and fields.
[[nodiscard]] Result<CustomerSpecification> customerSpecification(const store::Workspace &workspace);

/// What a specification can be written as.
enum class SpecificationFormat { Markdown, Html };
/// "md", "html", without regard to case; nothing for any other.
[[nodiscard]] std::optional<SpecificationFormat> specificationFormatOf(std::string_view name);
/// The document, in English.
[[nodiscard]] std::string specificationText(const CustomerSpecification &specification, SpecificationFormat format);

} // namespace qd::answers
