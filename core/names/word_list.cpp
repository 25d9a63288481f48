#include "core/names/word_list.h"

#include "core/base/text.h"

#include <QFile>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerWordLists()
{
    Q_INIT_RESOURCE(word_lists);
}

namespace qd::names {

WordSet shippedWords(const char *name)
{
    registerWordLists();
    QFile file(QStringLiteral(":/quarterdeck/names/%1.txt").arg(QLatin1String(name)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The list %s is not built in.", name); // a fault of the build, caught by the tests
    WordSet words;
    for (const std::string &line : split(file.readAll().toStdString(), '\n')) {
        const std::string_view word = trimmed(line);
        if (!word.empty() && word.front() != '#')
            words.emplace(word);
    }
    return words;
}

} // namespace qd::names
