#pragma once
#include "core/demo/exports.h"

namespace qd::demo {

/// Writes truth.json while the demo is written: customers as they pass, totals at the end. Amounts are integers of
/// minor units; docs/demo.md describes the keys.
class TruthFile {
public:
    static constexpr std::string_view Name = "truth.json";
    /// How the file begins; by it an earlier demo is known.
    static constexpr std::string_view Opening = "{\"generator\":\"qdeck demo\",";

    TruthFile(const std::string &dir, const World &world);

    void addCustomer(const Account &account, const Book &crm, const Oracle &oracle);
    /// Closes the list of customers, adds everything else, and closes the file.
    [[nodiscard]] Result<void> finish(const Writing &written, const std::vector<DemoFile> &files);

private:
    const World &m_world;
    TextFile m_out;
    bool m_first = true;
};

} // namespace qd::demo
