#include "core/sources/column_file.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

#include <map>

using namespace qd;
using namespace qd::sources;

/// The shipped profiles against a small file each in the shape that its system documents (tests/data/profiles), written
/// for this test: which profile takes it, that no other would, and what its first row becomes (expected.csv).
class TestShippedProfiles : public QObject {
    Q_OBJECT

private slots:
    void everyProfileHasAFile();
    void everyProfileIsListed();
    void recognised_data();
    void recognised();
    void otherObjects_data();
    void otherObjects();
    void imported_data();
    void imported();
};

namespace {

const std::string Folder = QD_TEST_DATA "/profiles/";

struct Expected {
    std::string profile;
    std::string entity;
    std::vector<std::pair<std::string, std::string>> values; ///< of the first row, by column
};

/// By fixture.
const std::map<std::string, Expected> &expected()
{
    static const std::map<std::string, Expected> all = [] {
        std::map<std::string, Expected> read;
        const ColumnsWanted columns{{"fixture", "profile", "entity", "column", "value"}, 5, {}, {}};
        const auto done = forEachColumnRow(Folder + "expected.csv", columns, [&read](const ColumnRow &row) {
            Expected &fixture = read[row.text(0)];
            fixture.profile = row.text(1);
            fixture.entity = row.text(2);
            fixture.values.emplace_back(row.text(3), row.text(4));
            return Result<void>();
        });
        if (!done)
            qFatal("%s", done.error().message.english().c_str());
        return read;
    }();
    return all;
}

void addFixtures()
{
    QTest::addColumn<QString>("fixture");
    for (const auto &[name, fixture] : expected())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

/// A page of docs/sources.
QString documented(const std::string &page)
{
    QFile file(QStringLiteral(QD_TEST_DATA "/../../docs/sources/%1.md").arg(QString::fromStdString(page)));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no page %s", page.c_str());
    return QString::fromUtf8(file.readAll());
}

/// Numbers are equal as numbers: SQLite writes 5 as 5.0 in a column of real ones.
bool isSame(const QString &a, const QString &b)
{
    bool bothNumbers[2] = {};
    const double x = a.toDouble(&bothNumbers[0]);
    const double y = b.toDouble(&bothNumbers[1]);
    return a == b || (bothNumbers[0] && bothNumbers[1] && x == y);
}

} // namespace

void TestShippedProfiles::everyProfileHasAFile()
{
    for (const Profile &profile : shippedProfiles()) {
        const bool has = std::ranges::any_of(
            expected(), [&profile](const auto &fixture) { return fixture.second.profile == profile.name; });
        QVERIFY2(has, profile.name.c_str());
    }
}

void TestShippedProfiles::everyProfileIsListed()
{
    const QString list = documented("README");
    for (const Profile &profile : shippedProfiles()) {
        const QString name = QString::fromStdString(profile.name);
        QVERIFY2(list.contains(QLatin1Char('`') + name + QLatin1Char('`')), profile.name.c_str());
        const QString page = documented(profile.source).toLower();
        QVERIFY2(page.contains(QLatin1Char('`') + name + QLatin1Char('`')), profile.name.c_str());
        for (const ProfileColumn &column : profile.columns) {
            for (const FieldRule &rule : column.from) {
                for (const std::string &header : rule.headers())
                    QVERIFY2(
                        page.contains(QLatin1Char('`') + QString::fromStdString(header).toLower() + QLatin1Char('`')),
                        (profile.name + ": " + header).c_str());
            }
        }
    }
}

void TestShippedProfiles::recognised_data()
{
    addFixtures();
}

void TestShippedProfiles::recognised()
{
    QFETCH(QString, fixture);
    const Expected &wanted = expected().at(fixture.toStdString());
    const auto file = recognise(Folder + fixture.toStdString() + ".csv", {}, knownProfiles());
    QVERIFY2(file.ok(), file.ok() ? "" : file.error().message.english().c_str());
    QCOMPARE(file->mapping.profile->name, wanted.profile);
    QCOMPARE(file->entity(), wanted.entity);
    QCOMPARE(file->source, file->mapping.profile->source);
    QVERIFY(file->mapping.confidence() > 0.3);
    std::vector<std::shared_ptr<const Profile>> others;
    for (const auto &profile : knownProfiles()) {
        if (profile->name != wanted.profile)
            others.push_back(profile);
    }
    const auto taken = detect(others, file->mapping.headers, true);
    QVERIFY2(!taken, taken ? taken->profile->name.c_str() : "");
}

/// What stands beside accounts in a system's data export, or looks like one, is not taken for accounts.
void TestShippedProfiles::otherObjects_data()
{
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("profile"); // empty for none
    QTest::newRow("leads of Salesforce") << "Id,Name,Title,Company,Email,OwnerId,LeadSource,IsConverted"
                                         << "";
    QTest::newRow("few fields of leads") << "Id,Name,Company,OwnerId"
                                         << "";
    QTest::newRow("campaigns") << "Id,Name,OwnerId,ParentId,StartDate,Status,NumberOfResponses,BudgetedCost"
                               << "";
    QTest::newRow("quotes") << "Id,Name,OpportunityId,OwnerId,GrandTotal"
                            << "";
    QTest::newRow("territories") << "Id,Name,ParentId,ParentTerritoryId"
                                 << "";
    QTest::newRow("contacts without what tells them") << "Id,Name,AccountId,OwnerId,Phone"
                                                      << "";
    QTest::newRow("a loader's table of what accounts were before")
        << "_fivetran_active,_fivetran_start,_fivetran_end,id,name,is_deleted,owner_id,billing_country"
        << "";
    QTest::newRow("a loader's table of accounts") << "_fivetran_synced,id,name,is_deleted,owner_id,billing_country"
                                                  << "salesforce-warehouse-account";
    QTest::newRow("accounts of Zuora with parents")
        << "Id,AccountNumber,Name,CrmId,Batch,Balance,BillCycleDay,ParentId,Currency,Status,SalesRepName,CreatedDate"
        << "zuora-account";
    QTest::newRow("accounts of Salesforce") << "Id,Name,AccountNumber,OwnerId,ParentId"
                                            << "salesforce-account";
}

void TestShippedProfiles::otherObjects()
{
    QFETCH(QString, headers);
    QFETCH(QString, profile);
    std::vector<std::string> names;
    for (const QString &header : headers.split(u','))
        names.push_back(header.toStdString());
    const auto taken = detect(knownProfiles(), names, true);
    QCOMPARE(taken ? QString::fromStdString(taken->profile->name) : QString(), profile);
}

void TestShippedProfiles::imported_data()
{
    addFixtures();
}

void TestShippedProfiles::imported()
{
    QFETCH(QString, fixture);
    const Expected &wanted = expected().at(fixture.toStdString());
    const std::string path = Folder + fixture.toStdString() + ".csv";
    const auto file = recognise(path, {}, knownProfiles());
    QVERIFY(file.ok());
    std::vector<std::string> paths{path};
    if (file->mapping.hasLookups()) {
        paths.push_back(Folder + "zendesk-tickets.csv");
        paths.push_back(Folder + "zendesk-users.csv");
    }
    SourceFixture f;
    const auto report = f.import(paths);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    for (const BatchReport &batch : report->batches)
        QVERIFY2(batch.quarantined == 0 && batch.accepted > 0,
            qPrintable(f.rows("SELECT sentence(message, message_values) FROM quarantine").join(QLatin1Char(' '))));
    for (const auto &[column, value] : wanted.values) {
        const QStringList got = f.rows("SELECT " + column + " FROM " + wanted.entity + " WHERE source = '"
            + file->source + "' ORDER BY line LIMIT 1");
        QVERIFY2(isSame(got.value(0), QString::fromStdString(value)),
            qPrintable(QString::fromStdString(column) + QStringLiteral(" is ") + got.value(0)));
    }
}

QTEST_GUILESS_MAIN(TestShippedProfiles)
#include "tst_shipped_profiles.moc"
