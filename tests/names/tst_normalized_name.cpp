#include "core/names/generic_name.h"
#include "core/names/legal_forms.h"
#include "core/names/normalized_name.h"
#include "core/names/placeholder_name.h"
#include "core/names/plain_words.h"
#include "core/names/public_mail.h"
#include "core/names/shared_host.h"
#include "core/names/word_list.h"

#include <QtTest>

using namespace qd::names;

class TestNormalizedName : public QObject {
    Q_OBJECT
private slots:
    void names_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("compared");
        QTest::newRow("case, The, legal form") << "The Kestrel LOGISTICS, Inc."
                                               << "kestrel logistics";
        QTest::newRow("accents") << "Société Générale S.A."
                                 << "societe generale";
        QTest::newRow("German") << "Müller & Söhne GmbH & Co. KG"
                                << "muller and sohne";
        QTest::newRow("two forms") << "Acme Holdings Pty. Ltd."
                                   << "acme holdings";
        QTest::newRow("S.p.A.") << "Fabbrica S.p.A."
                                << "fabbrica";
        QTest::newRow("digits and order stay") << "21st Century 3M"
                                               << "21st century 3m";
        QTest::newRow("form inside stays") << "Inc Media Group"
                                           << "inc media group";
        QTest::newRow("only a form") << "Limited"
                                     << "limited";
        QTest::newRow("only a form of two letters") << "S. A."
                                                    << "s a";
        QTest::newRow("the other apostrophe") << "O\u2019Neil Foods"
                                              << "oneil foods";
        QTest::newRow("a number and a form") << "3 Ltd"
                                             << "3";
        QTest::newRow("only The") << "The"
                                  << "the";
        QTest::newRow("apostrophe") << "O'Neil Foods"
                                    << "oneil foods";
        QTest::newRow("Japanese") << "株式会社青空 K.K."
                                  << "青空";
        QTest::newRow("full stops inside") << "U.S. Steel"
                                           << "us steel";
        QTest::newRow("abbreviation") << "A.B.C. Corp"
                                      << "abc";
        QTest::newRow("dot com") << "Amazon.com"
                                 << "amazoncom";
        QTest::newRow("sharp s") << "Straße AG"
                                 << "strasse";
        QTest::newRow("trade mark") << "Foo™"
                                    << "foo";
        QTest::newRow("Mexican form") << "Foo S.A. de C.V."
                                      << "foo";
        QTest::newRow("Nordic letter") << "Smørrebrød ApS"
                                       << "smorrebrod";
        QTest::newRow("spaces") << "  Acme\t  Labs "
                                << "acme labs";
        QTest::newRow("empty") << ""
                               << "";
    }
    void names()
    {
        QFETCH(QString, written);
        QFETCH(QString, compared);
        QCOMPARE(QString::fromStdString(normalizedName(written.toStdString())), compared);
    }

    void domains_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("domain");
        QTest::newRow("address") << "https://www.Acme.com/about?x=1"
                                 << "acme.com";
        QTest::newRow("mail") << "Info@Acme.co.uk"
                              << "acme.co.uk";
        QTest::newRow("port") << "acme.com:8080"
                              << "acme.com";
        QTest::newRow("no dot") << "localhost"
                                << "";
        QTest::newRow("prose") << "see acme.com please"
                               << "";
    }
    void domains()
    {
        QFETCH(QString, written);
        QFETCH(QString, domain);
        QCOMPARE(QString::fromStdString(normalizedDomain(written.toStdString())), domain);
    }

    void publicMail_data()
    {
        QTest::addColumn<bool>("isPublic");
        for (const char *domain : {"gmail.com", "yahoo.co.jp", "hotmail.fr", "outlook.com", "qq.com", "yandex.ru",
                 "126.com", "web.de", "zoho.com", "proton.me"})
            QTest::newRow(domain) << true;
        for (const char *domain :
            {"acme.com", "gmail-tools.com", "yahoo.acme.com", "", "gmail", "live.nation.com", "mail.acme.de"})
            QTest::newRow(domain) << false;
    }
    void publicMail()
    {
        QFETCH(bool, isPublic);
        QCOMPARE(isPublicMailDomain(QTest::currentDataTag()), isPublic);
    }

    void sharedHosts_data()
    {
        QTest::addColumn<bool>("shared");
        for (const char *domain : {"linkedin.com", "de.linkedin.com", "m.facebook.com", "x.com", "wixsite.com", "co.uk",
                 "example.com", "sites.google.com"})
            QTest::newRow(domain) << true;
        for (const char *domain :
            {"", "acme.com", "acme.wixsite.com", "mylinkedin.com", "google.com", "acme.co.uk", "xx.com"})
            QTest::newRow(domain) << false;
    }
    void sharedHosts()
    {
        QFETCH(bool, shared);
        QCOMPARE(isSharedHost(QTest::currentDataTag()), shared);
    }

    void genericNames_data()
    {
        QTest::addColumn<bool>("generic");
        for (const char *name : {"Data Co", "Data AG", "The Global Group Ltd", "Energy & Water Services", "SYSTEMS"})
            QTest::newRow(name) << true;
        for (const char *name : {"", "Kestrel Data", "Data 3", "Datas", "3M", "Kestrel", "Pacific Logistics",
                 "Northern Energy", "Royal Foods", "American Express", "Western Union", "Swiss Software AG"})
            QTest::newRow(name) << false;
    }
    void genericNames()
    {
        QFETCH(bool, generic);
        QCOMPARE(isGenericName(normalizedName(QTest::currentDataTag())), generic);
    }

    /// What a list has says one thing once, in the form in which it is compared.
    void shippedLists_data()
    {
        QTest::addColumn<int>("least");
        QTest::newRow("generic_words") << 300;
        QTest::newRow("public_mail") << 100;
        QTest::newRow("shared_hosts") << 60;
        QTest::newRow("site_hosts") << 60;
    }
    void shippedLists()
    {
        QFETCH(int, least);
        const WordSet words = shippedWords(QTest::currentDataTag());
        QVERIFY(int(words.size()) >= least);
        for (const std::string &word : words) {
            const bool isWord = QByteArray(QTest::currentDataTag()) == "generic_words";
            QVERIFY2((isWord ? plainText(word) : normalizedDomain(word)) == word, word.c_str());
        }
    }

    void placeholders_data()
    {
        QTest::addColumn<bool>("placeholder");
        for (const char *name : {"Unknown", "N/A", "n.a.", "Test Account", "TEST 3", "Demo Co.", "Sample Customer GmbH",
                 "TBD", "Customer 12", "My Company", "---", "", "New account", "Do not use", "none", "Unassigned"})
            QTest::newRow(name) << true;
        for (const char *name : {"Acme", "Testo SE", "Test Valley Council", "Demos", "New Relic", "Unknown Worlds",
                 "Sample6", "Customer.io", "NATO", "Company of Wolves", "3M", "2020 Companies"})
            QTest::newRow(name) << false;
    }
    void placeholders()
    {
        QFETCH(bool, placeholder);
        QCOMPARE(isPlaceholderName(normalizedName(QTest::currentDataTag())), placeholder);
    }

    void legalForms_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QStringList>("left");
        QTest::newRow("one") << QStringList{"acme", "inc"} << QStringList{"acme"};
        QTest::newRow("of two words") << QStringList{"acme", "pty", "ltd"} << QStringList{"acme"};
        QTest::newRow("until none is left") << QStringList{"muller", "and", "sohne", "gmbh", "and", "co", "kg"}
                                            << QStringList{"muller", "and", "sohne"};
        QTest::newRow("in front, as in Indonesia") << QStringList{"pt", "astra"} << QStringList{"astra"};
        QTest::newRow("inside") << QStringList{"inc", "media", "group"} << QStringList{"inc", "media", "group"};
        QTest::newRow("nothing else") << QStringList{"limited"} << QStringList{"limited"};
        QTest::newRow("none") << QStringList{"acme"} << QStringList{"acme"};
    }
    void legalForms()
    {
        QFETCH(QStringList, words);
        std::vector<std::string> kept;
        for (const QString &word : words)
            kept.push_back(word.toStdString());
        dropLegalForms(kept);
        QStringList left;
        for (const std::string &word : kept)
            left << QString::fromStdString(word);
        QTEST(left, "left");
    }

    /// A form stands before every one that it ends with: else that one would be parted from the name, and leave the
    /// rest.
    void longerFormsComeFirst()
    {
        const auto &forms = unspacedLegalForms();
        for (std::size_t i = 0; i < forms.size(); ++i) {
            for (std::size_t j = i + 1; j < forms.size(); ++j)
                QVERIFY2(forms[j].find(forms[i]) == std::string::npos, forms[j].c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestNormalizedName)
#include "tst_normalized_name.moc"
