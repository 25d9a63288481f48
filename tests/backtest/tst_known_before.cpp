#include "core/backtest/known_before.h"
#include "tests/backtest/backtest_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using namespace qd::test;

namespace {

/// The book of ten renewals; looked at on 2026-04-01 somebody had spoken to A 31 days before, to B 60, to D 59, to E
/// 121. What came to B and A later was not known yet.
void fill(ImportedWorkspace &data)
{
    data.file("crm.activities",
        "activity_id,account_id,date,type\n1,A,2026-03-01,call\n2,B,2026-01-31,call\n3,D,2026-02-01,call\n"
        "4,E,2025-12-01,call\n5,B,2026-04-02,call\n6,A,2026-05-30,call\n7,C,2025-07-01,call\n");
    fillBook(data);
}

/// "B of 1, E of 3": who had the sign of those who lost and of those who kept.
QString text(const Lookback &data, const KnownBefore &known, signs::SignalKind kind)
{
    const auto found =
        std::ranges::find_if(known.signs, [&](const SignBefore &each) { return each.sign.kind == kind; });
    const auto side = [&](const SignCount &count) {
        QStringList names;
        for (const int account : count.with)
            names << QString::fromStdString(data.accounts().at(account).name).left(1);
        return QStringLiteral("%1 of %2").arg(names.join(QString())).arg(count.known);
    };
    return found == known.signs.end() ? QString() : side(found->lost) + QStringLiteral(", ") + side(found->kept);
}

} // namespace

/// What was known 90 days before renewals, worked by hand on the days around each limit.
class TestKnownBefore : public QObject {
    Q_OBJECT
private slots:
    void juneByHand()
    {
        ImportedWorkspace file;
        fill(file);
        Backtest book(file.workspace());
        const auto known = taken(knownBefore(book.data(), day("2026-06-01"), day("2026-06-30"), {}, book.progress()));
        QCOMPARE(known.lost, 1); // B
        QCOMPARE(known.kept, 3); // A, D, E
        QCOMPARE(known.underNotice, 1); // C, since March
        QCOMPARE(known.signs.size(), badSigns().size());
        QCOMPARE(text(book.data(), known, signs::SignalKind::DaysSinceContact), QStringLiteral("B of 1, E of 3"));
        // Three tickets of B by then, a fourth later: none has five. Nobody has licences.
        QCOMPARE(text(book.data(), known, signs::SignalKind::Tickets90), QStringLiteral(" of 1,  of 3"));
        QCOMPARE(text(book.data(), known, signs::SignalKind::LicenceUse), QStringLiteral(" of 0,  of 0"));
        const SignBefore &first = known.signs.front(); // two thirds apart
        QVERIFY(first.sign.kind == signs::SignalKind::DaysSinceContact);
        QVERIFY(std::abs(*first.difference() - 2.0 / 3) < 1e-12);
        QVERIFY(first.interval() && first.interval()->first < *first.difference());
        QVERIFY(!known.signs.back().difference());
    }

    void someCustomersOnly()
    {
        ImportedWorkspace file;
        fill(file);
        Backtest book(file.workspace());
        const auto isElm = [&](int account) { return book.data().accounts().at(account).name == "Elm"; };
        const auto known =
            taken(knownBefore(book.data(), day("2026-06-01"), day("2026-06-30"), isElm, book.progress()));
        QCOMPARE(known.lost + known.underNotice, 0);
        QCOMPARE(known.kept, 1);
        QCOMPARE(text(book.data(), known, signs::SignalKind::DaysSinceContact), QStringLiteral(" of 0, E of 1"));
        QVERIFY(!known.signs.front().interval()); // nobody left
    }

    /// G and H were due in February, I in March: each is looked at on a day of its own, and P is pending.
    void everyRenewalOnItsOwnDay()
    {
        ImportedWorkspace file;
        fill(file);
        Backtest book(file.workspace());
        const auto known = taken(knownBefore(book.data(), day("2026-01-01"), day("2026-03-31"), {}, book.progress()));
        QCOMPARE(known.lost, 2); // G, I
        QCOMPARE(known.kept, 2); // H, J
        // Of two years each customer's last one: B's first contract was renewed, its second one lost.
        const auto all = taken(knownBefore(book.data(), day("2024-07-01"), day("2026-06-30"), {}, book.progress()));
        QCOMPARE(all.lost, 3); // B, G, I
        QCOMPARE(all.kept, 5); // A, D, E, H, J
        QCOMPARE(all.underNotice, 1);
        const auto later = taken(knownBefore(book.data(), day("2026-10-01"), day("2026-10-31"), {}, book.progress()));
        QCOMPARE(later.lost + later.kept, 0);
        const auto turned = knownBefore(book.data(), day("2026-06-30"), day("2026-06-01"), {}, book.progress());
        QVERIFY(!turned.ok());
        QCOMPARE(turned.error().code, ErrorCode::InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(TestKnownBefore)
#include "tst_known_before.moc"
