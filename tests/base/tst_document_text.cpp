#include "core/base/document_text.h"

#include <QtTest>

using namespace qd;

/// Documents for people: whatever signs a text holds, it is shown as it is written.
class TestDocumentText : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsMarkup_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("markdown");
        QTest::addColumn<QByteArray>("html");
        QTest::newRow("plain") << QByteArray("Acme 1.5") << QByteArray("Acme 1.5") << QByteArray("Acme 1.5");
        QTest::newRow("a column's end") << QByteArray("a|b") << QByteArray("a\\|b") << QByteArray("a|b");
        QTest::newRow("emphasis") << QByteArray("*a* _b_ ~c~ `d`") << QByteArray("\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`")
                                  << QByteArray("*a* _b_ ~c~ `d`");
        QTest::newRow("tags") << QByteArray("<b>&amp;\"") << QByteArray("\\<b\\>\\&amp;\"")
                              << QByteArray("&lt;b&gt;&amp;amp;&quot;");
        QTest::newRow("links and headings")
            << QByteArray("# [a](b) {c} \\") << QByteArray("\\# \\[a\\](b) \\{c\\} \\\\")
            << QByteArray("# [a](b) {c} \\");
        QTest::newRow("lines are one") << QByteArray("a\nb\r\nc\td") << QByteArray("a b  c d")
                                       << QByteArray("a\nb\r\nc\td");
        QTest::newRow("other scripts") << QByteArray("\xe6\x97\xa5\xe6\x9c\xac")
                                       << QByteArray("\xe6\x97\xa5\xe6\x9c\xac")
                                       << QByteArray("\xe6\x97\xa5\xe6\x9c\xac");
    }
    void nothingIsMarkup()
    {
        QFETCH(QByteArray, text);
        QTEST(QByteArray::fromStdString(document::markdownText(text.toStdString())), "markdown");
        QTEST(QByteArray::fromStdString(document::htmlText(text.toStdString())), "html");
    }

    void tables()
    {
        const document::Table table{{"Field", "Trust"}, {"a|b", "<1>"}};
        QCOMPARE(
            document::markdownTable(table), std::string("| Field | Trust |\n| --- | --- |\n| a\\|b | \\<1\\> |\n\n"));
        QCOMPARE(document::htmlTable(table),
            std::string("<table>\n<tr><th>Field</th><th>Trust</th></tr>\n<tr><td>a|b</td><td>&lt;1&gt;</td></tr>\n"
                        "</table>\n"));
        // Markdown has no table without a header; HTML has.
        QCOMPARE(document::htmlTable({{"", ""}, {"a", "b"}}),
            std::string("<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n"));
    }

    /// A section without a text has no paragraph, one without rows no table.
    void files()
    {
        const std::vector<document::Section> sections{
            {"One", "Text & more.", {{"Key"}, {"k"}}}, {"Two", "", {{"Key"}}}};
        QCOMPARE(document::markdownFile("A_B", "Lead.", sections),
            std::string("# A\\_B\n\nLead.\n\n## One\n\nText \\& more.\n\n| Key |\n| --- |\n| k |\n\n## Two\n"));
        const std::string html = document::htmlFile("A<B", "Lead.", sections);
        QVERIFY(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">\n"));
        QVERIFY(html.find("<title>A&lt;B</title>") != std::string::npos);
        QVERIFY(
            html.ends_with("<h1>A&lt;B</h1>\n<p>Lead.</p>\n<h2>One</h2>\n<p>Text &amp; more.</p>\n<table>\n"
                           "<tr><th>Key</th></tr>\n<tr><td>k</td></tr>\n</table>\n<h2>Two</h2>\n</body>\n</html>\n"));
        QCOMPARE(html.find("<script"), std::string::npos);
        QCOMPARE(html.find("http"), std::string::npos); // nothing from elsewhere
        QVERIFY(document::htmlFile("T", "L", std::string("<p>b</p>\n"))
                    .ends_with("<p>L</p>\n<p>b</p>\n</body>\n</html>\n"));
    }
};

QTEST_APPLESS_MAIN(TestDocumentText)
#include "tst_document_text.moc"
