#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/store/settings.h"
#include "core/store/write_transaction.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qd::ui {

/// What a workspace's settings are, and what they are about.
struct WorkspaceSettings {
    store::SettingValues values; ///< every known setting, empty where it has its default
    struct Source {
        std::string name;
        std::string kind;
    };
    std::vector<Source> sources; ///< by name, those with an import that stands
    Currency currency;
    int fiscalYearStart = 1; ///< month
    bool readOnly = false;
};

/// What the frame of the window says about a workspace: file, currency, and what the filter chips can be set to.
struct WorkspaceFacts {
    std::string path;
    bool readOnly = false;
    std::int64_t bytes = 0;
    int schema = 0;
    Currency currency;
    struct Customer {
        std::string id;
        std::string name;
        std::string detail; ///< segment, region, owner
    };
    std::vector<Customer> customers; ///< by id; the palette finds them
    int sources = 0;
    store::ChangeMark change; ///< the last one to the file as it was read
    WorkspaceSettings settings;
    std::vector<Date> asOfDates; ///< as-of dates of the sources, latest first, each once
    std::vector<std::pair<std::string, std::vector<std::string>>>
        dimensions; ///< segment, region, owner, product, list: sorted values,
                    ///< revenue::NoGroup last where a customer has none
};

/// Reads them from the file at `path`; every refusal of store::Workspace::open. Cancelled. Any thread.
[[nodiscard]] Result<WorkspaceFacts> readWorkspaceFacts(const std::string &path, Progress &progress);

} // namespace qd::ui
