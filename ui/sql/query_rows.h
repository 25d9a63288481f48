#pragma once
#include "core/store/sql_query.h"

#include <mutex>

namespace qd::ui {

using QueryRow = std::vector<nlohmann::json>;

/// The rows of a query on their way from the job that reads them to the window, which takes them as they come. Any
/// thread.
class QueryRows final : public store::RowSink {
public:
    void columns(std::vector<std::string> names) override;
    void row(QueryRow values) override;

    /// What has come since the last time.
    struct News {
        std::vector<std::string> columns; ///< the first time that there are any
        std::vector<QueryRow> rows;
    };
    [[nodiscard]] News takeNews();

private:
    std::mutex m_lock;
    News m_news;
};

} // namespace qd::ui
