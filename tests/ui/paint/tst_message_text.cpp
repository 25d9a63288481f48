#include "ui/paint/message_text.h"

#include "ui/paint/formatting.h"

#include <QCoreApplication>
#include <QTranslator>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

namespace {

/// German with a third form, as no language has it: what is chosen must come from the language, not from English.
class German : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(
        const char *context, const char *text, const char *disambiguation, int n) const override
    {
        if (std::strcmp(context, "Words") == 0 && std::strcmp(text, "Timing") == 0)
            return QStringLiteral("Zeitpunkt");
        if (std::strcmp(context, "Test") != 0)
            return {};
        if (std::strcmp(text, "%2: %1 days left") == 0 && std::strcmp(disambiguation, "%2: %1 day left") == 0)
            return n == 1 ? QStringLiteral("Noch %1 Tag bei %2")
                : n == 2  ? QStringLiteral("Noch ein Paar Tage (%1) bei %2")
                          : QStringLiteral("Noch %1 Tage bei %2");
        if (std::strcmp(text, "%1 changed from %2 to %3 on %4") == 0)
            return QStringLiteral("Am %4 ist %1 von %2 auf %3 gestiegen");
        return {};
    }
};

const MessageWords Days = QD_WORDS_N("Test", "%2: %1 days left", "%2: %1 day left");

Message days(std::int64_t count)
{
    return Message(Days, {Count{count}, std::string("R%1 & D")});
}

Message change()
{
    const Currency euro = *Currency::fromCode("EUR");
    return Message(QD_WORDS("Test", "%1 changed from %2 to %3 on %4"),
        {std::string("stripe"), Money{123456700, euro}, BareAmount{{-50, euro}}, *Date::of(2026, 10, 31)});
}

} // namespace

class TestMessageText : public QObject {
    Q_OBJECT
private slots:
    void englishHasValuesByLocale()
    {
        const QLocale english(QLocale::English, QLocale::UnitedStates);
        QCOMPARE(messageText(days(1), english), QStringLiteral("R%1 & D: 1 day left"));
        QCOMPARE(messageText(days(12345), english), QStringLiteral("R%1 & D: 12,345 days left"));
        QCOMPARE(messageText(change(), english),
            QStringLiteral("stripe changed from 1,234,567.00\u00a0EUR to \u22120.50 on 31 Oct 2026"));
    }

    void anotherLanguageHasItsWordsFormsAndOrder()
    {
        German german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        const QLocale locale(QLocale::German, QLocale::Germany);
        QCOMPARE(messageText(days(1), locale), QStringLiteral("Noch 1 Tag bei R%1 & D"));
        QCOMPARE(messageText(days(2), locale), QStringLiteral("Noch ein Paar Tage (2) bei R%1 & D"));
        QCOMPARE(messageText(days(12345), locale), QStringLiteral("Noch 12.345 Tage bei R%1 & D"));
        QCOMPARE(messageText(change(), locale),
            QStringLiteral("Am %1 ist stripe von 1.234.567,00\u00a0EUR auf \u22120,50 gestiegen")
                .arg(formatDate(*Date::of(2026, 10, 31), locale)));
        QCOMPARE(messageText(Message(QD_WORDS("Other", "%1: %2"), {std::string("Timing"), Word{"Timing"}}), locale),
            QStringLiteral("Timing: Zeitpunkt")); // a name is data, a word is not
        QCOMPARE(messageText(Message(QD_WORDS("Other", "%1: %2"),
                                 {std::string("a.csv"), Sentences({days(12345), Message::data("Words"), change()})}),
                     locale),
            QStringLiteral("a.csv: %1 Words %2").arg(messageText(days(12345), locale), messageText(change(), locale)));
        const Message forms{QD_WORDS("Other", "%1|%2|%3|%4"),
            {Figure::exactMoney(127'450, Currency()), Figure::points(-24),
                Day{*Date::of(2026, 9, 30), Day::Form::Short}, MonthName{Month(2026, 9), MonthName::Form::Alone}}};
        QCOMPARE(messageText(forms, locale), QStringLiteral("$1.274,50|\u22122,4\u00a0pt|30. Sept.|September"));
        QCoreApplication::removeTranslator(&german);
        QCOMPARE(days(1).english(), std::string("R%1 & D: 1 day left")); // files and qdeck stay
    }
};

QTEST_GUILESS_MAIN(TestMessageText)
#include "tst_message_text.moc"
