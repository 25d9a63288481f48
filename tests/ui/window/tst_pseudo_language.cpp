#include "core/dictionary/shipped_definitions.h"
#include "core/names/normalized_name.h"
#include "core/pack/build_pack.h"
#include "core/query/query_store.h"
#include "core/query/workspace_tables.h"
#include "core/store/workspace.h"
#include "tests/support/painted_text.h"
#include "tests/support/pseudo_language.h"
#include "tests/ui/window/every_dialog.h"
#include "tests/ui/window/every_page.h"
#include "tests/ui/window/layout_faults.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/pack/pack_painter.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/filter_chip.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace qd;
using namespace qd::ui;

namespace {

/// What is no template: units, product and format names that every language writes alike.
const QSet<QString> Names{QStringLiteral("Quarterdeck"), QStringLiteral("USD"), QStringLiteral("EUR"),
    QStringLiteral("GBP"), QStringLiteral("CHF"), QStringLiteral("kB"), QStringLiteral("MB"), QStringLiteral("GB"),
    QStringLiteral("Ctrl"), QStringLiteral("Shift"), QStringLiteral("Alt"), QStringLiteral("qdeck"),
    QStringLiteral("csv"), QStringLiteral("xlsx"), QStringLiteral("ndjson"), QStringLiteral("jsonl"),
    QStringLiteral("onboarding"), QStringLiteral("adoption"), QStringLiteral("growth"), // names of stages
    QStringLiteral("Starter"), QStringLiteral("Everybody")}; // the health model to begin with, and its segment

/// What the samples of dialogs and the shipped touch model hold, whole.
const QStringList Phrases{QStringLiteral("Halyard"), QStringLiteral("Find anything"),
    QStringLiteral("About Quarterdeck"), QStringLiteral("/tmp/new.qdeck"), QStringLiteral("sample.qdeck"),
    QStringLiteral("new.qdeck"), QStringLiteral("Mail and calls"), QStringLiteral("Business review"),
    QStringLiteral("Check-in"), QStringLiteral("accounts.csv"), QStringLiteral("SMB, tech ")};
/// The same where the whole text is a word, or ends in one: names of actions and menus, kinds of touch.
const QStringList LastWords{QStringLiteral("Inspector"), QStringLiteral("Redo"), QStringLiteral("Tools."),
    QStringLiteral("View."), QStringLiteral("Help."), QStringLiteral("Edit."), QStringLiteral("tech"),
    QStringLiteral("high"), QStringLiteral("low")};

/// Not where Quarterdeck itself writes English: what was done, why, and how.
bool isData(const QString &table, const QString &column)
{
    static const QSet<QString> ours{QStringLiteral("audit_log"), QStringLiteral("workspace_change"),
        QStringLiteral("metric_definition"), QStringLiteral("capacity_model"), QStringLiteral("row_image"),
        QStringLiteral("usage_image"), QStringLiteral("custom_table_image")};
    static const QSet<QString> written{QStringLiteral("message"), QStringLiteral("message_values"),
        QStringLiteral("evidence"), QStringLiteral("evidence_values"), QStringLiteral("mapping"),
        QStringLiteral("subject"), QStringLiteral("note")};
    return !ours.contains(table) && !written.contains(column);
}

/// The words of everything that the workspace holds: names, ids, segments, owners, files.
QSet<QString> wordsOfData(const std::string &path)
{
    QSet<QString> words;
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    SQLite::Statement tables(database, "SELECT name FROM sqlite_master WHERE type = 'table'");
    while (tables.executeStep()) {
        SQLite::Statement rows(database, "SELECT * FROM \"" + tables.getColumn(0).getString() + "\"");
        while (rows.executeStep()) {
            for (int i = 0; i < rows.getColumnCount(); ++i) {
                if (!rows.getColumn(i).isText()
                    || !isData(
                        QString::fromUtf8(tables.getColumn(0).getText()), QString::fromUtf8(rows.getColumnName(i))))
                    continue;
                static const QRegularExpression letters(QStringLiteral("\\p{L}{2,}"));
                const QString text = QString::fromStdString(rows.getColumn(i).getString());
                for (auto word = letters.globalMatch(text); word.hasNext();)
                    words << word.next().captured();
            }
        }
    }
    return words;
}

/// What SQL calls tables, columns and functions, which no language translates.
QStringList namesOfSql(const std::string &path)
{
    QStringList names;
    SQLite::Database database(path, SQLite::OPEN_READONLY);
    SQLite::Statement columns(
        database, "SELECT m.name || ' ' || c.name FROM sqlite_master m, pragma_table_info(m.name) c");
    while (columns.executeStep())
        names << QString::fromStdString(columns.getColumn(0).getString());
    for (const query::TableMeaning &table : query::documentedTables()) {
        for (const query::ColumnMeaning &column : table.columns)
            names << QString::fromLatin1(column.name);
    }
    for (const query::FunctionMeaning &function : query::documentedFunctions())
        names << QString::fromLatin1(function.call);
    const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    const query::FileTables tables = query::fileTables(**workspace);
    for (const query::KnownTable &table : tables.own) {
        for (const std::string &column : table.columns)
            names << QString::fromStdString(table.name + ' ' + column);
    }
    return names;
}

/// The words of the definitions that come along: what a metric means is what a company writes in its own language,
/// as the texts of its records are.
QSet<QString> wordsOfDefinitions()
{
    static const QRegularExpression letters(QStringLiteral("\\p{L}{2,}"));
    QSet<QString> words{QString::fromLatin1(dictionary::OwnAuthor)};
    for (const dictionary::DefinitionVersion &version : dictionary::shippedDefinitions()) {
        const dictionary::Definition &of = version.definition;
        QStringList texts;
        for (const std::string *text : {&of.metric, &of.name, &of.plain, &of.formula, &of.edgeCases, &of.owner,
                 &of.cadence, &of.unit, &of.variant})
            texts << QString::fromStdString(*text);
        for (const std::string &source : of.sources)
            texts << QString::fromStdString(source);
        texts << QString::fromStdString(dictionary::exampleOf(version));
        for (auto word = letters.globalMatch(texts.join(u' ')); word.hasNext();)
            words << word.next().captured();
    }
    return words;
}

} // namespace

