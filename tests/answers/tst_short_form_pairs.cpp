#include "core/answers/short_form_pairs.h"
#include "core/session/actions.h"
#include "core/session/identity_decisions.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;

namespace {

/// Two systems with a customer each, of names that share no key of a comparison.
struct Book : test::WorkspaceFixture {
    Progress progress;

    Book()
    {
        source("crm", "crm");
        source("stripe", "billing");
        account("crm", "1", "International Business Machines");
        account("crm", "2", "Calder Works");
        account("stripe", "3", "IBM Corp.");
    }
    std::shared_ptr<const answers::IdentityReview> review()
    {
        if (!session::resolveIdentities(workspace(), progress).ok())
            qFatal("not resolved");
        auto made = answers::identityReview(workspace(), std::nullopt, nullptr, progress);
        if (!made)
            qFatal("%s", made.error().message.english().c_str());
        return *made;
    }
};

/// "1 3: the reason" of each pair.
QStringList said(const answers::IdentityReview &review)
{
    QStringList texts;
    for (const answers::ReviewPair &pair : review.queue) {
        QStringList ids;
        for (const int record : {pair.left, pair.right})
            ids << QString::fromStdString(review.records.rows[std::size_t(record)].id.str());
        ids.sort();
        texts << ids.join(u' ') + QStringLiteral(": ") + QString::fromStdString(pair.reason.english());
    }
    return texts;
}

const QString Acronym = QStringLiteral(": one name is the first letters of the other's words");

} // namespace

/// Short forms of names as pairs for a person.
class TestShortFormPairs : public QObject {
    Q_OBJECT
private slots:
    /// Positions of the two names; "IBM" is of nobody else.
    void pairsOfRecords()
    {
        const auto review = Book().review();
        const std::vector<identity::RecordPair> pairs = answers::shortFormPairs(review->records.rows);
        QCOMPARE(pairs.size(), std::size_t(1));
        QStringList ids;
        for (const int record : {pairs[0].left, pairs[0].right})
            ids << QString::fromStdString(review->records.rows[std::size_t(record)].id.str());
        ids.sort();
        QCOMPARE(ids, QStringList({QStringLiteral("1"), QStringLiteral("3")}));
    }

    void anAcronymIsProposedAndNotLinked()
    {
        Book data;
        const auto review = data.review();
        QCOMPARE(review->accounts->size(), 3); // none is linked
        QCOMPARE(said(*review), QStringList(QStringLiteral("1 3") + Acronym));
        const answers::ReviewPair &pair = review->queue.front();
        QVERIFY(!pair.weighed);
        QCOMPARE(pair.probability, 0.5);
        QVERIFY(answers::shortFormOf(*review, pair) == names::ShortForm::Acronym);
    }

    /// A third name with these first letters: nobody knows which one is meant.
    void twoThatCouldBeMeantAreNone()
    {
        Book data;
        data.account("crm", "4", "Interstate Barge Movers");
        QCOMPARE(said(*data.review()), QStringList());
    }

    /// "IBM" may be either of the two that have its letters, so the initials of one of them say no more.
    void whatAThirdMayMeanIsNotProposedByOtherWords()
    {
        Book data;
        data.account("crm", "4", "I B Machines");
        QCOMPARE(said(*data.review()), QStringList());
    }

    /// The same name in two systems is one name, and both are one customer already.
    void oneNameInSeveralRecordsIsOne()
    {
        Book data;
        data.source("gainsight", "cs_platform");
        data.account("gainsight", "5", "International Business Machines Inc");
        const auto review = data.review();
        QCOMPARE(review->queue.size(), std::size_t(1));
        QVERIFY(said(*review).front().endsWith(Acronym));
    }

    void whatAPersonSaidIsNotAskedAgain()
    {
        Book data;
        const identity::LinkDecision never{{"crm", "1"}, {"stripe", "3"}, identity::Ruling::Never, "Ann", {}};
        QVERIFY(session::decideLinks(data.workspace(), {never}, data.progress).ok());
        QCOMPARE(said(*data.review()), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestShortFormPairs)
#include "tst_short_form_pairs.moc"
