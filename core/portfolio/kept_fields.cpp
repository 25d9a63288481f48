#include "core/portfolio/kept_fields.h"

namespace qd::portfolio {

std::optional<std::string> presentValue(const CustomerRecord &record, std::string_view field)
{
    const std::pair<const char *, const PooledText *> texts[] = {{"owner", &record.owner}, {"segment", &record.segment},
        {"region", &record.region}, {"lifecycle_stage", &record.lifecycleStage}, {"status", &record.status},
        {"health", &record.health}};
    for (const auto &[name, text] : texts) {
        if (field == name)
            return text->str();
    }
    if (field == "renewal_date")
        return record.renewalDate ? record.renewalDate->iso() : std::string();
    return std::nullopt;
}

} // namespace qd::portfolio
