#include "core/identity/mergers.h"
#include "core/pack/customer_pack.h"
#include "core/pack/customer_pages.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;
using signs::SignalKind;

namespace {

void plan(test::WorkspaceFixture &data, const std::vector<std::string> &values)
{
    data.run("INSERT INTO plans (source, plan_id, account_id, objective, created_date, due_date, closed_date, status, "
             "value_minor, currency, content_hash, as_of, batch_id, line) VALUES ('crm', ?1, ?2, ?3, ?4, nullif(?5, "
             "''), nullif(?6, ''), ?7, CAST(nullif(?8, '') AS INTEGER), 'USD', 0, '2026-10-31', 1, 2)",
        values);
}

void ticket(test::WorkspaceFixture &data, const char *id, const char *created)
{
    data.run("INSERT INTO tickets (source, ticket_id, account_id, created_at, content_hash, as_of, batch_id, line) "
             "VALUES ('crm', ?1, 'A', ?2, 0, '2026-10-31', 1, 2)",
        {id, created});
}

/// The pack's customers on 2026-10-31: Acme of Enterprise with 1,200, Corvo of SMB with 300; Bolt has left. Acme's next
/// contract ends on 12-31. Of Acme's goals three came to an end in the three months from 08-01 on, one of them given
/// up; two are open, one of them late; what was closed before or is known later is not told, what is closed later is
/// open.
void fill(test::WorkspaceFixture &data)
{
    test::fillPackWorkspace(data);
    plan(data, {"1", "A", "Onboard in a week", "2026-05-01", "2026-09-30", "2026-09-15", "met", "5000000"});
    plan(data, {"2", "A", "Roll out to Japan", "2026-08-01", "2026-12-15", "", "open", ""});
    plan(data, {"3", "A", "Old goal", "2025-01-01", "", "2026-07-31", "missed", ""});
    plan(data, {"4", "A", "Train the team", "2026-05-01", "2026-10-30", "", "open", ""});
    plan(data, {"5", "A", "Next year", "2026-11-01", "", "", "open", ""});
    plan(data, {"6", "A", "Pilot", "2026-05-01", "", "2026-08-01", "missed", ""});
    plan(data, {"7", "A", "Later", "2026-09-01", "", "2026-11-02", "met", ""});
    plan(data, {"8", "A", "Wish", "2026-05-01", "", "2026-08-02", "dropped", ""});
    ticket(data, "1", "2026-10-31T10:00:00Z");
    ticket(data, "2", "2026-08-03T10:00:00Z"); // 89 days before
    ticket(data, "3", "2026-08-02T10:00:00Z"); // 90 days before, and after 2026-07-31
    ticket(data, "4", "2026-07-31T10:00:00Z");
    data.run("INSERT INTO milestones (source, account_id, milestone, due_date, content_hash, as_of, batch_id, line) "
             "VALUES ('crm', 'A', 'Go live', '2026-11-20', 0, '2026-10-31', 1, 2)",
        {});
}

void review(test::WorkspaceFixture &data, const char *account)
{
    data.run(
        "INSERT INTO activities (source, activity_id, account_id, date, type, content_hash, as_of, batch_id, line) "
        "VALUES ('crm', ?1, ?1, '2026-10-01', 'qbr', 0, '2026-10-31', 1, 2)",
        {account});
}

std::vector<std::string> texts(const std::vector<Message> &messages)
{
    std::vector<std::string> all;
    for (const Message &message : messages)
        all.push_back(message.english());
    return all;
}

using Texts = std::vector<std::string>;

/// What a batch wrote.
struct Written {
    QStringList names;
    std::vector<pack::PackDocument> documents;

    pack::PackWriter writer()
    {
        return [this](const std::string &name, const pack::PackDocument &document) -> Result<void> {
            names << QString::fromStdString(name);
            documents.push_back(document);
            return {};
        };
    }
};

} // namespace

