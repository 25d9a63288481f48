#pragma once
#include "core/base/date.h"

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
/// empty. Texts of this row and of the next ones are valid while they are visited.
struct RecordRow {
    std::string_view source;
    std::string_view kind; ///< kind of the source: crm, billing ...
    std::string_view id;
    std::string_view account; ///< of the accepted link; empty without one
    std::string_view method; ///< of that link: own, id, domain, name, probable, manual
    double score = 0;
    std::string_view name;
    std::string_view domain;
    std::string_view parentId; ///< id in the same source
    std::string_view crmId;
    std::string_view createdDate;
    std::string_view owner;
    std::string_view segment;
    std::string_view lifecycleStage;
    std::string_view status;
    std::string_view health;
    std::optional<Date> renewalDate;
    std::optional<Date> contractStart;
    bool hasArr = false; ///< arr is given, be it 0
    bool bare = false; ///< made for an account_id nobody described: id only
    int line = 0;
};

/// All of them by source and id.
void forEachRecord(const Workspace &workspace, const std::function<void(const RecordRow &)> &visit);

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
