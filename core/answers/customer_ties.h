#pragma once
#include "core/answers/customer_record.h"

namespace qd::answers {

/// Adds the contracts of a customer, by its directory index, as of the day of the book. NoRate, Overflow.
[[nodiscard]] Result<void> addContracts(const portfolio::ArrBook &book, int account, CustomerRecord &record);
/// Adds the contacts of the record's customer as known on a day.
void addStakeholders(const store::Workspace &workspace, Date day, CustomerRecord &record);

} // namespace qd::answers