/// Business reviews of customers, worked by hand, and packs for each of several.
class TestCustomerReview : public QObject {
    Q_OBJECT
private slots:
    void story()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto document =
            pack::buildPack(data.workspace(), {"customer-qbr", "2026-10", {}, {"A"}}, test::roughHeight, progress);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        QCOMPARE(document->pages.size(), std::size_t(2)); // Enterprise has high touch: one for the executives
        QCOMPARE(document->footerLeft[0].english(), std::string("As of 31 Oct 2026. Only Acme."));
        const pack::Page &page = document->pages[1];
        QCOMPARE(page.title.english(), std::string("Acme: 1 of 2 goals met")); // a wish given up is none of them
        QCOMPARE(page.subtitle.english(), std::string("Business review, 1 Aug 2026 to 31 Oct 2026."));
        const auto &text = std::get<pack::Narrative>(page.blocks[0].content);
        QCOMPARE(text.parts.size(), std::size_t(5));
        QCOMPARE(texts(text.parts[0].paragraphs),
            (Texts{"Pilot: not met by 1 Aug 2026.", "Wish: given up on 2 Aug 2026.",
                "Onboard in a week: met on 15 Sep 2026, worth $50,000."}));
        QCOMPARE(texts(text.parts[1].paragraphs),
            (Texts{"Train the team: was due on 30 Oct 2026.", "Roll out to Japan: due on 15 Dec 2026.", "Later."}));
        QCOMPARE(texts(text.parts[2].paragraphs), Texts{"Use is not measured yet."});
        QCOMPARE(text.parts[3].paragraphs[0].english(), std::string("Tickets in 90 days: 2, three months before 1."));
        QCOMPARE(texts(text.parts[4].paragraphs),
            (Texts{"30 Oct 2026: Train the team.", "20 Nov 2026: Go live.", "15 Dec 2026: Roll out to Japan.",
                "31 Dec 2026: Renewal of the contract."}));
        const auto &goals = std::get<pack::Table>(page.blocks.back().content);
        QCOMPARE(goals.rows.size(), std::size_t(6));
        QCOMPARE(goals.rows[0][1].is, pack::Judgement::Warn);
    }

    /// What the review of Acme tells, to reckon with; what would run as a formula does not.
    void dataBesideTheReview()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE milestones SET milestone = '=1+1'", {});
        Progress progress;
        Written written;
        QVERIFY(pack::packForEach(data.workspace(), {"customer-qbr", "2026-10", {}, {"A"}}, "customer",
            test::roughHeight, progress, written.writer())
                    .ok());
        const QString all = QString::fromStdString(written.documents[0].data);
        QVERIFY(all.startsWith(QStringLiteral("customer,name,part,item,state,day,before,now,amount,currency\n")));
        for (const char *line : {"goal,Onboard in a week,met,2026-09-15,,,50000.00,USD", "renewal,,,2026-12-31,,,,",
                 "goal,Train the team,open,2026-10-30,,,,", "milestone,'=1+1,,2026-11-20,,,,",
                 "signal,tickets_90,,2026-10-31,1.00,2.00,,"})
            QVERIFY2(all.contains(QStringLiteral(",Acme,") + QLatin1String(line) + u'\n'), line);
        QVERIFY(!all.contains(QStringLiteral("Old goal")) && !all.contains(QStringLiteral("Next year")));
    }

    void executives()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto document =
            pack::buildPack(data.workspace(), {"customer-qbr", "2026Q4", {}, {"A"}}, test::roughHeight, progress);
        QVERIFY(!document.ok()); // December is not over
        QCOMPARE(document.error().code, ErrorCode::NoData);
        const auto third =
            pack::buildPack(data.workspace(), {"customer-qbr", "2026Q3", {}, {"A"}}, test::roughHeight, progress);
        QVERIFY2(third.ok(), third.ok() ? "" : third.error().message.english().c_str());
        QCOMPARE(third->asOf, *Date::of(2026, 9, 30));
        QCOMPARE(third->period.english(), std::string("2026Q3"));
        const auto &figures = std::get<pack::KeyFigures>(third->pages[0].blocks[0].content);
        QCOMPARE(figures.figures[0].value.english(), std::string("1 of 3")); // from 2026-07-01 on Old goal counts too
        const auto &text = std::get<pack::Narrative>(third->pages[0].blocks[1].content);
        QCOMPARE(text.parts.size(), std::size_t(2));
        QCOMPARE(text.parts[1].heading.english(), std::string("What is next"));
    }

    /// A name with a point at its end has the sentence's too.
    void oneFootPoint()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE account SET name = 'Acme Inc.' WHERE name = 'Acme'", {});
        Progress quiet;
        const auto document =
            pack::buildPack(data.workspace(), {"customer-qbr", "2026-10", {}, {"A"}}, test::roughHeight, quiet);
        QVERIFY(document.ok());
        QCOMPARE(document->footerLeft[0].english(), std::string("As of 31 Oct 2026. Only Acme Inc."));
    }

    /// Nobody is named: those whose review is late, by ARR; where none is, all.
    void whoseTurnItIs()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto titles = [&] {
            const auto document =
                pack::buildPack(data.workspace(), {"customer-qbr", "2026-10"}, test::roughHeight, progress);
            Texts all;
            for (const pack::Page &page : document->pages)
                all.push_back(page.title.english());
            return all;
        };
        QCOMPARE(titles(), (Texts{"Acme: 1 of 2 goals met", "Acme: 1 of 2 goals met"}));
        review(data, "A");
        QCOMPARE(titles(), (Texts{"Acme: 1 of 2 goals met", "Acme: 1 of 2 goals met", "Corvo: goals to be agreed"}));
    }

    void eachCustomer()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        Written written;
        const auto batch = pack::packForEach(
            data.workspace(), {"customer-qbr", "2026-10"}, "customer", test::roughHeight, progress, written.writer());
        QVERIFY(batch.ok());
        QCOMPARE(batch->wanted, 2); // Bolt has no ARR
        QCOMPARE(batch->written, 2);
        QCOMPARE(written.names.size(), 2);
        QVERIFY(written.names[0].startsWith(QStringLiteral("customer-qbr-2026-10-AC-")));
        QVERIFY(written.names[0] != written.names[1]);
        QCOMPARE(written.documents[1].pages.front().title.english(), std::string("Corvo: goals to be agreed"));
        // the same pages as the pack of that customer alone
        const auto alone =
            pack::buildPack(data.workspace(), {"customer-qbr", "2026-10", {}, {"C"}}, test::roughHeight, progress);
        QVERIFY(alone->pages == written.documents[1].pages && alone->footerLeft == written.documents[1].footerLeft);
    }

    /// Stopped after the first, which stands.
    void stoppedInTheMiddle()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        int written = 0;
        const auto batch = pack::packForEach(data.workspace(), {"customer-qbr", "2026-10"}, "customer",
            test::roughHeight, progress, [&](const std::string &, const pack::PackDocument &) -> Result<void> {
                ++written;
                progress.cancel();
                return {};
            });
        QVERIFY(batch.ok() && batch->isStopped);
        QCOMPARE(written, 1);
        QCOMPARE(batch->written, 1);
        QCOMPARE(batch->wanted, 2);
    }

    void whatCannotBeWrittenEndsIt()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto batch = pack::packForEach(data.workspace(), {"customer-qbr", "2026-10"}, "customer",
            test::roughHeight, progress, [](const std::string &, const pack::PackDocument &) -> Result<void> {
                return Error{ErrorCode::Io, Message::data("full")};
            });
        QCOMPARE(batch.error().code, ErrorCode::Io);
    }

    void eachValue()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.account("crm", "D", "Delta", "segment=Mid / Market"); // without ARR
        data.settle();
        Progress progress;
        QVERIFY(session::resolveIdentities(data.workspace(), progress).ok());
        Written written;
        const auto batch = pack::packForEach(
            data.workspace(), {"monthly", "2026-10"}, "segment", test::roughHeight, progress, written.writer());
        QVERIFY(batch.ok());
        QCOMPARE(written.names,
            (QStringList{QStringLiteral("monthly-2026-10-Enterprise"), QStringLiteral("monthly-2026-10-SMB")}));
        QCOMPARE(batch->wanted, 3);
        QCOMPARE(batch->leftOut.size(), std::size_t(1));
        QVERIFY(batch->leftOut[0].english().starts_with("Mid / Market: "));
        QVERIFY(written.documents[0].footerLeft[0].english().find("segment Enterprise") != std::string::npos);
    }

    /// Of the day or the book, each of them by hand: Acme's goals, whose turn it is, and what a customer is called.
    void bookOfReviews()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto book = pack::ReviewBook::read(data.workspace(), *Date::of(2026, 10, 31), progress);
        QVERIFY2(book.ok(), book.ok() ? "" : book.error().message.english().c_str());
        const auto account = [&](const std::string &id) { return *pack::customerNamed(book->accounts(), id); };
        const auto called = [&](int index) { return book->accounts().at(index).name; };
        QCOMPARE(called(account("A")), std::string("Acme")); // by a record of a source
        QCOMPARE(account(book->accounts().at(account("C")).id), account("C")); // by its own id
        QCOMPARE(pack::customerNamed(book->accounts(), "nobody at all").error().code, ErrorCode::NotFound);
        const pack::CustomerMeasures acme = book->of(account("A"));
        QCOMPARE(acme.metInPeriod(), 1); // Onboard in a week
        QCOMPARE(acme.closedInPeriod(), 2); // and Pilot, which was missed; a wish given up is neither
        QCOMPARE(acme.open(), 3);
        QCOMPARE(acme.before, *Date::of(2026, 7, 31));
        QCOMPARE(acme.renewal, Date::of(2026, 12, 31));
        QVERIFY(acme.isStrategic && !book->of(account("C")).isStrategic);
        QCOMPARE(book->unasked({}), std::vector<int>{account("A")}); // the only one that is late
        QCOMPARE(book->unasked({{"segment", "SMB"}}), std::vector<int>{account("C")}); // of whom none is late
        QCOMPARE(book->all({}).size(), std::size_t(2));
    }

    /// Corvo is part of Acme from 2026-11-01 on: until then both have a review, and Acme's is what Corvo's id then
    /// gives.
    void mergedCustomers()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run(
            "INSERT INTO milestones (source, account_id, milestone, due_date, content_hash, as_of, batch_id, line) "
            "VALUES ('crm', 'C', 'Migration', '2026-11-10', 0, '2026-10-31', 1, 2)",
            {});
        plan(data, {"9", "C", "Double use", "2026-05-01", "2026-12-31", "", "open", ""});
        Progress progress;
        const auto titlesFrom = [&](Date merged) {
            data.workspace().setSetting(
                identity::MergersSetting, identity::textOf({{{"crm", "C"}, {"crm", "A"}, merged, false, "Ann"}}));
            const auto document =
                pack::buildPack(data.workspace(), {"customer-qbr", "2026-10", {}, {"C"}}, test::roughHeight, progress);
            const auto &text = std::get<pack::Narrative>(document->pages.back().blocks[0].content);
            Texts all{document->pages.back().title.english()};
            for (const Message &paragraph : text.parts.back().paragraphs)
                all.push_back(paragraph.english());
            return all;
        };
        QCOMPARE(titlesFrom(*Date::of(2026, 11, 1)),
            (Texts{"Corvo: 1 goal under way", "10 Nov 2026: Migration.", "31 Dec 2026: Double use.",
                "15 Jan 2027: Renewal of the contract."}));
        QCOMPARE(titlesFrom(*Date::of(2026, 10, 31)),
            (Texts{"Acme: 1 of 2 goals met", "30 Oct 2026: Train the team.", "10 Nov 2026: Migration.",
                "20 Nov 2026: Go live.", "15 Dec 2026: Roll out to Japan.", "31 Dec 2026: Double use.",
                "31 Dec 2026: Renewal of the contract."}));
    }

    void wrong_data()
    {
        QTest::addColumn<QString>("templateId");
        QTest::addColumn<QString>("period");
        QTest::addColumn<QString>("customer");
        QTest::addColumn<QString>("each");
        QTest::addColumn<QString>("says");
        QTest::newRow("customer of all") << "monthly"
                                         << "2026-10"
                                         << "A"
                                         << ""
                                         << "of many customers, not of one";
        QTest::newRow("nobody") << "customer-qbr"
                                << "2026-10"
                                << "AC-000019"
                                << ""
                                << "did you mean AC-00001?";
        QTest::newRow("quarter of all") << "monthly"
                                        << "2026Q3"
                                        << ""
                                        << ""
                                        << "wants a month";
        QTest::newRow("no period") << "customer-qbr"
                                   << "autumn"
                                   << ""
                                   << ""
                                   << "not \"autumn\"";
        QTest::newRow("each of one") << "customer-qbr"
                                     << "2026-10"
                                     << ""
                                     << "segment"
                                     << "--each customer";
        QTest::newRow("each of all") << "monthly"
                                     << "2026-10"
                                     << ""
                                     << "customer"
                                     << "a dimension";
        QTest::newRow("product") << "monthly"
                                 << "2026-10"
                                 << ""
                                 << "product"
                                 << "another dimension";
        QTest::newRow("no dimension") << "monthly"
                                      << "2026-10"
                                      << ""
                                      << "colour"
                                      << "segment";
    }
    void wrong()
    {
        QFETCH(QString, templateId);
        QFETCH(QString, period);
        QFETCH(QString, customer);
        QFETCH(QString, each);
        QFETCH(QString, says);
        static test::WorkspaceFixture data;
        if (!data.workspace().setting("filled")) {
            fill(data);
            data.workspace().setSetting("filled", "yes");
        }
        Progress progress;
        pack::PackOptions options{templateId.toStdString(), period.toStdString()};
        if (!customer.isEmpty())
            options.customers.push_back(customer.toStdString());
        Written written;
        const Error error = each.isEmpty()
            ? pack::buildPack(data.workspace(), options, test::roughHeight, progress).error()
            : pack::packForEach(
                data.workspace(), options, each.toStdString(), test::roughHeight, progress, written.writer())
                  .error();
        QVERIFY2(QString::fromStdString(error.message.english()).contains(says), error.message.english().c_str());
        QVERIFY(written.names.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestCustomerReview)
#include "tst_customer_review.moc"
