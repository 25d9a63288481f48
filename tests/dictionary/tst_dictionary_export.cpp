#include "core/dictionary/dictionary_export.h"

#include <QtTest>

using namespace qd;
using namespace qd::dictionary;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// A metric whose name begins with z, so that it stands behind those of the program.
DefinitionVersion version(const std::string &metric, int number, DefinitionStatus status)
{
    DefinitionVersion made;
    made.definition.metric = metric;
    made.definition.name = metric;
    made.version = number;
    made.status = status;
    made.authors = {"Ann"};
    return made;
}

QString text(DictionaryFormat format, const Dictionary &dictionary, const std::string &metric = {},
    bool withPersonalData = false)
{
    return QString::fromStdString(
        exportText(format, exportedOn(dictionary, day("2026-10-31"), metric, withPersonalData)));
}

} // namespace

/// The dictionary as Markdown, HTML and YAML for dbt.
class TestDictionaryExport : public QObject {
    Q_OBJECT

    /// Version 1 in force, 2 from next year; everything in it that a format could take for its own.
    [[nodiscard]] static Dictionary oddOne()
    {
        DefinitionVersion first = version("z", 1, DefinitionStatus::Approved);
        first.definition.name = "A <b> | \"z\"";
        first.definition.plain = "One: *two*\n# three & ann@x.example";
        first.definition.formula = "won / (won + lost)";
        first.definition.owner = "ann@x.example";
        first.definition.sources = {"crm", "x: y"};
        first.approvals = {{"Bea", day("2026-01-02")}};
        first.definition.inForceFrom = day("2026-01-02");
        DefinitionVersion second = first;
        second.version = 2;
        second.definition.formula = "won";
        second.definition.inForceFrom = day("2027-01-01");
        return {{first, second}, {{"z", "RevOps", "a|b", true, true, "as Finance"}}};
    }

private slots:
    void formats()
    {
        for (const std::string &name : dictionaryFormatNames())
            QVERIFY(dictionaryFormatOf(name));
        QVERIFY(dictionaryFormatOf("html") == DictionaryFormat::Html);
        QVERIFY(!dictionaryFormatOf("pdf"));
    }

    void yaml()
    {
        const QString expected =
            QStringLiteral("# Metric dictionary as of 2026-10-31, for dbt MetricFlow. The measures that simple metrics "
                           "name are those of your semantic models.\n"
                           "version: 2\n"
                           "metrics:\n"
                           "  - name: \"z\"\n"
                           "    label: \"A <b> | \\\"z\\\"\"\n"
                           "    description: \"One: *two*\\n# three & [masked]\"\n"
                           "    type: ratio\n"
                           "    type_params:\n"
                           "      numerator: \"z_numerator\"\n"
                           "      denominator: \"z_denominator\"\n"
                           "    meta:\n"
                           "      metric: \"z\"\n"
                           "      formula: \"won / (won + lost)\"\n"
                           "      version: 1\n"
                           "      status: approved\n"
                           "      class: operational\n"
                           "      owner: \"[masked]\"\n"
                           "      in_force_from: \"2026-01-02\"\n"
                           "      sources:\n"
                           "        - \"crm\"\n"
                           "        - \"x: y\"\n");
        const QString found = text(DictionaryFormat::MetricFlow, oddOne(), "z");
        QCOMPARE(found.left(expected.size()), expected);
        QVERIFY(
            found.contains(QStringLiteral("  - name: \"z_numerator\"\n    label: \"A <b> | \\\"z\\\", numerator\"\n")));
        QVERIFY(
            found.contains(QStringLiteral("    type: simple\n    type_params:\n      measure: \"z_denominator\"\n")));
        QVERIFY(found.contains(QStringLiteral("      formula: \"(won + lost)\"\n")));
        QCOMPARE(found.count(QStringLiteral("  - name: ")), 3);
    }

    void yamlHasWhatIsInForceOnly()
    {
        const Dictionary all(
            {version("z_draft", 1, DefinitionStatus::Draft), version("z_review", 1, DefinitionStatus::Review),
                version("z_retired", 1, DefinitionStatus::Retired)},
            {});
        const QString found = text(DictionaryFormat::MetricFlow, all);
        QVERIFY(!found.contains(QStringLiteral("z_")));
        QVERIFY(found.contains(QStringLiteral("  - name: \"nrr\"\n    label: \"NRR\"\n")));
        QVERIFY(found.contains(QStringLiteral("  - name: \"arr\"\n")));
        QVERIFY(!found.contains(QStringLiteral("\"arr_numerator\"")));
        QVERIFY(text(DictionaryFormat::MetricFlow, all, "z_draft").endsWith(QStringLiteral("metrics: []\n")));
    }