/// Every page, dialog and pack in a language of accents, 40 % longer, with numbers and dates by de_DE: no template's
/// English is left, and nothing is cut, shortened or printed over another at 1024 x 700 and on the pages of packs.
class TestPseudoLanguage : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;
    test::PseudoLanguage m_language;
    QTemporaryDir m_folder;
    QSet<QString> m_data;
    QStringList m_ids;

    /// Data, a name, or what an ellipsis left of one.
    bool isKnown(const QString &word, bool isCut) const
    {
        if (m_data.contains(word) || Names.contains(word))
            return true;
        return isCut
            && std::any_of(m_data.begin(), m_data.end(), [&](const QString &known) { return known.startsWith(word); });
    }
    /// An id whose end did not find room.
    bool isPartOfId(const QString &text) const
    {
        const QString left = QString(text).remove(QChar(0x2026));
        return std::any_of(m_ids.begin(), m_ids.end(), [&](const QString &id) { return id.startsWith(left); });
    }
    /// A sentence for each text with a word that is neither data nor a name.
    QStringList english(const QString &where, const QString &text) const
    {
        static const QRegularExpression key(QStringLiteral("[a-z_]+(\\.[a-z_]+)+|[a-z]+_[a-z_]+")); // of settings
        const QString workspace = QString::fromStdString(m_pages.window().context().workspacePath);
        QString plain = QString(text).remove(workspace).remove(QFileInfo(workspace).path());
        for (const QString &phrase : Phrases)
            plain.remove(phrase);
        for (const QString &last : LastWords) {
            if (plain == last || plain.endsWith(u' ' + last))
                plain.chop(last.size());
        }
        plain.remove(key);
        for (const QString &word : test::plainWords(plain)) {
            if (!isKnown(word, plain.contains(word + QChar(0x2026))) && !isPartOfId(text))
                return {where + QStringLiteral(" says ") + text};
        }
        return {};
    }
    /// A line each: the text of a failure is cut.
    static bool told(const QString &state, const QStringList &faults)
    {
        for (const QString &fault : faults)
            qWarning("%s: %s", qPrintable(state), qPrintable(fault));
        return faults.isEmpty();
    }
    /// A name is what the dictionary holds it to be, in whatever language: the tip of a page's title tells them.
    static QString withoutNamesOfDefinitions(QString tip)
    {
        static const QRegularExpression line(QStringLiteral("^[^:]+: .* \\S1$"), QRegularExpression::MultilineOption);
        if (!line.match(tip).hasMatch())
            return tip;
        QStringList names;
        for (const dictionary::DefinitionVersion &version : dictionary::shippedDefinitions())
            names << QString::fromStdString(version.definition.name);
        std::ranges::sort(names, std::greater(), &QString::size); // one may be the beginning of another
        for (const QString &name : names)
            tip.replace(name + u' ', QStringLiteral(" "));
        return tip;
    }
    QStringList english(QWidget &window) const
    {
        QStringList faults;
        for (QWidget *widget : window.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != &window || widget->size().isEmpty())
                continue;
            const QString name = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            for (const test::PaintedText &text : test::paintedTexts(*widget))
                faults << english(name, text.text);
            faults << english(name + QStringLiteral(" (tip)"), withoutNamesOfDefinitions(widget->toolTip()))
                   << english(name + QStringLiteral(" (reader)"), widget->accessibleName());
        }
        faults.removeDuplicates();
        return faults;
    }
    void verify(const QString &state, QWidget &window) const
    {
        QStringList faults;
        const auto look = [&] {
            window.grab();
            faults = english(window) + test::layoutFaults(window);
            return faults.isEmpty();
        };
        if (!QTest::qWaitFor(look, 1000))
            QVERIFY2(told(state, faults), qPrintable(state));
    }

