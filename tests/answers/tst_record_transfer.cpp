#include "core/answers/record_transfer.h"
#include "core/session/identity_decisions.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

namespace {

/// Harrow is record 1 of the CRM and 3 of billing by a person's word; Calder is 2 of the CRM; 4 has a customer too.
struct Book : test::WorkspaceFixture {
    Progress progress;

    Book()
    {
        source("crm", "crm");
        source("gainsight", "cs_platform");
        source("stripe", "billing");
        account("crm", "1", "Harrow Works");
        account("crm", "2", "Calder Hotels");
        account("stripe", "3", "Umber Billing");
        account("gainsight", "4", "Marlow Success");
        link({"crm", "1"}, {"stripe", "3"});
        link({"crm", "1"}, {"gainsight", "4"});
    }
    void link(identity::RecordKey left, identity::RecordKey right)
    {
        const auto done = session::decideLinks(
            workspace(), {{std::move(left), std::move(right), identity::Ruling::Link, "Ann", {}}}, progress);
        if (!done.ok())
            qFatal("%s", done.error().message.english().c_str());
    }
};

int placeOf(const answers::IdentityReview &review, const QString &id)
{
    for (int i = 0; i < int(review.records.rows.size()); ++i) {
        if (review.records.rows[std::size_t(i)].id.str() == id.toStdString())
            return i;
    }
    return -1;
}

/// "1 link 3", the ids in order.
QStringList said(const std::vector<identity::LinkDecision> &decisions)
{
    QStringList texts;
    for (const identity::LinkDecision &each : decisions) {
        QStringList ids{QString::fromStdString(each.left.id), QString::fromStdString(each.right.id)};
        ids.sort();
        texts << ids.join(
            each.ruling == identity::Ruling::Never ? QStringLiteral(" never ") : QStringLiteral(" link "));
    }
    texts.sort();
    return texts;
}

} // namespace

/// One record of a customer that goes to another one.
class TestRecordTransfer : public QObject {
    Q_OBJECT
private slots:
    void whatAPersonSays_data()
    {
        QTest::addColumn<QString>("record");
        QTest::addColumn<QString>("other");
        QTest::addColumn<QStringList>("decisions");
        QTest::newRow("from two that stay") << "3"
                                            << "2" << QStringList{"1 never 3", "2 link 3", "3 never 4"};
        QTest::newRow("alone") << "2"
                               << "4" << QStringList{"2 link 4"};
        QTest::newRow("one customer already") << "3"
                                              << "4" << QStringList{};
    }
    void whatAPersonSays()
    {
        QFETCH(QString, record);
        QFETCH(QString, other);
        QFETCH(QStringList, decisions);
        Book data;
        const auto review = answers::identityReview(data.workspace(), std::nullopt, nullptr, data.progress);
        QVERIFY(review.ok());
        const auto made = answers::transferred(**review, placeOf(**review, record), placeOf(**review, other), "Ann");
        QCOMPARE(said(made), decisions);
        for (const identity::LinkDecision &each : made)
            QCOMPARE(each.by, std::string("Ann"));
    }
};

QTEST_GUILESS_MAIN(TestRecordTransfer)
#include "tst_record_transfer.moc"
