#include "core/dictionary/definition_file.h"

#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::dictionary;

namespace {

/// JSON with apostrophes for quotes.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

/// `nrr` is known, of class revenue; every other metric is new.
Definition before(const std::string &metric)
{
    Definition known;
    known.metric = metric;
    if (metric == "nrr") {
        known.name = "NRR";
        known.formula = "a / b";
        known.owner = "Finance";
        known.sources = {"billing"};
        known.definitionClass = DefinitionClass::Revenue;
        known.inForceFrom = Date::of(2026, 1, 1);
    }
    return known;
}

Result<DictionaryFile> read(const std::string &text)
{
    return dictionaryFileFromText(json(text), before);
}

} // namespace

/// F.json of `qdeck dictionary --set`.
class TestDefinitionFile : public QObject {
    Q_OBJECT
private slots:
    void aWholeDefinition()
    {
        const auto file = read("{'metric': 'win_rate', 'name': ' Win rate ', 'plain': 'How many we win.', 'formula': "
                               "'won / decided', 'edge_cases': 'None decided: no value.', 'owner': 'Ann', 'sources': "
                               "['crm', ''], 'cadence': 'monthly', 'unit': 'share', 'class': 'revenue', 'variant': "
                               "'count', 'in_force_from': '2027-01-01'}");
        QVERIFY(file.ok() && file->definition && file->conflicts.empty());
        const Definition expected{"win_rate", "Win rate", "How many we win.", "won / decided",
            "None decided: no value.", "Ann", {"crm"}, "monthly", "share", DefinitionClass::Revenue, "count",
            Date::of(2027, 1, 1)};
        QVERIFY(*file->definition == expected);
        const auto again = dictionaryFileFromText(textOf(expected), before);
        QVERIFY(again.ok() && *again->definition == expected);
    }

    void whatIsNotGivenIsAsBefore()
    {
        const auto file = read("{'metric': 'nrr', 'formula': 'c / d'}");
        QVERIFY(file.ok());
        Definition expected = before("nrr");
        expected.formula = "c / d";
        expected.inForceFrom = std::nullopt; // the day of its own approval
        QVERIFY(*file->definition == expected);
        QCOMPARE(read("{'metric': 'nrr', 'owner': ''}")->definition->owner, std::string());
        QCOMPARE(read("{'metric': 'nrr', 'owner': null}")->definition->owner, std::string("Finance"));
        QVERIFY(read("{'metric': 'nrr', 'class': 'operational'}")->definition->definitionClass
            == DefinitionClass::Operational);
        QCOMPARE(read("{'metric': 'nrr', 'sources': 'crm'}")->definition->sources, std::vector<std::string>{"crm"});
        QVERIFY(read("{'metric': 'nrr', 'sources': []}")->definition->sources.empty());
    }

    void aNewMetricIsOperationalAndCalledByItsId()
    {
        const auto file = read("{'metric': 'win_rate'}");
        QVERIFY(file.ok());
        QCOMPARE(file->definition->name, std::string("win_rate"));
        QVERIFY(file->definition->definitionClass == DefinitionClass::Operational);
        QVERIFY(!file->definition->inForceFrom);
    }

    void conflicts()
    {
        const auto alone = read("{'conflicts': [{'metric': 'nrr', 'team': 'RevOps', 'convention': 'by flow'}, "
                                "{'metric': 'nrr', 'team': 'CS', 'convention': 'point', 'critical': true, 'state': "
                                "'resolved', 'decision': 'as Finance'}]}");
        QVERIFY(alone.ok() && !alone->definition);
        QVERIFY(alone->conflicts
            == (std::vector<Conflict>{
                {"nrr", "RevOps", "by flow", false, false, ""}, {"nrr", "CS", "point", true, true, "as Finance"}}));
        const auto of = read("{'metric': 'nrr', 'conflicts': [{'team': 'RevOps', 'convention': 'by flow'}]}");
        QVERIFY(of.ok() && !of->definition); // a metric alone says whom they are about
        QCOMPARE(of->conflicts.front().metric, std::string("nrr"));
        const auto both = read("{'metric': 'nrr', 'owner': 'Bo', 'conflicts': []}");
        QVERIFY(both.ok() && both->definition && both->conflicts.empty());
    }

    void faults_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no metric") << "{'name': 'NRR'}"
                                   << "lacks the key \"metric\"";
        QTest::newRow("nothing") << "{}"
                                 << "lacks the key \"metric\"";
        QTest::newRow("a list") << "[]"
                                << "an object in braces";
        QTest::newRow("an empty metric") << "{'metric': ' '}"
                                         << "cannot be the id of a metric";
        QTest::newRow("no id") << "{'metric': 'Win rate'}"
                               << "cannot be the id of a metric";
        QTest::newRow("a number for it") << "{'metric': 5}"
                                         << "metric must be a text";
        QTest::newRow("an unknown key") << "{'metric': 'nrr', 'formla': 'a'}"
                                        << "did you mean \"formula\"?";
        QTest::newRow("no class") << "{'metric': 'nrr', 'class': 'money'}"
                                  << "class must be revenue or operational";
        QTest::newRow("no date") << "{'metric': 'nrr', 'in_force_from': '2027-02-30'}"
                                 << "in_force_from must be a date as \"YYYY-MM-DD\"";
        QTest::newRow("no text") << "{'metric': 'nrr', 'owner': ['Ann']}"
                                 << "owner must be a text";
        QTest::newRow("no sources") << "{'metric': 'nrr', 'sources': 3}"
                                    << "a text, or a list of texts";
        QTest::newRow("a source that is none") << "{'metric': 'nrr', 'sources': [3]}"
                                               << "sources[0] must be a text";
        QTest::newRow("no conflicts") << "{'conflicts': {}}"
                                      << "a list in brackets";
        QTest::newRow("a conflict about nothing") << "{'conflicts': [{'team': 'A', 'convention': 'b'}]}"
                                                  << "conflict 1 lacks the key \"metric\"";
        QTest::newRow("of no team") << "{'metric': 'nrr', 'conflicts': [{'convention': 'b'}]}"
                                    << "conflict 1 lacks the key \"team\"";
        QTest::newRow("an empty convention") << "{'metric': 'nrr', 'conflicts': [{'team': 'A', 'convention': ''}]}"
                                             << "conflict 1 needs a team and a convention";
        QTest::newRow("no state") << "{'metric': 'nrr', 'conflicts': [{'team': 'A', 'convention': 'b', 'state': "
                                     "'closed'}]}"
                                  << "state must be open or resolved";
        QTest::newRow("nothing decided") << "{'metric': 'nrr', 'conflicts': [{'team': 'A', 'convention': 'b', "
                                            "'state': 'resolved'}]}"
                                         << "say what was settled";
        QTest::newRow("the same twice") << "{'metric': 'nrr', 'conflicts': [{'team': 'A', 'convention': 'b'}, "
                                           "{'team': 'A', 'convention': 'c'}]}"
                                        << "there are two conflicts of nrr and the team A";
    }
    void faults()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto file = read(text.toStdString());
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, ErrorCode::InvalidArgument);
        const QString sentence = QString::fromStdString(file.error().message.english());
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
    }

    void noJson()
    {
        const auto file = read("{'metric': 'nrr'");
        QVERIFY(!file.ok());
        QCOMPARE(file.error().code, ErrorCode::BadData);
    }
};

QTEST_APPLESS_MAIN(TestDefinitionFile)
#include "tst_definition_file.moc"
