#include "core/answers/customer_specification.h"
#include "core/base/document_text.h"
#include "core/base/figure_text.h"
#include "core/base/text.h"

namespace qd::answers {

namespace {

using document::Section;
using document::Table;

std::string number(std::int64_t count)
{
    return countText(count);
}

std::string ageText(const sources::SourceFreshness &freshness)
{
    if (!freshness.ageDays)
        return "no data";
    const std::string days = std::to_string(*freshness.ageDays) + (*freshness.ageDays == 1 ? " day" : " days");
    return freshness.late() ? days + ", late after " + std::to_string(freshness.limits.warn) : days;
}

Section systemsSection(const CustomerSpecification &specification)
{
    Table table{{"System", "Kind", "As of", "Age", "Accounts", "Customers"}};
    for (const SpecifiedSystem &system : specification.systems)
        table.push_back({system.freshness.name, system.freshness.kind,
            system.freshness.asOf ? system.freshness.asOf->iso() : std::string("-"), ageText(system.freshness),
            number(system.records), number(system.customers)});
    return {"Systems", "What each system describes, and how old it is on the day.", std::move(table)};
}

Section keysSection(const CustomerSpecification &specification)
{
    Table table{{"System", "Key", "CRM id in", "Own", "By id", "By domain", "By name", "By weight", "By hand"}};
    for (const SpecifiedSystem &system : specification.systems) {
        std::vector<std::string> row{
            system.freshness.name, system.key, system.crmKey.empty() ? std::string("-") : system.crmKey};
        for (const char *method : {"own", "id", "domain", "name", "probable", "manual"}) {
            const auto links = system.links.find(method);
            row.push_back(number(links == system.links.end() ? 0 : links->second));
        }
        table.push_back(std::move(row));
    }
    return {"Keys",
        "What names a record in its system, and how many of its records are linked to a customer by what. A record "
        "that "
        "is alone in its customer is its own.",
        std::move(table)};
}

Section fieldsSection(const CustomerSpecification &specification)
{
    Table table{{"Field", "Order of trust", "Said by", "Customers with a value", "Coverage", "Set by hand"}};
    for (const SpecifiedField &field : specification.fields)
        table.push_back(
            {field.field, joined(field.precedence, ", "), field.isSet ? "setting" : "default", number(field.customers),
                specification.customers > 0 ? percentText(double(field.customers) / specification.customers)
                                            : std::string("-"),
                number(field.byHand)});
    return {"Fields",
        "The first system in the order of trust that gives a value decides; what a person sets by hand comes before "
        "all.",
        std::move(table)};
}

Section offersSection(const CustomerSpecification &specification)
{
    Table table{{"Field", "System", "Column in its export", "Customers"}};
    for (const SpecifiedField &field : specification.fields) {
        for (const FieldOffer &offer : field.offers)
            table.push_back({field.field, offer.system, offer.column.empty() ? std::string("-") : offer.column,
                number(offer.customers)});
    }
    return {"Where values come from", "In the order of trust.", std::move(table)};
}

Section entitiesSection(const CustomerSpecification &specification)
{
    Table table{{"System", "Entity", "Rows", "In quarantine"}};
    for (const SpecifiedSystem &system : specification.systems) {
        for (const sources::EntityCount &entity : system.entities)
            table.push_back({system.freshness.name, entity.entity, number(entity.rows), number(entity.quarantined)});
    }
    return {"Rows of each system", {}, std::move(table)};
}

} // namespace

std::optional<SpecificationFormat> specificationFormatOf(std::string_view name)
{
    const std::string form = lowered(name);
    return form == "md"  ? std::optional(SpecificationFormat::Markdown)
        : form == "html" ? std::optional(SpecificationFormat::Html)
                         : std::nullopt;
}

std::string specificationText(const CustomerSpecification &specification, SpecificationFormat format)
{
    const std::string title = "Customer 360 specification";
    const std::string lead = "As of " + specification.day.iso() + ": " + number(specification.customers)
        + " customers from " + number(specification.records) + " account records of "
        + number(std::int64_t(specification.systems.size()))
        + " systems. Written out from the settings and data in force on that day.";
    const std::vector<Section> sections{systemsSection(specification), keysSection(specification),
        fieldsSection(specification), offersSection(specification), entitiesSection(specification)};
    return format == SpecificationFormat::Markdown ? document::markdownFile(title, lead, sections)
                                                   : document::htmlFile(title, lead, sections);
}

} // namespace qd::answers
