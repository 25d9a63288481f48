#include "core/quality/findings.h"

#include "core/identity/golden_record.h"

namespace qd::quality {

namespace {

/// Of each field, whether each of the overview's customers has a value, as `qdeck accounts` prints it.
class GoldenRecords {
public:
    explicit GoldenRecords(const QualityData &data)
        : m_data(data)
    {
    }
    std::vector<bool> have(const std::string &field) const
    {
        const std::vector<portfolio::AccountOverview> &rows = m_data.overview.rows;
        std::vector<std::string> golden;
        if (field != "arr")
            golden = m_data.portfolio->goldenValuesOn(field, m_data.day);
        std::vector<bool> have(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (field == "arr")
                have[i] = rows[i].arr.has_value();
            else
                have[i] = !golden[std::size_t(rows[i].account)].empty()
                    || (field == "renewal_date" && m_data.contractEnd(rows[i].account));
        }
        return have;
    }

private:
    const QualityData &m_data;
};

void checkGolden(const QualityData &data, Findings &findings)
{
    const GoldenRecords golden(data);
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < data.overview.rows.size(); ++i) {
        if (data.isGolden(data.overview.rows[i].account))
            rows.push_back(i);
    }
    for (const std::string &field : criticalFields()) {
        const std::vector<bool> have = golden.have(field);
        const int figure = findings.begin(Check::Completeness, {}, {}, field, std::int64_t(rows.size()));
        for (const std::size_t row : rows) {
            if (!have[row])
                findings.fail(figure, data.overview.rows[row].account, -1, -1);
        }
    }
}

void checkSource(
    const QualityData &data, const std::string &source, const std::vector<KnownRecord> &all, Findings &findings)
{
    std::vector<const KnownRecord *> records;
    for (const KnownRecord &record : all) {
        if (record.account >= 0 && data.inScope[std::size_t(record.account)])
            records.push_back(&record);
    }
    if (records.empty())
        return;
    std::vector<int> places(records.size(), -1);
    for (std::size_t field = 0; field < criticalFields().size(); ++field) {
        const int figure = findings.begin(
            Check::Completeness, source, "accounts", criticalFields()[field], std::int64_t(records.size()));
        for (std::size_t i = 0; i < records.size(); ++i) {
            const KnownRecord &record = *records[i];
            if (record.has[field])
                continue;
            if (places[i] < 0)
                places[i] = findings.place(record.id.str(), record.batch, record.line);
            findings.fail(figure, record.account, places[i], -1);
        }
    }
}

} // namespace

Result<void> checkCompleteness(const QualityData &data, Findings &findings)
{
    checkGolden(data, findings);
    for (const auto &[source, records] : data.records)
        checkSource(data, source, records, findings);
    return {};
}

} // namespace qd::quality
