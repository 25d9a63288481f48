#pragma once
#include "core/pack/build_pack.h"
#include "core/pack/customer_measures.h"

#include <functional>

namespace qd::pack {

/// Whether a template is of customers one by one, and not of all of them together.
[[nodiscard]] bool isOfCustomers(const PackTemplate &made);

/// A pack of a template that is of customers: of those that are named, else as ReviewBook::unasked(). Errors as
/// buildPack(), and NotFound for a customer there is not.
[[nodiscard]] Result<PackDocument> customerPack(const store::Workspace &workspace, const PackTemplate &made,
    const PackOptions &options, const NarrativeHeight &heightOfText, Progress &progress);

/// What came of writing a pack for each of several.
struct PackBatch {
    int wanted = 0;
    int written = 0;
    bool isStopped = false; ///< by whoever cancelled; what was written stands
    std::vector<Message> leftOut; ///< one sentence each for those of which there is no pack
};

/// Takes a document and writes it; `name` is a file's, without its ending, no two alike.
using PackWriter = std::function<Result<void>(const std::string &name, const PackDocument &document)>;

/// "customer" or a dimension customers can be grouped by: what packs are written for each of. InvalidArgument names
/// those there are; `customer` needs a template that is of customers, a dimension one that is not.
[[nodiscard]] Result<void> checkEach(const PackOptions &options, const std::string &by);

/// Writes a pack for each customer (those named in the options, else all with ARR) or for each value of a dimension
/// among the customers that pass; one of a customer has its data beside its pages. What needs no data is checked
/// before; stopping leaves whole files behind. A group of which there is no pack (NoData) is left out and said; any
/// other failure ends it. Errors as buildPack() and of the writer.
[[nodiscard]] Result<PackBatch> packForEach(const store::Workspace &workspace, const PackOptions &options,
    const std::string &by, const NarrativeHeight &heightOfText, Progress &progress, const PackWriter &write);

} // namespace qd::pack
