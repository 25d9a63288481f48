#include "core/programmes/touch.h"

#include "core/base/text.h"
#include "core/coverage/model_store.h"
#include "core/coverage/segment_rules.h"

namespace qd::programmes {

Result<std::vector<std::string>> touchOn(
    const store::Workspace &workspace, const signs::Signals &history, const signs::KnownDay &known)
{
    const auto saved = coverage::currentModel(workspace);
    if (!saved)
        return saved.error();
    const auto products = history.products(known);
    const identity::AccountDirectory &accounts = history.accounts();
    std::vector<std::string> touch(std::size_t(accounts.size()));
    for (std::size_t i = 0; i < touch.size(); ++i) {
        const int segment = coverage::segmentOf(
            saved->model, accounts.at(int(i)), known.arr[i], history.portfolio().currency(), products[i]);
        if (segment >= 0)
            touch[i] = caseFolded(saved->model.segments[std::size_t(segment)].touch);
    }
    return touch;
}

} // namespace qd::programmes
