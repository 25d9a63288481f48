#include "core/base/stored_message.h"
#include "ui/customers/customer_texts.h"
#include "ui/import/import_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QTranslator>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

namespace {

/// A language in which every text of the program is in brackets: what is not in brackets was not translated.
class Brackets : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *text, const char *, int) const override
    {
        return QLatin1Char('[') + QString::fromUtf8(text) + QLatin1Char(']');
    }
};

QString cell(const TableSpec &spec, int row, int column)
{
    const QVariant value = spec.rows[row].values[column];
    return value.canConvert<QStringList>() && value.metaType() == QMetaType::fromType<QStringList>()
        ? value.toStringList().join(QLatin1Char('|'))
        : value.toString();
}

} // namespace

/// What imports and links have to say, on its way from core, and from the file, to the tables of the window.
class TestToldWords : public QObject {
    Q_OBJECT

    Brackets m_brackets;

    static sources::QuarantinedRow heldBack()
    {
        const sources::Fault fault{sources::Reason::EndBeforeStart, "end_date",
            {QD_WORDS("Quarantine", "%1 lies before the start, %2."),
                {*Date::of(2024, 11, 30), *Date::of(2025, 7, 1)}}};
        const StoredMessage kept = stored(sources::sentence("a.csv", 6, fault));
        return {2, "a.csv", 6, "end_date", "end_before_start", messageFrom(kept.words, kept.values), "S5,x"};
    }

private slots:
    void initTestCase()
    {
        QVERIFY(QCoreApplication::installTranslator(&m_brackets));
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    }

    void rowsPassedOver()
    {
        BatchChanges batch{"a.csv", {}, {}, {}};
        batch.skipped = {
            {3, sources::SkipReason::Empty}, {5, sources::SkipReason::Footer}, {6, sources::SkipReason::Footer}};
        const TableSpec spec = changesTable({batch});
        QCOMPARE(cell(spec, 0, 4), QStringLiteral("[[holds nothing]: lines 3]"));
        QCOMPARE(cell(spec, 1, 4), QStringLiteral("[[is a report's footer]: lines 5, 6]"));
    }

    void recordsThatAreMissing()
    {
        BatchChanges batch{"a.csv", {}, {}, {}};
        batch.changes.missing = {{"A", 123456, "USD", {}}, {"B", std::nullopt, "", {}}};
        batch.changes.vanished = {{"C", 5, "EUR", "2026-03-31"}};
        const TableSpec spec = changesTable({batch});
        QCOMPARE(cell(spec, 0, 3), QStringLiteral("1.234,56\u00a0USD"));
        QCOMPARE(cell(spec, 1, 3), QString());
        QCOMPARE(cell(spec, 2, 4), QStringLiteral("[vanished, closed on %1]").arg(formatDate(*Date::of(2026, 3, 31))));
        batch.changes.missing[1] = {"B", 100, "EUR", {}};
        QVERIFY2(changesSentence({batch}).contains(QStringLiteral("[1,00\u00a0EUR, 1.234,56\u00a0USD]")),
            qPrintable(changesSentence({batch})));
    }

    void rowsHeldBack()
    {
        const QString detail = QStringLiteral("[%1 lies before the start, %2.]")
                                   .arg(formatDate(*Date::of(2024, 11, 30)), formatDate(*Date::of(2025, 7, 1)));
        const TableSpec rows = quarantinedRowsTable({heldBack()});
        QCOMPARE(cell(rows, 0, 3), QStringLiteral("[a.csv line 6, column end_date: %1]").arg(detail));
        const TableSpec reasons = quarantineTable({{"end_before_start", "subscriptions", heldBack().message, 1}});
        QCOMPARE(cell(reasons, 0, 0), QStringLiteral("[End before start], subscriptions|") + detail);
        // An older file has a finished sentence.
        const TableSpec older = quarantineTable(
            {{"bad_date", "subscriptions", messageFrom("a.csv line 2, column d: \"x\" is no date.", {}), 1}});
        QCOMPARE(cell(older, 0, 0), QStringLiteral("[Bad date], subscriptions|\"x\" is no date."));
    }

    void evidenceOfLinks()
    {
        TextPool texts;
        answers::CustomerRecord record;
        for (const char *id : {"A1", "B2"}) {
            identity::LinkedRecord linked;
            linked.source = texts.keep("crm");
            linked.id = texts.keep(id);
            linked.method = texts.keep("domain");
            record.account.records.push_back(linked);
        }
        record.evidence = {Message(), messageFrom("same domain %1", std::string("[\"Identity\",\"a.example\"]"))};
        const TableSpec spec = linksTable(record);
        QCOMPARE(cell(spec, 0, 4), QString());
        QCOMPARE(cell(spec, 1, 4), QStringLiteral("[same domain a.example]"));
    }

    void groupsWithoutAName()
    {
        QCOMPARE(groupName("(none)"), QStringLiteral("[(none)]"));
        QCOMPARE(groupName("none"), QStringLiteral("none")); // a segment of that name is data
    }

    void cleanupTestCase() { QCoreApplication::removeTranslator(&m_brackets); }
};

QTEST_GUILESS_MAIN(TestToldWords)
#include "tst_told_words.moc"
