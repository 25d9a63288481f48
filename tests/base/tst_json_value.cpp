#include "core/base/json_text.h"
#include "core/base/json_value.h"

#include <QtTest>

using namespace qd;

namespace {

/// A text, read, and what was wrong with it.
struct Text {
    explicit Text(std::string_view json)
        : value(*jsonFromText<nlohmann::ordered_json>(json))
    {
    }

    nlohmann::ordered_json value;
    Message fault;
    JsonValue whole{value, std::string("the file"), fault};
};

} // namespace

class TestJsonValue : public QObject {
    Q_OBJECT
private slots:
    void readsWhatIsThere()
    {
        Text text(R"({"n": 1.5, "i": 3, "t": "x", "f": true, "m": "2026-10", "l": [1, 2], "w": ["a"], "z": null})");
        QCOMPARE(text.whole.number("n"), std::optional(1.5));
        QCOMPARE(text.whole.find("i")->wholeNumber(), std::optional(3));
        QCOMPARE(Text("1e9").whole.wholeNumber(), std::optional(1'000'000'000)); // the largest
        QCOMPARE(text.whole.text("t"), std::string("x"));
        QVERIFY(text.whole.flag("f", false));
        QCOMPARE(text.whole.find("m")->month(), std::optional(*Month::fromIso("2026-10")));
        QCOMPARE(text.whole.numbers("l"), (std::vector<double>{1, 2}));
        QCOMPARE(text.whole.texts("w"), std::vector<std::string>{"a"});
        QVERIFY(!text.whole.find("z") && !text.whole.find("missing")); // null is missing
        QCOMPARE(text.whole.number("z", 7), 7.0);
        QCOMPARE(text.whole.members().size(), std::size_t(8));
        QVERIFY(text.fault.isEmpty());
    }

    void saysWhereAndWhat_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *json, const char *sentence) {
            QTest::newRow(sentence) << QString::fromUtf8(json) << QString::fromUtf8(sentence);
        };
        row("[1]", "the file must be an object in braces, not [1].");
        row(R"({"colour": 1})", "the file has an unknown key \"colour\"; known are parts, name, months, start, on.");
        row(R"({"nam": "a"})", "the file has an unknown key \"nam\"; did you mean \"name\"?");
        row(R"({"parts": []})", "the file lacks the key \"name\".");
        row(R"({"name": 5, "parts": [{"size": "x"}]})", "name must be a text, not 5."); // the first fault stays
        row(R"({"name": "a", "parts": {"b": 1}})", "parts must be a list in brackets, not {\"b\":1}.");
        row(R"({"name": "a", "parts": [{"size": 1}, {"size": "x"}]})", "part 2: size must be a number, not \"x\".");
        row(R"({"name": "a", "parts": [{"sizes": [[1], ["x"]]}]})", "part 1: sizes[1][0] must be a number, not \"x\".");
        row(R"({"name": "a", "parts": [{"siz": 1}]})", "part 1 has an unknown key \"siz\"; did you mean \"size\"?");
        row(R"({"name": "a", "months": 1.5})", "months must be a whole number, not 1.5.");
        row(R"({"name": "a", "months": 1e10})", "months must be a whole number, not 10000000000.0.");
        row(R"({"name": "a", "start": "2026-13"})", "start must be a month as \"YYYY-MM\", not \"2026-13\".");
        row(R"({"name": "a", "on": 0})", "on must be true or false, not 0.");
    }
    void saysWhereAndWhat()
    {
        QFETCH(QString, json);
        QFETCH(QString, sentence);
        Text text(json.toStdString());
        text.whole.allow({"parts", "name", "months", "start", "on"});
        static_cast<void>(text.whole.neededText("name"));
        int number = 0;
        for (const JsonValue &each : text.whole.list("parts")) {
            const JsonValue part = each.called("part " + std::to_string(++number));
            part.allow({"size", "sizes"});
            static_cast<void>(part.number("size"));
            for (const JsonValue &row : part.list("sizes")) {
                for (const JsonValue &size : row.list())
                    static_cast<void>(size.number());
            }
        }
        if (const auto months = text.whole.find("months"))
            static_cast<void>(months->wholeNumber());
        if (const auto start = text.whole.find("start"))
            static_cast<void>(start->month());
        static_cast<void>(text.whole.flag("on", false));
        QCOMPARE(QString::fromStdString(text.fault.english()), sentence);
    }

    /// After a fault everything reads as missing: nothing is made of half a text.
    void nothingIsReadAfterAFault()
    {
        Text text(R"({"a": "x", "b": 2})");
        QCOMPARE(text.whole.number("a", 7), 7.0);
        QVERIFY(text.whole.failed());
        QCOMPARE(text.whole.number("b", 7), 7.0);
        QVERIFY(!text.whole.find("b"));
    }

    /// The places of a list stay, also that of the fault.
    void nothingStandsForAFault()
    {
        Text text(R"({"n": [1, "x", 2]})");
        QCOMPARE(text.whole.numbers("n"), (std::vector<double>{1, 0, 2}));
        QCOMPARE(text.fault.english(), std::string("n[1] must be a number, not \"x\"."));
        QCOMPARE(Text(R"({"t": ["a", 1, "b"]})").whole.texts("t"), (std::vector<std::string>{"a", "", "b"}));
    }

    /// Only brackets that are open at once count, and none in a text.
    void nestedAtMost()
    {
        const std::string deepest(JsonDepthLimit, '[');
        QVERIFY(checkJsonDepth(deepest));
        const auto deeper = checkJsonDepth("{" + deepest);
        QVERIFY(!deeper);
        QCOMPARE(deeper.error().code, ErrorCode::BadData);
        QVERIFY(deeper.error().message.english().find("more than 64 brackets are open") != std::string::npos);
        QVERIFY(checkJsonDepth(deepest + "]["));
        QVERIFY(checkJsonDepth("[\"" + deepest + "\""));
        QVERIFY(checkJsonDepth("[\"\\\"" + deepest + "\"")); // an escaped quote ends no text
        QVERIFY(!checkJsonDepth("[\"\\\\\"" + deepest)); // an escaped backslash lets it end
    }
};

QTEST_GUILESS_MAIN(TestJsonValue)
#include "tst_json_value.moc"
