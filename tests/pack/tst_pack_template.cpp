#include "core/pack/pack_template.h"
#include "core/pack/page_kinds.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

class TestPackTemplate : public QObject {
    Q_OBJECT
private slots:
    /// What comes with the program: order, pages, and words that can be translated.
    void shipped()
    {
        QStringList lines;
        for (const PackTemplate &each : packTemplates()) {
            QStringList pages;
            for (const PageKind *page : each.pages)
                pages << QString::fromLatin1(page->kind);
            lines << QString::fromStdString(each.id) + QStringLiteral(": ") + pages.join(QLatin1Char(' '));
            for (const Message &text : {each.name, each.heading, each.description})
                QVERIFY2(*text.words().context != '\0', each.id.c_str());
        }
        QCOMPARE(lines,
            (QStringList{
                QStringLiteral("monthly: summary arr cohorts first-value adoption health court forecast reconciliation "
                               "sources"),
                QStringLiteral("coverage-review: capacity books scenario sources"),
                QStringLiteral("retention-deep-dive: cohorts survival value adoption churn known sources"),
                QStringLiteral("health-review: health court sources"),
                QStringLiteral("weekly-pulse: pulse arr sources"),
                QStringLiteral("quarterly-operating-review: quarter summary arr cohorts health court reconciliation "
                               "capacity conventions definitions sources"),
                QStringLiteral(
                    "reconciliation-report: reconcile-status reconciliation ageing unexplained signoff sources"),
                QStringLiteral("renewal-risk-review: risks forecast sources"),
                QStringLiteral("customer-qbr: customer")}));
        QVERIFY(findTemplate("monthly")->beforeArr && !findTemplate("coverage-review")->beforeArr);
        QVERIFY(!findTemplate("yearly"));
    }

    void readsATemplateOfOnesOwn()
    {
        const auto read = packTemplateFromJson(
            R"({"id": "mine", "name": "Nur Bestand", "pages": ["books", "sources"]})", "mine.json");
        QVERIFY(read.ok());
        QCOMPARE(read->heading.english(), std::string("Nur Bestand")); // for want of one of its own
        QCOMPARE(read->pages.size(), std::size_t(2));
        QVERIFY(read->pages[0]->needs == std::set<Need>{Need::Coverage}); // nothing else is measured
        QVERIFY(read->pages[1]->needs.empty());
    }

    void faults_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *json, const char *says) {
            QTest::newRow(says) << QString::fromUtf8(json) << QString::fromUtf8(says);
        };
        row("{", "it is no JSON: line 1");
        row(R"({"name": "a", "pages": ["books"]})", "the template lacks the key \"id\".");
        row(R"({"id": "a", "name": "a", "pages": []})", "it has no pages");
        row(R"({"id": "a", "name": "a", "pages": "books"})", "pages must be a list in brackets, not \"books\".");
        row(R"({"id": "a", "name": "a", "pages": ["book"]})", "there is no page \"book\"; did you mean \"books\"?");
        row(R"({"id": "a", "name": "a", "pages": ["weather forecast"]})", "there are: summary, arr, cohorts");
        row(R"({"id": "a", "name": "a", "page": ["books"]})", "unknown key \"page\"; did you mean \"pages\"?");
    }
    void faults()
    {
        QFETCH(QString, json);
        QFETCH(QString, says);
        const auto read = packTemplateFromJson(json.toStdString(), "mine.json");
        QVERIFY(!read.ok());
        const QString sentence = QString::fromStdString(read.error().message.english());
        QVERIFY2(sentence.startsWith(QStringLiteral("Template mine.json: ")) && sentence.contains(says),
            qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestPackTemplate)
#include "tst_pack_template.moc"
