#pragma once
#include "core/actions/action_figures.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::portfolio {
class Portfolio;
}

namespace qd::actions {

/// Whose import a file of actions is for; docs/actions.md lists the columns of each.
enum class FileFormat { Gainsight, Salesforce, Jira, Asana, Csv };
/// By "gainsight", "salesforce", "jira", "asana", "csv"; nothing for another text.
[[nodiscard]] std::optional<FileFormat> fileFormatOf(std::string_view name);
/// Their names, in this order.
[[nodiscard]] const std::vector<std::string> &fileFormatNames();

/// A CSV of actions.
struct ActionFile {
    std::string csv;
    int rows = 0;
    bool personal = false; ///< holds an e-mail address
};

/// One row for each action, in the order given. The account has the id by which the system knows it (of a record of
/// kind cs_platform for Gainsight, crm for Salesforce), empty where no such record is linked; text that would run as a
/// formula gets an apostrophe; e-mail addresses are masked unless `withPersonalData`.
[[nodiscard]] ActionFile actionFile(FileFormat format, const std::vector<OpenAction> &actions,
    const portfolio::Portfolio &portfolio, bool withPersonalData);

} // namespace qd::actions
