#pragma once
#include "core/base/date.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
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
/// empty.
struct RecordRow {
    std::string source;
    std::string kind; ///< kind of the source: crm, billing ...
    std::string id;
    std::string account; ///< of the accepted link; empty without one
    std::string method; ///< of that link: own, id, domain, name, probable, manual
    double score = 0;
    std::string name;
    std::string domain;
    std::string parentId; ///< id in the same source
    std::string crmId;
    std::string createdDate;
    std::string owner;
    std::string segment;
    std::string lifecycleStage;
    std::string status;
    std::string health;
    std::optional<Date> renewalDate;
    std::optional<Date> contractStart;
    bool hasArr = false; ///< arr is given, be it 0
    bool bare = false; ///< made for an account_id nobody described: id only
    int line = 0;
};

/// All of them by source and id.
void forEachRecord(const Workspace &workspace, const std::function<void(RecordRow &)> &visit);

/// A change of a kept field of `accounts`, or its value at first sight; of subscriptions `annual` once it changed.
struct FieldChangeRow {
    std::string source;
    std::string recordId;
    std::string field;
    Date asOf;
    bool first = false; ///< no value was known before
    std::string value; ///< of `arr` and `annual` as "26400.00 USD"; empty when it was taken away
    std::int64_t batch = 0;
};

/// Whether both are of one field of one record.
[[nodiscard]] bool ofOneRecord(const FieldChangeRow &a, const FieldChangeRow &b);

/// Entries of record_history of `accounts`, and of subscriptions the field `annual`; by field, source, record and time.
void forEachFieldChange(const Workspace &workspace, const std::function<void(FieldChangeRow &)> &visit);

/// A health score of a source's record.
struct HealthRow {
    std::string source;
    std::string recordId;
    Date date;
    std::string colour; ///< as imported; empty when none is given
};

/// By source, record, date and model: as they are stored.
void forEachHealthScore(const Workspace &workspace, const std::function<void(HealthRow &)> &visit);

} // namespace qd::store
