#include "core/actions/shipped_rules.h"

#include "core/base/words.h"

#include <QFile>

#include <algorithm>
#include <array>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerRules()
{
    Q_INIT_RESOURCE(action_rules);
}

namespace qd::actions {

namespace {

/// The titles, marked for translators, who cannot read them in the file.
const std::array<std::string_view, 10> Titles{QT_TRANSLATE_NOOP("Words", "Save plan: at risk and due within 120 days"),
    QT_TRANSLATE_NOOP("Words", "Renewal within 30 days: confirm the signature"),
    QT_TRANSLATE_NOOP("Words", "Renewal within 60 days: agree the terms"),
    QT_TRANSLATE_NOOP("Words", "Renewal within 90 days: send the quote"),
    QT_TRANSLATE_NOOP("Words", "Renewal within 120 days: review the value with the sponsor"),
    QT_TRANSLATE_NOOP("Words", "Renewal within 180 days: make the renewal plan"),
    QT_TRANSLATE_NOOP("Words", "Usage fell by a fifth: call the administrator"),
    QT_TRANSLATE_NOOP("Words", "Sponsor not met for 60 days: meet or find a new one"),
    QT_TRANSLATE_NOOP("Words", "Milestone late: bring onboarding back on its way"),
    QT_TRANSLATE_NOOP("Words", "Licences nearly used up: talk about more")};

std::string readShipped()
{
    registerRules();
    QFile file(QStringLiteral(":/quarterdeck/action_rules/standard.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped action rules are missing"); // a fault of the build, caught by the tests
    return file.readAll().toStdString();
}

RuleSet shipped()
{
    auto rules = ruleSetFromText(shippedRulesText());
    if (!rules)
        qFatal("%s", rules.error().message.english().c_str());
    for (const ActionRule &rule : rules->rules) {
        if (std::ranges::find(Titles, rule.title) == Titles.end())
            qFatal("the title of %s is not marked for translators", rule.id.c_str());
    }
    return std::move(*rules);
}

} // namespace

const std::string &shippedRulesText()
{
    static const std::string text = readShipped();
    return text;
}

const RuleSet &shippedRules()
{
    static const RuleSet rules = shipped();
    return rules;
}

Message::Value titleValue(const std::string &title)
{
    const auto *found = std::ranges::find(Titles, title);
    return found == Titles.end() ? Message::Value(title) : Message::Value(Word{found->data()}); // literals end in 0
}

} // namespace qd::actions
