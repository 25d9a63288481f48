#include "ui/identity/identity_files.h"

#include "core/answers/customer_specification.h"
#include "core/base/text.h"
#include "core/session/identity_decisions.h"
#include "core/store/output_file.h"
#include "core/store/workspace.h"

namespace qd::ui {

Result<void> writeDecisions(const std::string &workspace, const std::string &path)
{
    const auto opened = store::Workspace::open(workspace, store::Workspace::Mode::ReadOnly);
    if (!opened)
        return opened.error();
    return store::writeOutput(path, session::decisionsCsv(**opened), {workspace});
}

Result<void> writeSpecification(const std::string &workspace, const std::string &path)
{
    const auto opened = store::Workspace::open(workspace, store::Workspace::Mode::ReadOnly);
    if (!opened)
        return opened.error();
    const auto specification = answers::customerSpecification(**opened);
    if (!specification)
        return specification.error();
    const auto format =
        lowered(path).ends_with(".html") ? answers::SpecificationFormat::Html : answers::SpecificationFormat::Markdown;
    return store::writeOutput(path, specificationText(*specification, format), {workspace});
}

} // namespace qd::ui
