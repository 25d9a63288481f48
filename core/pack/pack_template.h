#pragma once
#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::pack {

struct PageKind;

/// What a pack consists of: a file of resources/templates/.
struct PackTemplate {
    std::string id; ///< as in `qdeck pack --template`
    Message name; ///< "Monthly business review"
    Message heading; ///< of the document
    Message description;
    std::vector<const PageKind *> pages; ///< in their order
    int place = 0; ///< in lists, ascending
    bool quarterly = false; ///< its period may be a fiscal quarter
    bool beforeArr = false; ///< a workspace without ARR yet gets firstPack() by it, not an error
};

/// The templates that come with the program, in their order. Read once.
[[nodiscard]] const std::vector<PackTemplate> &packTemplates();
/// nullptr for an unknown id.
[[nodiscard]] const PackTemplate *findTemplate(std::string_view id);

/// A template out of its JSON. BadData for text that is no JSON; InvalidArgument, with a sentence that begins with
/// `origin`, for a key that is missing, unknown (with the nearest known one) or of another type, and for an unknown
/// kind of page.
[[nodiscard]] Result<PackTemplate> packTemplateFromJson(std::string_view text, const std::string &origin);

} // namespace qd::pack
