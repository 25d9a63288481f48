#include "core/base/stored_message.h"

#include <QtTest>

using namespace qd;

namespace {

const MessageWords Days = QD_WORDS_N("Test", "%2: %1 days left", "%2: %1 day left");

Message every()
{
    const Money amount{-123456, *Currency::fromCode("KWD")};
    return Message(QD_WORDS("Test", "%1|%2|%3|%4|%5|%6|%7|%8|%9"),
        {std::string("A \"b\" \u00fc \\ %2"), Word{"Timing"}, Count{1234567}, amount, BareAmount{amount}, Share{0.1234},
            *Date::of(2026, 10, 31), *Month::fromIso("2026-10"),
            Sentences({Message(Days, {Count{1}, std::string("B")}), Message::data("Finished %1.")})});
}

/// JSON with ' for ".
std::string json(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

} // namespace

/// What a file keeps of a message, and what comes back from one.
class TestStoredMessage : public QObject {
    Q_OBJECT
private slots:
    void comesBackAsItWas_data()
    {
        QTest::addColumn<int>("which");
        QTest::newRow("each kind of value") << 0;
        QTest::newRow("one of a count") << 1;
        QTest::newRow("many of a count") << 2;
        QTest::newRow("without values") << 3;
        QTest::newRow("a finished sentence") << 4;
    }
    void comesBackAsItWas()
    {
        QFETCH(int, which);
        const Message message = std::vector<Message>{every(), Message(Days, {Count{1}, std::string("A")}),
            Message(Days, {Count{2}, std::string("A")}), Message(QD_WORDS("Test", "No values.")),
            Message::data("100 %1 done")}[std::size_t(which)];
        const StoredMessage kept = stored(message);
        const Message back = messageFrom(kept.words, kept.values);
        QVERIFY(back == message);
        QCOMPARE(back.english(), message.english());
        QCOMPARE(back.words().singular != nullptr, message.words().singular != nullptr);
        QVERIFY(stored(back) == kept);
    }

    /// The form that files have: it stays, or files of today are read no more.
    void theForm()
    {
        QVERIFY(stored(Message::data("Finished %1.")) == (StoredMessage{"Finished %1.", std::nullopt}));
        QVERIFY(stored(Message(Days, {Count{3}, std::string("A")}))
            == (StoredMessage{"%2: %1 days left", json("[['Test','%2: %1 day left'],{'count':3},'A']")}));
        QCOMPARE(stored(every()).values.value(),
            json(
                "['Test','A \\'b\\' \u00fc \\\\ %2',{'word':'Timing'},{'count':1234567},{'money':[-123456,'KWD']},"
                "{'amount':[-123456,'KWD']},{'share':0.1234},{'date':'2026-10-31'},{'month':'2026-10'},"
                "{'sentences':[['%2: %1 days left',[['Test','%2: %1 day left'],{'count':1},'B']],['Finished %1.']]}]"));
    }

    /// It does not point into what it was read from.
    void outlivesTheText()
    {
        Message back;
        {
            auto words = std::make_unique<std::string>("%1 of a file that is closed by now");
            const auto values = std::make_unique<std::string>(json("['Test',{'word':'Late'}]"));
            back = messageFrom(*words, *values);
            words->assign(words->size(), 'x');
        }
        QCOMPARE(back.english(), std::string("Late of a file that is closed by now"));
        QCOMPARE(back.words().context, "Test");
    }

    void whatIsNoTextIsKeptAsItIs()
    {
        const Message message(QD_WORDS("Test", "\"%1\" is no date."), {std::string("\xff\xfe")});
        QVERIFY(stored(message) == (StoredMessage{"\"\xff\xfe\" is no date.", std::nullopt}));
    }

    void whatIsNotAsItShouldBeIsASentence_data()
    {
        QTest::addColumn<QByteArray>("values");
        for (const char *values :
            {"", "null", "{", "[]", "{}", "[3]", "[null]", "['Test',1]", "['Test',{}]", "['Test',{'count':'1'}]",
                "['Test',{'new':1}]", "['Test',{'count':1,'word':'a'}]", "['Test',{'money':[1,'XQX']}]",
                "['Test',{'money':[1]}]", "['Test',{'date':'2026-02-30'}]", "['Test',{'month':'2026'}]",
                "['Test',{'share':'1'}]", "['Test',{'sentences':[[]]}]", "[['Test'],'a']", "[[],'a']"})
            QTest::newRow(values) << QByteArray::fromStdString(json(values));
        QTest::newRow("deep") << QByteArray(100000, '[');
    }
    void whatIsNotAsItShouldBeIsASentence()
    {
        QFETCH(QByteArray, values);
        const Message message = messageFrom("Given %1 up", values.toStdString());
        QCOMPARE(message.english(), std::string("Given %1 up"));
        QCOMPARE(message.words().context, "");
    }

    void longTextsAreNotKept()
    {
        const std::string words(KeptTextBytes + 1, 'w');
        const Message message = messageFrom(words + " %1", json("['Test',{'count':2}]"));
        QCOMPARE(message.english(), words + " 2");
        QCOMPARE(message.words().context, "");
        const std::string longest = words.substr(1);
        QCOMPARE(messageFrom(longest, json("['Test']")).words().context, "Test");
        const std::string word = json("['Test',{'word':'" + words + "'}]");
        QCOMPARE(messageFrom("%1", word).english(), words);
    }
};

QTEST_GUILESS_MAIN(TestStoredMessage)
#include "tst_stored_message.moc"