private slots:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        qApp->installTranslator(&m_language);
        m_pages.open({1024, 700});
        m_data = wordsOfData(m_pages.sample().workspacePath);
        SQLite::Database database(m_pages.sample().workspacePath, SQLite::OPEN_READONLY);
        SQLite::Statement ids(database, "SELECT DISTINCT record_id FROM account_link");
        while (ids.executeStep())
            m_ids << QString::fromStdString(ids.getColumn(0).getString());
        SQLite::Statement names(database, "SELECT name FROM accounts");
        while (names.executeStep()) { // evidence has them as they are compared
            const std::string compared = qd::names::normalizedName(names.getColumn(0).getString());
            for (const QString &word : test::plainWords(QString::fromStdString(compared)))
                m_data << word;
        }
        const QLocale german;
        for (int month = 1; month <= 12; ++month) { // dates have the words of the locale
            for (const auto format : {QLocale::LongFormat, QLocale::ShortFormat}) {
                for (const QString &name :
                    {german.monthName(month, format), german.standaloneMonthName(month, format)}) {
                    for (const QString &word : test::plainWords(name))
                        m_data << word;
                }
            }
        }
        m_data << QStringLiteral("Sept"); // which CLDR has in dates, and Qt has not
        for (const QString &name : namesOfSql(m_pages.sample().workspacePath)) {
            for (const QString &word : test::plainWords(name))
                m_data << word;
        }
    }
    void cleanupTestCase()
    {
        m_pages.close();
        qApp->removeTranslator(&m_language);
        QLocale::setDefault(QLocale::system());
    }

    void theLanguageIsStrange()
    {
        QCOMPARE(test::PseudoLanguage::spoken(QStringLiteral("%1 of %Ln <b>rows</b> &amp; &Open")),
            QStringLiteral("%1 óóƒ %Ln <b>ŕóóŵś</b> &amp; &Óƥééń"));
        QCOMPARE(test::plainWords(QStringLiteral("Acme Śéé USD 12 k")),
            QStringList({QStringLiteral("Acme"), QStringLiteral("USD")}));
    }

    void pageIsTranslatedAndWhole_data() { test::EveryPage::addRows(); }
    void pageIsTranslatedAndWhole()
    {
        QFETCH(QString, id);
        const auto data = m_data;
        const auto again = qScopeGuard([&] { m_data = data; });
        if (id == QStringLiteral("dictionary"))
            m_data.unite(wordsOfDefinitions());
        m_pages.show(id);
        verify(id, m_pages.window());
        const Page &page = *m_pages.window().page(id);
        for (const SegmentedSwitch *views : page.findChildren<SegmentedSwitch *>()) {
            for (QAbstractButton *choice : views->findChildren<QAbstractButton *>()) {
                if (!choice->isVisible() || choice->isChecked())
                    continue;
                choice->click();
                QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().isSettled(id), test::Patience);
                verify(id + QStringLiteral(", ") + choice->text(), m_pages.window());
            }
        }
    }

    void partsAreTranslatedAndWhole_data()
    {
        QTest::addColumn<QString>("id");
        for (const char *id : {"actions", "reconcile", "renewals"})
            QTest::newRow(id) << QString::fromLatin1(id);
    }
    void partsAreTranslatedAndWhole()
    {
        QFETCH(QString, id);
        m_pages.show(id);
        const auto *parts = m_pages.window().findChild<SegmentedSwitch *>(id + QStringLiteral("Part"));
        QVERIFY(parts);
        const QList<QAbstractButton *> choices = parts->findChildren<QAbstractButton *>();
        for (qsizetype i = 1; i <= choices.size(); ++i) { // ends where it began
            const QSignalSpy settled(m_pages.window().page(id), &Page::settled);
            choices[i % choices.size()]->click();
            QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), test::Patience);
            verify(id + QStringLiteral(", ") + choices[i % choices.size()]->text(), m_pages.window());
        }
    }

    void dialogIsTranslatedAndWhole_data() { test::EveryDialog::addRows(); }
    void dialogIsTranslatedAndWhole()
    {
        QFETCH(QString, name);
        const auto data = m_data;
        const auto again = qScopeGuard([&] { m_data = data; });
        if (name == QStringLiteral("health model")) // M.json's names of signals and of what counts without a value
            m_data.unite({QStringLiteral("nps"), QStringLiteral("csat"), QStringLiteral("tickets"),
                QStringLiteral("urgent"), QStringLiteral("drop")});
        if (name == QStringLiteral("document of the company")) // what a person wrote
            m_data.unite({QStringLiteral("renewals"), QStringLiteral("Renewals"), QStringLiteral("playbook"),
                QStringLiteral("Ann")});
        const auto dialog = test::EveryDialog::shown(name, m_pages.sample());
        verify(name, *dialog);
    }

    void paletteIsTranslatedAndWhole_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("what can be looked for") << QString();
        QTest::newRow("commands and pages") << QStringLiteral("ee");
        QTest::newRow("nothing") << QStringLiteral("777 777");
    }
    void paletteIsTranslatedAndWhole()
    {
        QFETCH(QString, text);
        m_pages.show(QStringLiteral("home"));
        CommandPalette &palette = m_pages.window().commandPalette();
        palette.open(text);
        QVERIFY(palette.isVisible());
        verify(QStringLiteral("palette"), m_pages.window());
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
    }

    void chipsOpenTranslated()
    {
        m_pages.show(QStringLiteral("home"));
        int opened = 0;
        for (FilterChip *chip : m_pages.window().findChildren<FilterChip *>()) {
            if (!chip->isVisible())
                continue;
            QTest::mouseClick(chip, Qt::LeftButton);
            QPointer<QWidget> list = QApplication::activePopupWidget();
            QVERIFY2(list, qPrintable(chip->accessibleName()));
            verify(chip->accessibleName(), *list);
            list->close();
            QTRY_VERIFY(!list);
            ++opened;
        }
        QVERIFY(opened > 2);
    }

    void menusAreTranslated()
    {
        QStringList faults;
        for (const QAction *heading : m_pages.window().menuBar()->actions()) {
            faults << english(QStringLiteral("menu bar"), withoutMnemonic(heading->text()));
            QMenu *menu = heading->menu();
            menu->popup({});
            for (const QAction *action : menu->actions())
                faults << english(heading->text(), withoutMnemonic(action->text()).section(u'\t', 0, 0))
                       << english(heading->text(), action->toolTip());
            menu->close();
        }
        QVERIFY(told(QStringLiteral("menus"), faults));
    }

    void customerIsTranslatedAndWhole()
    {
        m_pages.showFirstCustomer();
        verify(QStringLiteral("customer"), m_pages.window());
    }

    void packIsTranslatedAndWhole_data()
    {
        QTest::addColumn<QString>("templateId");
        for (const pack::PackTemplate &each : pack::packTemplates())
            QTest::newRow(each.id.c_str()) << QString::fromStdString(each.id);
    }
    void packIsTranslatedAndWhole()
    {
        QFETCH(QString, templateId);
        const auto workspace = store::Workspace::open(m_pages.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        Progress quiet;
        const auto document =
            pack::buildPack(**workspace, {templateId.toStdString(), "2026-10", {}}, narrativeHeight, quiet);
        QVERIFY2(document.ok(), document ? "" : document.error().message.english().c_str());
        QStringList faults = packLayoutFaults(*document);
        for (int page = 0; page < int(document->pages.size()); ++page) {
            test::TextRecorder recorder({1123, 794});
            QPainter painter(&recorder);
            paintPackPage(painter, *document, page);
            painter.end();
            for (const test::PaintedText &text : recorder.texts())
                faults << english(QStringLiteral("page %1").arg(page + 1), text.text);
        }
        QVERIFY(told(templateId, faults));
    }

    /// Without a workspace, and in one that holds nothing yet: other sentences than those above.
    void startIsTranslatedAndWhole()
    {
        MainWindow window(makePages, false);
        window.resize(1024, 700);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        verify(QStringLiteral("start"), window);
    }
    void emptyPageIsTranslatedAndWhole_data() { test::EveryPage::addRows(); }
    void emptyPageIsTranslatedAndWhole()
    {
        QFETCH(QString, id);
        const QString path = m_folder.filePath(QStringLiteral("empty.qdeck"));
        if (!QFileInfo::exists(path)) {
            QVERIFY(store::Workspace::create(path.toStdString(), {Currency::fromCode("EUR").value()}).ok());
            const QSignalSpy opened(&m_pages.window(), &MainWindow::workspaceOpened);
            m_pages.window().openWorkspace(path);
            QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), test::Patience);
        }
        m_pages.show(id);
        const auto data = m_data;
        const auto again = qScopeGuard([&] { m_data = data; });
        if (id == QStringLiteral("dictionary"))
            m_data.unite(wordsOfDefinitions());
        verify(id + QStringLiteral(", empty"), m_pages.window());
    }
};

QTEST_MAIN(TestPseudoLanguage)
#include "tst_pseudo_language.moc"
