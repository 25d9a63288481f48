#include "ui/paint/missing_fonts.h"

#include "ui/paint/theme.h"

#include <QCoreApplication>
#include <QGlyphRun>
#include <QTextLayout>

#include <algorithm>
#include <map>

namespace qd::ui {

namespace {

constexpr char32_t FirstAsked = 0x370; ///< the font that comes with us has what is below

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Fonts)
};

/// What a person calls the script, and the package of Debian that has a font for it.
struct ScriptFont {
    QString script;
    QString package;
};

ScriptFont fontOf(char32_t letter)
{
    static const std::map<QChar::Script, const char *> named{{QChar::Script_Thai, QT_TRANSLATE_NOOP("Fonts", "Thai")},
        {QChar::Script_Devanagari, QT_TRANSLATE_NOOP("Fonts", "Hindi")},
        {QChar::Script_Bengali, QT_TRANSLATE_NOOP("Fonts", "Bengali")},
        {QChar::Script_Tamil, QT_TRANSLATE_NOOP("Fonts", "Tamil")},
        {QChar::Script_Telugu, QT_TRANSLATE_NOOP("Fonts", "Telugu")},
        {QChar::Script_Arabic, QT_TRANSLATE_NOOP("Fonts", "Arabic")},
        {QChar::Script_Hebrew, QT_TRANSLATE_NOOP("Fonts", "Hebrew")},
        {QChar::Script_Greek, QT_TRANSLATE_NOOP("Fonts", "Greek")},
        {QChar::Script_Cyrillic, QT_TRANSLATE_NOOP("Fonts", "Cyrillic")},
        {QChar::Script_Armenian, QT_TRANSLATE_NOOP("Fonts", "Armenian")},
        {QChar::Script_Georgian, QT_TRANSLATE_NOOP("Fonts", "Georgian")}};
    switch (const QChar::Script script = QChar::script(letter)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
        return {Texts::tr("Chinese, Japanese or Korean"), QStringLiteral("fonts-wqy-zenhei")};
    case QChar::Script_Common:
    case QChar::Script_Inherited:
        return {Texts::tr("emoji or symbols"), QStringLiteral("fonts-noto-color-emoji")};
    default:
        const auto name = named.find(script);
        return {name == named.end() ? Texts::tr("some other script") : Texts::tr(name->second),
            QStringLiteral("fonts-noto-core")};
    }
}

bool isDrawn(char32_t letter)
{
    const QChar::Category category = QChar::category(letter);
    return letter >= FirstAsked && category > QChar::Mark_Enclosing && category != QChar::Other_Control
        && category != QChar::Other_Format && category != QChar::Separator_Space && category != QChar::Separator_Line
        && category != QChar::Separator_Paragraph;
}

} // namespace

bool installedFontsHave(char32_t letter)
{
    QTextLayout layout(QString::fromUcs4(&letter, 1), Theme::font(Type::Body));
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    const QList<QGlyphRun> runs = layout.glyphRuns();
    return !runs.isEmpty() && std::none_of(runs.begin(), runs.end(), [](const QGlyphRun &run) {
        return run.glyphIndexes().contains(0U); // the box
    });
}

QStringList missingFonts(const std::vector<std::string> &names, const std::function<bool(char32_t)> &has)
{
    std::vector<bool> asked(QChar::LastValidCodePoint + 1);
    std::map<QString, QStringList> byPackage; // scripts
    for (const std::string &name : names) {
        if (std::all_of(name.begin(), name.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x80; }))
            continue;
        const QString text = QString::fromStdString(name);
        for (const char32_t letter : text.toUcs4()) {
            if (!isDrawn(letter) || asked[letter])
                continue;
            asked[letter] = true;
            if (has(letter))
                continue;
            const ScriptFont font = fontOf(letter);
            if (QStringList &scripts = byPackage[font.package]; !scripts.contains(font.script))
                scripts << font.script;
        }
    }
    QStringList sentences;
    for (const auto &[package, scripts] : byPackage)
        sentences << Texts::tr("No installed font has %1; such names show as boxes. The package %2 brings one.")
                         .arg(scripts.join(QStringLiteral(", ")), package);
    return sentences;
}

} // namespace qd::ui
