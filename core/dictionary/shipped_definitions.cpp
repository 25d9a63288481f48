#include "core/dictionary/shipped_definitions.h"

#include "core/dictionary/definition_file.h"
#include "core/metrics/metric.h"

#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerDefinitions()
{
    Q_INIT_RESOURCE(definitions);
}

namespace qd::dictionary {

namespace {

using Json = nlohmann::ordered_json;

struct Shipped {
    std::vector<DefinitionVersion> definitions;
    std::map<std::string, Example, std::less<>> examples;
};

/// The example of a file, which no definition of a company has, is taken out of it.
std::optional<Example> takeExample(Json &file)
{
    const auto given = file.find("example");
    if (given == file.end())
        return std::nullopt;
    Example example{given->at("text").get<std::string>(), given->at("value").get<double>()};
    file.erase(given);
    return example;
}

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

Shipped load()
{
    registerDefinitions();
    Shipped all;
    const QDir folder(QStringLiteral(":/quarterdeck/definitions"));
    for (const QString &name : folder.entryList(QDir::Files)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s", qPrintable(name));
        const std::string metric = QFileInfo(name).completeBaseName().toStdString();
        Json json = Json::parse(file.readAll().toStdString());
        if (auto example = takeExample(json))
            all.examples.emplace(metric, std::move(*example));
        all.definitions.push_back(shipped(metric, json.dump()));
    }
    std::ranges::sort(all.definitions, {}, [](const DefinitionVersion &each) { return each.definition.metric; });
    return all;
}

const Shipped &loaded()
{
    static const Shipped all = load();
    return all;
}

} // namespace

const std::vector<DefinitionVersion> &shippedDefinitions()
{
    return loaded().definitions;
}

const std::map<std::string, Example, std::less<>> &shippedExamples()
{
    return loaded().examples;
}

std::string exampleOf(const DefinitionVersion &version)
{
    const auto found = shippedExamples().find(version.definition.metric);
    const bool isShipped = version.authors == std::vector<std::string>{OwnAuthor};
    return isShipped && found != shippedExamples().end() ? found->second.text : std::string();
}

std::string_view keyInMetrics(std::string_view metric)
{
    return metric == "due_arr" ? "renewals_due" : metric; // as METRIC of explain
}

} // namespace qd::dictionary
