#pragma once
#include "core/base/date.h"
#include "core/base/text_pool.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {

class Workspace;

/// A customer as the golden record has it; missing values are empty.
struct CustomerRow {
    std::string account;
    std::string parent;
    std::string ultimateParent;
    std::vector<std::string> fields; ///< as the columns asked for
};

/// Rows of `account` by id, with the golden fields `columns`.
void forEachCustomer(const Workspace &workspace, const std::vector<std::string> &columns,
    const std::function<void(CustomerRow &)> &visit);

/// What one source says about a customer: a row of `accounts`, and the customer it is linked to. Missing texts are
/// empty; all are of the pool they were read into.
struct RecordRow {
    PooledText source;
    PooledText kind; ///< kind of the source: crm, billing ...
    PooledText id;
    PooledText account; ///< of the accepted link; empty without one
    PooledText method; ///< of that link: own, id, domain, name, probable, manual
    double score = 0; ///< of that link, 0..1
    PooledText name;
    PooledText domain; ///< as the source writes it
    PooledText parentId; ///< id in the same source
    PooledText crmId; ///< id of the CRM's record
    PooledText createdDate; ///< ISO
    PooledText owner;
    PooledText segment;
    PooledText region;
    PooledText lifecycleStage;
    PooledText status;
    PooledText health;
    std::optional<Date> renewalDate;
    std::optional<Date> contractStart;
    bool hasArr = false; ///< arr is given, be it 0
    bool bare = false; ///< made for an account_id nobody described: id only
    int line = 0;
    std::vector<PooledText> fields; ///< as the columns asked for
    std::optional<Date> firstSight = std::nullopt; ///< of the first file that had it; nothing from before schema 4
};

/// All of them by source and id, with further `columns`; texts are kept in `texts`.
void forEachRecord(const Workspace &workspace, TextPool &texts, const std::vector<std::string> &columns,
    const std::function<void(RecordRow &)> &visit);

/// A change of a kept field of `accounts`, or its value at first sight; of subscriptions `annual` once it changed.
struct FieldChangeRow {
    std::string_view source;
    std::string_view recordId;
    std::string_view field;
    Date asOf;
    bool first = false; ///< no value was known before
    std::string_view value; ///< of `arr` and `annual` as "26400.00 USD"; empty when it was taken away
    std::int64_t batch = 0;
};

/// Which fields of the history are read.
enum class ChangedFields {
    All,
    Amounts, ///< `arr` and `annual` alone
};

/// Entries of record_history of `accounts`, and of subscriptions the field `annual`; by field, source, record and time.
void forEachFieldChange(
    const Workspace &workspace, ChangedFields fields, const std::function<void(const FieldChangeRow &)> &visit);

/// A health score of a source's record.
struct HealthRow {
    std::string_view source;
    std::string_view recordId;
    Date date;
    std::string_view colour; ///< as imported; empty when none is given
};

/// By source, record, date and model: as they are stored.
void forEachHealthScore(const Workspace &workspace, const std::function<void(const HealthRow &)> &visit);

} // namespace qd::store