    void yamlLeavesPartsThatAreMetricsThemselves()
    {
        DefinitionVersion ratio = version("z", 1, DefinitionStatus::Approved);
        ratio.definition.formula = "a / b";
        DefinitionVersion part = version("z_numerator", 1, DefinitionStatus::Approved);
        part.definition.formula = "own";
        const QString found = text(DictionaryFormat::MetricFlow, Dictionary({ratio, part}, {}));
        QCOMPARE(found.count(QStringLiteral("- name: \"z_numerator\"")), 1);
        QVERIFY(found.contains(QStringLiteral("formula: \"own\"")));
    }

    void yamlHoldsNoCharacterThatYamlMayNot()
    {
        DefinitionVersion odd = version("z", 1, DefinitionStatus::Approved);
        odd.definition.plain = "a\x7f"
                               "b\u0085c\u2028d\x01"
                               "e\u00e9";
        const QString found = text(DictionaryFormat::MetricFlow, Dictionary({odd}, {}), "z");
        QVERIFY2(found.contains(QString::fromUtf8("description: \"a b c d\\u0001e\u00e9\"")), qPrintable(found));
    }

    void markdown()
    {
        const QString found = text(DictionaryFormat::Markdown, oddOne(), "z");
        QVERIFY(found.startsWith(QStringLiteral("# Metric dictionary\n\nAs of 2026-10-31. Approvals are a record")));
        QVERIFY(found.contains(QStringLiteral("\n## A \\<b\\> \\| \"z\" (`z`)\n\n")));
        QVERIFY(found.contains(QStringLiteral("One: \\*two\\* \\# three \\& \\[masked\\]\n")));
        QVERIFY(found.contains(QStringLiteral("| Formula | won / (won + lost) |\n")));
        QVERIFY(found.contains(QStringLiteral("| Version | 1 |\n| In force from | 2026-01-02 |\n")));
        QVERIFY(!found.contains(QStringLiteral("Edge cases"))); // it has none
        QVERIFY(found.contains(QStringLiteral("| 2 | approved | 2027-01-01 | Ann | Bea on 2026-01-02 |\n")));
        QVERIFY(found.endsWith(QStringLiteral("| z | RevOps | a\\|b | yes | resolved | as Finance |\n")));
    }

    void html()
    {
        const QString found = text(DictionaryFormat::Html, oddOne(), "z");
        QVERIFY(found.startsWith(QStringLiteral("<!DOCTYPE html>\n")));
        QVERIFY(found.contains(QStringLiteral("<h2 id=\"z\">A &lt;b&gt; | &quot;z&quot; <code>z</code></h2>")));
        QVERIFY(found.contains(QStringLiteral("<td>Formula</td><td>won / (won + lost)</td>")));
        QVERIFY(found.contains(QStringLiteral("<tr><th>Version</th><th>Status</th>")));
        QVERIFY(!found.contains(QStringLiteral("<th></th>")));
        QVERIFY(found.contains(QStringLiteral("not an access control")));
        QVERIFY(found.endsWith(QStringLiteral("</html>\n")));
    }

    void whatIsNotInForceIsSaid()
    {
        DefinitionVersion draft = version("z", 1, DefinitionStatus::Draft);
        draft.reason = "unclear";
        const QString found = text(DictionaryFormat::Markdown, Dictionary({draft}, {}), "z");
        QVERIFY(found.contains(QStringLiteral("| In force from | not in force |\n")));
        QVERIFY(found.contains(QStringLiteral("| 1 | draft: unclear | its approval | Ann |  |\n")));
        QVERIFY(found.endsWith(QStringLiteral("|\n")) && !found.endsWith(QStringLiteral("\n\n")));
    }

    void personalData()
    {
        const auto masked = exportedOn(oddOne(), day("2026-10-31"), "z", false);
        QVERIFY(!masked.hasPersonalData);
        const auto open = exportedOn(oddOne(), day("2026-10-31"), "z", true);
        QVERIFY(open.hasPersonalData);
        QCOMPARE(open.metrics.front().shown.definition.owner, std::string("ann@x.example"));
        QVERIFY(!exportedOn(oddOne(), day("2026-10-31"), "nrr", true).hasPersonalData);
    }

    void everyMetricIsThere()
    {
        const Dictionary all({}, {});
        const auto exported = exportedOn(all, day("2026-10-31"), {}, false);
        QCOMPARE(exported.metrics.size(), all.metrics().size());
        QVERIFY(exported.metrics.front().isInForce);
    }

    /// docs/metrics.md is what the program writes of a new workspace, so that it never says anything else.
    void thePageOfMetricsIsMade()
    {
        QFile page(QStringLiteral(QD_METRICS_PAGE));
        QVERIFY(page.open(QIODevice::ReadOnly));
        const QString made = QString::fromStdString(
            exportText(DictionaryFormat::Markdown, exportedOn(Dictionary({}, {}), day("2026-11-30"), {}, false)));
        QVERIFY2(QString::fromUtf8(page.readAll()) == made,
            "resources/metrics and docs/metrics.md differ; build the target metrics_page, which writes it anew");
    }
};

QTEST_APPLESS_MAIN(TestDictionaryExport)
#include "tst_dictionary_export.moc"
