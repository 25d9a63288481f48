#include "core/base/message.h"
#include "core/base/result.h"

#include <QtTest>

using namespace qd;

namespace {

const MessageWords Days = QD_WORDS_N("Test", "%2: %1 days left", "%2: %1 day left");

Message every()
{
    const Money amount{123456, *Currency::fromCode("EUR")};
    return Message(QD_WORDS("Test", "%1|%2|%3|%4|%5|%6|%7|%8"),
        {std::string("Acme"), Word{"Timing"}, Count{1234567}, amount, BareAmount{amount}, Share{0.1234},
            *Date::of(2026, 10, 31), *Month::fromIso("2026-10")});
}

} // namespace

class TestMessage : public QObject {
    Q_OBJECT
private slots:
    void english_data()
    {
        QTest::addColumn<QString>("actual");
        QTest::addColumn<QString>("expected");
        const auto text = [](const Message &message) { return QString::fromStdString(message.english()); };
        QTest::newRow("each kind of value, as files have it") << text(
            every()) << QStringLiteral("Acme|Timing|1234567|1234.56 EUR|1234.56|12.3\u00a0%|2026-10-31|2026-10");
        QTest::newRow("one") << text(Message(Days, {Count{1}, std::string("A")})) << QStringLiteral("A: 1 day left");
        QTest::newRow("none") << text(Message(Days, {Count{0}, std::string("A")})) << QStringLiteral("A: 0 days left");
        QTest::newRow("less than none") << text(Message(Days, {Count{-1}, std::string("A")}))
                                        << QStringLiteral("A: -1 days left");
        QTest::newRow("a name that looks like a place")
            << text(Message(Days, {Count{2}, std::string("%1 %2")})) << QStringLiteral("%1 %2: 2 days left");
        QTest::newRow("a percent sign of its own")
            << text(Message(QD_WORDS("Test", "100 % of %1"), {std::string("it")})) << QStringLiteral("100 % of it");
        QTest::newRow("a place without a value")
            << text(Message(QD_WORDS("Test", "%1 and %2"), {std::string("A")})) << QStringLiteral("A and %2");
        QTest::newRow("a message within one, with a count of its own")
            << text(Message(QD_WORDS_N("Test", "%2 in %1 files", "%2 in %1 file"),
                   {Count{1}, Sentences(Message(Days, {Count{2}, std::string("A")}))}))
            << QStringLiteral("A: 2 days left in 1 file");
        QTest::newRow("several within one") << text(Message(QD_WORDS("Test", "%1"),
            {Sentences({Message::data("First."), Message(QD_WORDS("Test", "Then %1."), {std::string("%1")})})}))
                                            << QStringLiteral("First. Then %1.");
        QTest::newRow("finished elsewhere") << text(Message::data("50 %1 off")) << QStringLiteral("50 %1 off");
        const Currency usd;
        QTest::newRow("figures with a form")
            << text(Message(QD_WORDS("Test", "%1|%2|%3|%4|%5|%6|%7|%8|%9"),
                   {Figure::shortMoney(5'097'490'925, usd), Figure::fullMoney(127'474'012, usd),
                       Figure::exactMoney(5'097'490'925, usd), Figure::wholeAmount(-127'474'012, usd).withSign(),
                       Figure::exactAmount(16'432'824, usd).withSign(), Figure::millions(5'097'490'925, usd),
                       Figure::percentOfTenths(906), Figure::percentNumber(906), Figure::wholePercent(0.238)}))
            << QStringLiteral("$50.97M|$1,274,740|$50,974,909.25|\u22121,274,740|+164,328.24|"
                              "50.97|90.6\u00a0%|90.6|24\u00a0%");
        QTest::newRow("points and numbers") << text(Message(QD_WORDS("Test", "%1|%2|%3|%4|%5"),
            {Figure::points(-24), Figure::pointsNumber(10), Share{0.90642}, Figure::number(1234.56, 1),
                Figure::number(0, 1).withSign()}))
                                            << QStringLiteral("\u22122.4\u00a0pt|+1.0|90.6\u00a0%|1,234.6|0.0");
        const Date day = *Date::of(2026, 9, 5);
        const Month month(2026, 9);
        using Form = MonthName::Form;
        QTest::newRow("days and months with a form")
            << text(Message(QD_WORDS("Test", "%1|%2|%3|%4|%5|%6|%7"),
                   {Day{day}, Day{day, Day::Form::Short}, Day{day, Day::Form::Long}, MonthName{month},
                       MonthName{month, Form::ShortYear}, MonthName{month, Form::Alone},
                       MonthName{month, Form::ShortAlone}}))
            << QStringLiteral("5 Sep 2026|5 Sep|5 September|September 2026|Sep 2026|September|Sep");
        QTest::newRow("a value alone") << text(Count{3}) << QStringLiteral("3");
        QTest::newRow("a name alone") << text(Message::data("%1 & Sons")) << QStringLiteral("%1 & Sons");
        QTest::newRow("about a file") << text(fileError(ErrorCode::Io, "/a b", QD_WORDS("Test", "%1 has %2 rows."),
            {Count{3}}).message) << QStringLiteral("/a b has 3 rows.");
        QTest::newRow("nothing") << text(Message()) << QString();
        const std::vector<Message> names{Message::data("a"), Message::data("b"), Message::data("c")};
        const auto first = [&names](std::ptrdiff_t n) { return std::vector(names.begin(), names.begin() + n); };
        QTest::newRow("none listed") << text(listed({})) << QString();
        QTest::newRow("one listed") << text(listed(first(1))) << QStringLiteral("a");
        QTest::newRow("two listed") << text(listed(first(2))) << QStringLiteral("a and b");
        QTest::newRow("three listed") << text(listed(names)) << QStringLiteral("a, b and c");
        QTest::newRow("one enumerated") << text(enumerated(first(1))) << QStringLiteral("a");
        QTest::newRow("two enumerated") << text(enumerated(first(2))) << QStringLiteral("a, b");
        QTest::newRow("three enumerated") << text(enumerated(names)) << QStringLiteral("a, b, c");
        QTest::newRow("in a row, without the empty")
            << text(inARow({names[0], Message(), names[1]})) << QStringLiteral("a b");
        QTest::newRow("one in a row") << text(inARow({Message(), names[1]})) << QStringLiteral("b");
        QTest::newRow("none in a row") << text(inARow({Message()})) << QString();
    }
    void english()
    {
        QFETCH(QString, actual);
        QFETCH(QString, expected);
        QCOMPARE(actual, expected);
    }

    void sameWordsAndValuesAreOneMessage()
    {
        QVERIFY(Message(Days, {Count{2}}) == Message(Days, {Count{2}}));
        QVERIFY(!(Message(Days, {Count{2}}) == Message(Days, {Count{3}})));
        QVERIFY(!(Message(Days) == Message(QD_WORDS("Test", "%1 days"))));
        const Message twoLeft(Days, {Count{2}});
        QVERIFY(inARow({Message(), twoLeft}) == twoLeft); // itself, with the count that its words depend on
        QCOMPARE(listed({twoLeft}).count(), std::int64_t(2));
        QVERIFY(Message().isEmpty());
        QVERIFY(!every().isEmpty());
        QCOMPARE(every().count(), std::int64_t(1234567));
        QCOMPARE(Message().count(), std::int64_t(0));
    }
};

QTEST_GUILESS_MAIN(TestMessage)
#include "tst_message.moc"
