#include "core/answers/customer_specification.h"
#include "core/identity/golden_choices.h"
#include "core/identity/identity_store.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::answers;

namespace {

/// Acme, whom both systems describe, and Birch of the CRM alone, whose segment somebody set by hand.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm", "2026-10-31");
    data.source("billing", "billing", "2026-10-01");
    data.run("UPDATE import_batch SET entity = 'accounts', mapping = 'salesforce-account "
             "{\"account_id\":\"Id\",\"owner\":\"Owner.Name | OwnerId\",\"segment\":\"=SMB\"}' WHERE source = 'crm'",
        {});
    data.account("crm", "A", "Acme", "domain=acme.example;owner=Maya;segment=SMB");
    data.account("crm", "B", "Birch", "domain=birch.example");
    data.account("billing", "1", "Acme", "domain=acme.example;owner=Bo");
    data.settle();
    identity::acceptCertainLinks(data.workspace());
    data.workspace().setSetting("precedence.owner", "billing");
    data.workspace().setSetting(identity::GoldenSetting,
        identity::textOf(std::vector<identity::GoldenChoice>{
            {{"crm", "B"}, "segment", "Enterprise", "Ann", "agreed", std::nullopt}}));
    data.settle();
}

CustomerSpecification specified(test::WorkspaceFixture &data)
{
    const auto made = customerSpecification(data.workspace());
    if (!made)
        qFatal("%s", made.error().message.english().c_str());
    return *made;
}

const SpecifiedField &fieldNamed(const CustomerSpecification &specification, const std::string &name)
{
    return *std::ranges::find(specification.fields, name, &SpecifiedField::field);
}

QString offersOf(const SpecifiedField &field)
{
    QStringList texts;
    for (const FieldOffer &offer : field.offers)
        texts << QStringLiteral("%1 '%2' %3")
                     .arg(QString::fromStdString(offer.system), QString::fromStdString(offer.column))
                     .arg(offer.customers);
    return texts.join(QLatin1String("; "));
}

} // namespace

/// What a customer is made of, as it is in force.
class TestCustomerSpecification : public QObject {
    Q_OBJECT
private slots:
    /// Birch is a part of Acme by now: the CRM describes one customer, however many records it has of it.
    void ofOneCustomerAfterAMerger()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(fieldNamed(specified(data), "domain").offers.front().customers, 2);
        data.becomesPart("crm", "B", "A", "2026-10-15");
        const CustomerSpecification found = specified(data);
        QCOMPARE(found.customers, 1);
        const SpecifiedField &domain = fieldNamed(found, "domain");
        QCOMPARE(domain.customers, 1);
        for (const FieldOffer &offer : domain.offers)
            QCOMPARE(offer.customers, 1);
    }

    void systemsAndKeys()
    {
        test::WorkspaceFixture data;
        fill(data);
        const CustomerSpecification found = specified(data);
        QCOMPARE(found.day, *Date::fromIso("2026-10-31"));
        QCOMPARE(found.customers, 2);
        QCOMPARE(found.records, 3);
        QCOMPARE(found.systems.size(), std::size_t(2));
        const SpecifiedSystem &billing = found.systems[0];
        QCOMPARE(billing.freshness.name, std::string("billing"));
        QCOMPARE(billing.freshness.ageDays.value(), 30);
        QVERIFY(billing.freshness.late());
        QCOMPARE(billing.key, std::string("account_id"));
        QCOMPARE(billing.records, 1);
        QCOMPARE(billing.customers, 1);
        const SpecifiedSystem &crm = found.systems[1];
        QVERIFY(!crm.freshness.late());
        QCOMPARE(crm.key, std::string("Id"));
        QCOMPARE(crm.crmKey, std::string());
        QCOMPARE(crm.records, 2);
        QCOMPARE(crm.customers, 2);
        int links = 0;
        int byDomain = 0;
        for (const SpecifiedSystem &system : found.systems) {
            for (const auto &[method, count] : system.links) {
                links += count;
                byDomain += method == "domain" ? count : 0;
            }
        }
        QCOMPARE(links, 3);
        QCOMPARE(byDomain, 1);
    }

    void fieldsAndWhoIsTrusted()
    {
        test::WorkspaceFixture data;
        fill(data);
        const CustomerSpecification found = specified(data);
        const SpecifiedField &owner = fieldNamed(found, "owner");
        QCOMPARE(owner.precedence.front(), std::string("billing"));
        QVERIFY(owner.isSet);
        QCOMPARE(owner.customers, 1);
        QCOMPARE(owner.byHand, 0);
        QCOMPARE(offersOf(owner), QStringLiteral("billing '' 1; crm 'Owner.Name' 1")); // the trusted one first
        const SpecifiedField &segment = fieldNamed(found, "segment");
        QVERIFY(!segment.isSet);
        QCOMPARE(segment.customers, 2);
        QCOMPARE(segment.byHand, 1);
        QCOMPARE(offersOf(segment), QStringLiteral("crm '' 1")); // a constant of the profile is no column
        QCOMPARE(fieldNamed(found, "region").customers, 0);
        QCOMPARE(offersOf(fieldNamed(found, "domain")), QStringLiteral("crm '' 2; billing '' 1"));
    }

    void theDocument()
    {
        test::WorkspaceFixture data;
        fill(data);
        const CustomerSpecification found = specified(data);
        const std::string markdown = specificationText(found, SpecificationFormat::Markdown);
        QVERIFY(markdown.starts_with("# Customer 360 specification\n\nAs of 2026-10-31: 2 customers from 3 account "
                                     "records of 2 systems."));
        for (const char *line : {"\n## Systems\n", "\n## Keys\n", "\n## Fields\n", "\n## Where values come from\n",
                 "| billing | billing | 2026-10-01 | 30 days, late after 7 | 1 | 1 |\n",
                 "| owner | billing | setting | 1 | ", "| owner | crm | Owner.Name | 1 |\n"})
            QVERIFY2(markdown.find(line) != std::string::npos, line);
        const std::string html = specificationText(found, SpecificationFormat::Html);
        QVERIFY(html.find("<td>owner</td><td>crm</td><td>Owner.Name</td><td>1</td>") != std::string::npos);
        QVERIFY(html.ends_with("</body>\n</html>\n"));
        QCOMPARE(specificationFormatOf("HTML"), std::optional(SpecificationFormat::Html));
        QVERIFY(!specificationFormatOf("pdf"));
    }

    void withoutAnythingThereIsNone()
    {
        test::WorkspaceFixture data;
        QCOMPARE(customerSpecification(data.workspace()).error().code, ErrorCode::NoData);
    }
};

QTEST_GUILESS_MAIN(TestCustomerSpecification)
#include "tst_customer_specification.moc"
