#pragma once
#include "core/pack/customer_measures.h"

#include <string>

namespace qd::pack {

/// What a customer's business review is made of, as CSV for whoever prepares it: `customer,name,part,item,state,day,
/// before,now,amount,currency`. Parts are `goal` (the objectives told, by due or closing day, with what they are
/// worth), `milestone`, `renewal` and `signal` (by Signal::name(), shares to four and others to two digits, on the day
/// before the period's first and on its last). A value that is not known is empty. Text that a spreadsheet would run
/// gets an apostrophe; e-mail addresses are masked.
[[nodiscard]] std::string customerData(const CustomerMeasures &measures, const identity::Account &customer);

} // namespace qd::pack
