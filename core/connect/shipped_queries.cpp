#include "core/connect/shipped_queries.h"

#include "core/base/text.h"

#include <QDir>
#include <QFile>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerQueries()
{
    Q_INIT_RESOURCE(queries);
}

namespace qd::connect {

namespace {

/// What a remark of the head says after `key: `; empty for another line.
std::string saidAfter(const std::string &line, const std::string &key)
{
    const std::string begin = "-- " + key + ": ";
    return line.starts_with(begin) ? line.substr(begin.size()) : std::string();
}

ShippedQuery read(const QString &name)
{
    QFile file(QStringLiteral(":/quarterdeck/queries/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a shipped query is missing"); // a fault of the build, caught by the tests
    ShippedQuery shipped;
    shipped.query.name = name.left(name.lastIndexOf(u'.')).toStdString();
    shipped.query.sql = file.readAll().toStdString();
    const auto lines = split(shipped.query.sql, '\n');
    shipped.title = lines.front().substr(3);
    for (const std::string &line : lines) {
        for (auto [key, value] : {std::pair{"entity", &shipped.query.entity},
                 std::pair{"source", &shipped.query.source}, std::pair{"kind", &shipped.query.kind}}) {
            if (const std::string said = saidAfter(line, key); !said.empty())
                *value = said;
        }
    }
    return shipped;
}

} // namespace

const std::vector<ShippedQuery> &shippedQueries()
{
    static const std::vector<ShippedQuery> all = [] {
        registerQueries();
        std::vector<ShippedQuery> made;
        for (const QString &name : QDir(QStringLiteral(":/quarterdeck/queries")).entryList(QDir::Files, QDir::Name))
            made.push_back(read(name));
        return made;
    }();
    return all;
}

Result<ShippedQuery> shippedQuery(const std::string &name)
{
    std::vector<std::string> names;
    for (const ShippedQuery &each : shippedQueries()) {
        if (equalsIgnoringCase(each.query.name, name))
            return each;
        names.push_back(each.query.name);
    }
    const std::string guess = nearest(name, names);
    return Error{ErrorCode::NotFound,
        {guess.empty() ? QD_WORDS("Connect", "There is no example \"%1\"; the examples are %2.")
                       : QD_WORDS("Connect", "There is no example \"%1\"; did you mean \"%3\"?"),
            {name, joined(names, ", "), guess}},
        {name}};
}

} // namespace qd::connect
