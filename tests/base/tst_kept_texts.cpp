#include "core/base/stored_message.h"

#include <QtTest>

using namespace qd;

/// The room for the words of messages out of files. It stays taken, so it has a program of its own.
class TestKeptTexts : public QObject {
    Q_OBJECT
private slots:
    void roomForTextsEnds()
    {
        const auto numbered = [](std::size_t i) {
            return messageFrom("Template " + std::to_string(i) + ": %1", R"(["Test",{"count":1}])");
        };
        std::size_t kept = 0;
        for (std::size_t i = 0; i < KeptTextsLimit + 100; ++i) {
            const Message message = numbered(i);
            QCOMPARE(message.english(), "Template " + std::to_string(i) + ": 1");
            kept += *message.words().context != '\0' ? 1U : 0U;
        }
        QCOMPARE(kept, KeptTextsLimit - 1); // the context is a text, too
        QCOMPARE(numbered(0).words().context, "Test"); // what is kept stays
    }
};

QTEST_GUILESS_MAIN(TestKeptTexts)
#include "tst_kept_texts.moc"
