#include "core/query/personal_columns.h"

#include "core/base/personal_data.h"
#include "core/base/text.h"

namespace qd::query {

std::vector<bool> personalColumns(const std::vector<std::string> &names, const std::string &sql)
{
    const bool speaksOfContacts = lowered(sql).find("contacts") != std::string::npos;
    std::vector<bool> personal;
    for (const std::string &each : names) {
        const std::string name = lowered(each);
        const bool isContact = speaksOfContacts && (name == "name" || name == "contact_name");
        personal.push_back(isContact || name.ends_with("email") || name.ends_with("phone") || name == "respondent"
            || name == "requester");
    }
    return personal;
}

std::string masked(const std::string &text, bool isPersonalColumn)
{
    if (text.empty())
        return text;
    return isPersonalColumn ? std::string(Masked) : withoutAddresses(text);
}

nlohmann::json masked(const nlohmann::json &value, bool isPersonalColumn)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return masked(*text, isPersonalColumn);
    return isPersonalColumn && !value.is_null() ? nlohmann::json(Masked) : value;
}

} // namespace qd::query
