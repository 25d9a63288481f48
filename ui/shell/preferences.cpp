#include "ui/shell/preferences.h"

#include "core/store/audit.h"
#include "ui/common/application_theme.h"
#include "ui/common/table/density.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QApplication>
#include <QSettings>

#include <algorithm>

namespace qd::ui {

namespace {

const QString ThemeKey = QStringLiteral("window/theme");
const QString DensityKey = QStringLiteral("person/density");
const QString NumbersKey = QStringLiteral("person/numbers");
const QString PersonKey = QStringLiteral("person/name");
const QString ShortcutGroup = QStringLiteral("shortcuts");

QLocale localeOf(const QString &numbers)
{
    return numbers.isEmpty() ? QLocale::system() : QLocale(numbers);
}

/// An empty value is no value, so that a later default of ours counts.
void keep(QSettings &settings, const QString &key, const QString &value)
{
    if (value.isEmpty())
        settings.remove(key);
    else
        settings.setValue(key, value);
}

} // namespace

Preferences readPreferences()
{
    QSettings settings;
    Preferences read{settings.value(ThemeKey).toString(), settings.value(DensityKey).toString(),
        settings.value(NumbersKey).toString(), settings.value(PersonKey).toString()};
    settings.beginGroup(ShortcutGroup);
    for (const QString &id : settings.childKeys())
        read.shortcuts.insert(id, settings.value(id).toString());
    return read;
}

void keepPreferences(const Preferences &preferences)
{
    QSettings settings;
    keep(settings, ThemeKey, preferences.theme);
    keep(settings, DensityKey, preferences.density);
    keep(settings, NumbersKey, preferences.numbers);
    keep(settings, PersonKey, preferences.person);
    settings.remove(ShortcutGroup);
    for (auto each = preferences.shortcuts.cbegin(); each != preferences.shortcuts.cend(); ++each)
        settings.setValue(ShortcutGroup + QLatin1Char('/') + each.key(), each.value());
}

void applyTheme(const QString &theme)
{
    const bool system = qApp->property("qdSystemDark").toBool();
    const bool dark = theme.isEmpty() ? system : theme == QStringLiteral("dark");
    if (dark != Theme::current().dark || !qApp->property("qdStyled").toBool())
        applyTheme(*qApp, dark);
}

void applyPreferences(const Preferences &preferences)
{
    applyTheme(preferences.theme);
    setDense(preferences.density == QStringLiteral("compact"));
    store::setCurrentUser(preferences.person.toStdString());
    const QLocale chosen = localeOf(preferences.numbers);
    if (chosen == QLocale())
        return;
    QLocale::setDefault(chosen);
    for (QWidget *window : QApplication::topLevelWidgets())
        window->setLocale(chosen); // and with it the fields within
}

QList<QLocale> numberStyles()
{
    QList<QLocale> styles;
    for (const char *name : {"da_DK", "de_AT", "de_CH", "de_DE", "en_AU", "en_CA", "en_GB", "en_IE", "en_IN", "en_US",
             "en_ZA", "es_ES", "es_MX", "fi_FI", "fr_CA", "fr_CH", "fr_FR", "it_IT", "ja_JP", "ko_KR", "nb_NO", "nl_NL",
             "pl_PL", "pt_BR", "pt_PT", "sv_SE", "tr_TR", "zh_CN"})
        styles << QLocale(QString::fromLatin1(name));
    std::sort(styles.begin(), styles.end(), [](const QLocale &a, const QLocale &b) {
        return numberStyleText(a.name()).localeAwareCompare(numberStyleText(b.name())) < 0;
    });
    return styles;
}

QString numberStyleText(const QString &numbers)
{
    const QLocale locale = localeOf(numbers);
    const QString example =
        formatNumber(1234567.89, 2, locale) + QStringLiteral(", ") + formatDate(Date(20726), locale);
    if (numbers.isEmpty())
        return QCoreApplication::translate("Preferences", "as the system, %1").arg(example);
    return QStringLiteral("%1 (%2), %3").arg(locale.nativeLanguageName(), locale.nativeTerritoryName(), example);
}

} // namespace qd::ui
