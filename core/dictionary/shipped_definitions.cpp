#include "core/dictionary/shipped_definitions.h"

#include "core/dictionary/definition_file.h"
#include "core/metrics/metric.h"

#include <QDir>
#include <QFile>

#include <algorithm>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerDefinitions()
{
    Q_INIT_RESOURCE(definitions);
}

namespace qd::dictionary {

namespace {

DefinitionVersion shipped(const std::string &metric, std::string_view text)
{
    Definition known;
    known.metric = metric;
    const metrics::Metric *said = metrics::find(keyInMetrics(metric));
    if (said) {
        known.name = Message(said->name).english();
        known.plain = Message(said->formula).english();
        known.edgeCases = Message(said->edgeCases).english();
    }
    auto file = dictionaryFileFromText(text, [&known](const std::string &) { return known; });
    if (!file || !file->definition || file->definition->metric != metric)
        qFatal("%s", metric.c_str()); // a fault of the build, caught by the tests
    DefinitionVersion version{std::move(*file->definition), said ? said->version : 1, DefinitionStatus::Approved};
    version.authors.emplace_back(OwnAuthor);
    return version;
}

std::vector<DefinitionVersion> load()
{
    registerDefinitions();
    std::vector<DefinitionVersion> all;
    const QDir folder(QStringLiteral(":/quarterdeck/definitions"));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(name));
        all.push_back(shipped(QFileInfo(name).completeBaseName().toStdString(), file.readAll().toStdString()));
    }
    std::ranges::sort(all, {}, [](const DefinitionVersion &each) { return each.definition.metric; });
    return all;
}

} // namespace

const std::vector<DefinitionVersion> &shippedDefinitions()
{
    static const std::vector<DefinitionVersion> all = load();
    return all;
}

std::string_view keyInMetrics(std::string_view metric)
{
    return metric == "due_arr" ? "renewals_due" : metric; // as METRIC of explain
}

} // namespace qd::dictionary
