#include "ui/paint/calendar_format.h"

#include <QDateTime>
#include <QTest>

using namespace qd;
using namespace qd::ui;

namespace {

Date day(int year, int month, int day)
{
    return *Date::of(year, month, day);
}

} // namespace

/// Against the patterns and names that CLDR publishes for each locale.
class TestCalendarFormat : public QObject {
    Q_OBJECT

private slots:
    void days_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("medium");
        QTest::addColumn<QString>("shortDay");
        QTest::addColumn<QString>("longDay");
        QTest::newRow("English") << "en_US"
                                 << "30 Sep 2026"
                                 << "30 Sep"
                                 << "30 September";
        QTest::newRow("files") << "C"
                               << "30 Sep 2026"
                               << "30 Sep"
                               << "30 September";
        QTest::newRow("German") << "de_DE"
                                << "30. Sept. 2026"
                                << "30. Sept."
                                << "30. September";
        QTest::newRow("Spanish") << "es_ES"
                                 << "30 sept 2026"
                                 << "30 sept"
                                 << "30 de septiembre";
        QTest::newRow("Japanese") << "ja_JP" << QStringLiteral("2026年9月30日") << QStringLiteral("9月30日")
                                  << QStringLiteral("9月30日");
        QTest::newRow("Hungarian") << "hu_HU"
                                   << "2026. szept. 30."
                                   << "szept. 30."
                                   << "szeptember 30.";
    }
    void days()
    {
        QFETCH(QString, locale);
        const QLocale of(locale);
        const Date date = day(2026, 9, 30);
        QTEST(calendarText(Day{date, Day::Form::Medium}, of), "medium");
        QTEST(calendarText(Day{date, Day::Form::Short}, of), "shortDay");
        QTEST(calendarText(Day{date, Day::Form::Long}, of), "longDay");
    }

    void months_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QStringList>("texts"); // with year, short with year, alone, short alone
        QTest::newRow("English") << "en_GB" << QStringList{"March 2026", "Mar 2026", "March", "Mar"};
        QTest::newRow("German") << "de_DE"
                                << QStringList{QStringLiteral("März 2026"), QStringLiteral("März 2026"),
                                       QStringLiteral("März"), QStringLiteral("Mär")};
        QTest::newRow("Polish, standing alone") << "pl_PL" << QStringList{"marzec 2026", "mar 2026", "marzec", "mar"};
    }
    void months()
    {
        QFETCH(QString, locale);
        const QLocale of(locale);
        QStringList texts;
        using Form = MonthName::Form;
        for (const Form form : {Form::Year, Form::ShortYear, Form::Alone, Form::ShortAlone})
            texts << calendarText(MonthName{Month(2026, 3), form}, of);
        QTEST(texts, "texts");
    }

    void whatIsTyped_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isDay");
        QTest::newRow("ISO anywhere") << "de_DE"
                                      << "2026-09-30" << true;
        QTest::newRow("as shown") << "de_DE"
                                  << "30. Sept. 2026" << true;
        QTest::newRow("German short form, whole year") << "de_DE"
                                                       << " 30.09.2026 " << true;
        QTest::newRow("with a space that breaks") << "ru_RU" << QStringLiteral("30 сент. 2026 г.") << true;
        QTest::newRow("English") << "en_US"
                                 << "30 Sep 2026" << true;
        QTest::newRow("more behind it") << "de_DE"
                                        << "30. Sept. 2026 x" << false;
        QTest::newRow("no such day") << "en_US"
                                     << "31 Sep 2026" << false;
        QTest::newRow("words") << "fr_FR"
                               << "hier" << false;
    }
    void whatIsTyped()
    {
        QFETCH(QString, locale);
        QFETCH(QString, text);
        QFETCH(bool, isDay);
        QCOMPARE(dayFromText(text, QLocale(locale)), isDay ? std::optional(day(2026, 9, 30)) : std::nullopt);
    }

    void whatIsShownReadsBack()
    {
        for (const char *name :
            {"en_US", "de_DE", "fr_FR", "es_ES", "pt_BR", "ja_JP", "ko_KR", "hu_HU", "ru_RU", "ar_EG"}) {
            const QLocale locale{QString::fromLatin1(name)};
            for (const Date date : {day(1970, 1, 1), day(1969, 12, 31), day(2024, 2, 29), day(2026, 12, 31)})
                QVERIFY2(dayFromText(calendarText(Day{date}, locale), locale) == date, name);
        }
    }

    void moments()
    {
        const QDateTime moment(QDate(2026, 9, 30), QTime(14, 5));
        QCOMPARE(momentText(moment, QLocale(QStringLiteral("en_US"))), QStringLiteral("30 Sep 2026, 14:05"));
        QCOMPARE(momentText(moment, QLocale(QStringLiteral("de_DE"))), QStringLiteral("30. Sept. 2026, 14:05"));
        QVERIFY(momentText({}, QLocale::c()).isEmpty());
    }

    void editorsTakeThePattern()
    {
        for (const char *name : {"en_US", "de_DE", "pt_BR", "ja_JP"}) {
            const QLocale locale{QString::fromLatin1(name)};
            const QDate shown(2026, 9, 30);
            const QString text = locale.toString(shown, dayEditPattern(locale));
            QCOMPARE(locale.toDate(text, dayEditPattern(locale)), shown);
        }
    }
};

QTEST_APPLESS_MAIN(TestCalendarFormat)
#include "tst_calendar_format.moc"
