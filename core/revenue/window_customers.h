#pragma once
#include "core/revenue/customer_flows.h"

namespace qd::revenue {

/// At which exchange rates a window (s, e] is valued.
enum class WindowFx {
    AsOf, ///< each value at the rates of its own day, movements as computeMovements()
    Constant, ///< all at the rates of e
    Start, ///< all at the rates of s
};

/// A window (from, to], both month-ends, and what decides who is in it at which value.
struct WindowScope {
    Month from; ///< s is its last day
    Month to; ///< e is its last day
    Grain grain = Grain::Account;
    WindowFx fx = WindowFx::Constant;
};

/// One customer in a window, in base minor units.
struct WindowCustomer {
    int account = -1; ///< directory index (the ultimate parent at parent grain)
    std::int64_t opening = 0; ///< ARR at s; above 0 for the opening set
    std::int64_t closing = 0; ///< ARR at e; 0 outside the opening set
    FlowSums untilChurn; ///< as CustomerFlows
    FlowSums all;
    int churns = 0;

    [[nodiscard]] bool opens() const { return opening > 0; }
};

/// The opening set of the window, and those without ARR at s who had some at an earlier month-end and moved within the
/// window; by directory index. New customers are left out, so that they need no exchange rate. Errors as
/// checkWindow(); NoRate, Overflow, Cancelled.
[[nodiscard]] Result<std::vector<WindowCustomer>> windowCustomers(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const WindowScope &scope, Progress &progress);

} // namespace qd::revenue
