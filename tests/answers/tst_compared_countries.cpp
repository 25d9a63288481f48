#include "core/answers/identity_review.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <array>

using namespace qd;

namespace {

/// Companies with names and domains of their own in two systems, which write countries each in their way.
void fill(test::WorkspaceFixture &data)
{
    struct Written {
        const char *crm;
        const char *billing;
    };
    constexpr auto Countries = std::to_array<Written>(
        {{"United States", "US"}, {"Deutschland", "DE"}, {"Brasil", "BRA"}, {"United Kingdom", "UK"}});
    data.source("crm", "crm");
    data.source("stripe", "billing");
    const QStringList words =
        QStringLiteral("Harrow Umber Marlow Redfern Quarry Zephyr Lindale Saltmarsh Calder Hollis "
                       "Oragate Kestrel Bramble Tarn Vesper Yarrow Ironside Juniper Nettle "
                       "Penhale Swale Thistle Ullswater Wharf Aldgate Birch Coppice Dunmore")
            .split(u' ');
    for (qsizetype i = 0; i < words.size(); ++i) {
        const Written &country = Countries[std::size_t(i) % Countries.size()];
        const std::string id = std::to_string(100 + i);
        const std::string name = words[i].toStdString();
        data.account("crm", "C" + id, name + " Works", "domain=" + name + ".example;country=" + country.crm);
        data.account("stripe", "S" + id, name + " Works Ltd", "domain=" + name + ".example;country=" + country.billing);
        data.account("crm", "H" + id, name + " Hotels", "domain=hotels-" + id + ".example");
    }
    data.settle();
}

} // namespace

/// A country by its code and by its name, in whatever language, is one country, and speaks for a pair.
class TestComparedCountries : public QObject {
    Q_OBJECT
private slots:
    void oneSpelling()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto made = answers::identityReview(data.workspace(), Date::of(2026, 10, 31), {}, progress);
        QVERIFY2(made.ok(), made ? "" : made.error().message.english().c_str());
        const answers::IdentityReview &review = **made;
        const auto &fields = answers::reviewFields();
        const auto country = std::size_t(std::ranges::find(fields, "country") - fields.begin());
        const auto column =
            std::size_t(std::ranges::find(review.weighed->fields, country) - review.weighed->fields.begin());
        QVERIFY(column < review.weighed->fields.size());
        int same = 0;
        for (const answers::ReviewPair &pair : review.queue) {
            const std::string left = review.records.rows[std::size_t(pair.left)].id.str();
            const std::string right = review.records.rows[std::size_t(pair.right)].id.str();
            if (left.substr(1) != right.substr(1) || left[0] == 'H' || right[0] == 'H')
                continue;
            ++same;
            QVERIFY(pair.weighed);
            QCOMPARE(review.agreement(pair, country), answers::Agreement::Same);
            QVERIFY2(pair.weighed->evidence[column].weight > 0, left.c_str());
        }
        QCOMPARE(same, 28);
    }
};

QTEST_GUILESS_MAIN(TestComparedCountries)
#include "tst_compared_countries.moc"
