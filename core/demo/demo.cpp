#include "core/demo/demo.h"

#include "core/demo/names.h"

#include "core/demo/truth.h"
#include "core/store/output_file.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace qd::demo {

namespace {

constexpr char Staging[] = ".qdeck-demo";

Result<void> checkOptions(const DemoOptions &options)
{
    if (options.accounts < 1 || options.accounts > 1'000'000)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Demo", "--accounts is %1; give a number from 1 to 1000000."),
                {std::to_string(options.accounts)}},
            {std::to_string(options.accounts)}};
    if (options.months < 3 || options.months > 120)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Demo", "--months is %1; give a number from 3 to 120."), {std::to_string(options.months)}},
            {std::to_string(options.months)}};
    if (options.end < Month(1990, 1) || options.end > Month(2100, 12))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Demo", "--end is %1; give a month from 1990-01 to 2100-12."), {options.end.iso()}},
            {options.end.iso()}};
    return {};
}

bool holdsDemo(const QDir &dir)
{
    QFile truth(dir.filePath(QString::fromUtf8(TruthFile::Name.data())));
    if (!truth.open(QIODevice::ReadOnly))
        return false;
    return truth.read(static_cast<qint64>(TruthFile::Opening.size())).toStdString() == TruthFile::Opening;
}

/// The folder being written, beside the final names, removed with all it holds unless taken over.
class StagingFolder {
public:
    explicit StagingFolder(const QString &path)
        : m_target(path)
        , m_made(!m_target.exists())
    {
    }
    ~StagingFolder()
    {
        QDir(staged()).removeRecursively();
        if (m_made && !m_kept)
            QDir().rmdir(m_target.path()); // only if empty
    }
    StagingFolder(const StagingFolder &) = delete;
    StagingFolder &operator=(const StagingFolder &) = delete;

    [[nodiscard]] QString staged() const { return m_target.filePath(QString::fromLatin1(Staging)); }

    Result<void> open()
    {
        const std::string path = m_target.path().toStdString();
        const auto entries = m_target.entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
        const bool empty = entries.isEmpty() || entries == QStringList{QString::fromLatin1(Staging)};
        if (m_target.exists() && !empty && !holdsDemo(m_target))
            return Error{ErrorCode::AlreadyExists,
                {QD_WORDS("Demo", "%1 holds files that are no demo. Nothing was changed; name a new or empty folder."),
                    {path}},
                {path}};
        QDir(staged()).removeRecursively();
        if (!QDir().mkpath(staged()))
            return Error{ErrorCode::ReadOnly,
                {QD_WORDS("Demo", "The folder %1 cannot be written. Name one where you may make files."), {path}},
                {path}};
        return {};
    }

    /// Moves the files to their names. The truth goes first, so that a folder caught in between is known for a demo.
    Result<void> keep()
    {
        const QDir from(staged());
        QStringList names = from.entryList(QDir::Files | QDir::Hidden);
        std::stable_partition(names.begin(), names.end(),
            [](const QString &name) { return name == QString::fromUtf8(TruthFile::Name.data()); });
        for (const QString &name : names) {
            if (auto fine = store::checkOutput(m_target.filePath(name).toStdString()); !fine)
                return fine;
        }
        for (const QString &name : names) {
            QFile::remove(m_target.filePath(name));
            if (!QFile::rename(from.filePath(name), m_target.filePath(name)))
                return notInPlace(name);
            m_kept = true;
        }
        return keepHistory(from);
    }

private:
    /// Moves the files of history. Of an earlier demo's those go whose days are no more; what else lies there stays.
    Result<void> keepHistory(const QDir &from)
    {
        const QString name = QString::fromUtf8(HistoryFolder.data(), qsizetype(HistoryFolder.size()));
        const QDir staged(from.filePath(name));
        const QDir kept(m_target.filePath(name));
        for (const QString &day : kept.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            for (const char *file : {CrmAccounts, CrmOpportunities})
                QFile::remove(kept.filePath(day + u'/' + QLatin1String(file)));
            kept.rmdir(day); // only if empty
        }
        for (const QString &day : staged.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            kept.mkpath(day);
            for (const char *file : {CrmAccounts, CrmOpportunities}) {
                const QString path = day + u'/' + QLatin1String(file);
                if (!QFile::rename(staged.filePath(path), kept.filePath(path)))
                    return notInPlace(name + u'/' + path);
            }
        }
        return {};
    }
    static Error notInPlace(const QString &name)
    {
        return Error{ErrorCode::Io,
            {QD_WORDS("Demo",
                 "Could not put %1 into its place; is it open in another program? Close it and run the same "
                 "command again."),
                {name.toStdString()}},
            {name.toStdString()}};
    }

    QDir m_target;
    bool m_made;
    bool m_kept = false;
};

Result<std::vector<DemoFile>> finishFiles(Exports &files)
{
    std::vector<DemoFile> counts;
    for (CsvFile *file : files.all()) {
        if (auto done = file->finish(); !done)
            return done.error();
        counts.push_back(file->counts());
    }
    for (PastMonth &past : files.history) {
        for (CsvFile *file : {&past.accounts, &past.opportunities}) {
            if (auto done = file->finish(); !done)
                return done.error();
        }
    }
    std::sort(counts.begin(), counts.end(), [](const DemoFile &a, const DemoFile &b) { return a.name < b.name; });
    return counts;
}

Result<DemoSummary> writeAll(const std::string &dir, const DemoOptions &options, Progress &progress)
{
    const World world(options);
    Exports files(dir, world);
    TruthFile truth(dir, world);
    Oracle oracle(world);
    std::vector<PlantedFault> faults;
    std::vector<PlantedLeak> leaks;
    Writing writing{world, files, oracle, faults, leaks};
    writeTeam(writing);
    writeRates(writing);
    progress.begin(QD_WORDS("Progress", "Writing the sample"), options.accounts);
    for (std::int64_t index = 0; index < options.accounts; ++index) {
        if (!progress.step(index))
            return cancelled();
        const Account account = makeAccount(world, index);
        const Book crm = crmBook(world, account);
        writeSalesforce(writing, account, crm);
        writeStripe(writing, account);
        writeGainsight(writing, account, platformBook(world, account, crm));
        writeZendesk(writing, account);
        writeUsage(writing, account);
        writePeople(writing, account);
        writeInvoices(writing, account);
        writeJudgements(writing, account);
        writeSuccess(writing, account);
        writeHistory(writing, account);
        truth.addCustomer(account, crm, oracle);
    }
    writeSpoiltRows(writing);
    auto counts = finishFiles(files);
    if (!counts)
        return counts.error();
    if (auto done = truth.finish(writing, *counts); !done)
        return done.error();
    return DemoSummary{
        std::string(OurName), world.asOf, options.accounts, static_cast<int>(faults.size()), std::move(counts).value()};
}

} // namespace

Result<DemoSummary> writeDemo(const std::string &dir, const DemoOptions &options, Progress &progress)
{
    if (auto fit = checkOptions(options); !fit)
        return fit.error();
    StagingFolder folder(QString::fromStdString(dir));
    if (auto open = folder.open(); !open)
        return open.error();
    auto summary = writeAll(folder.staged().toStdString(), options, progress);
    if (!summary)
        return summary;
    if (auto kept = folder.keep(); !kept)
        return kept.error();
    return summary;
}

} // namespace qd::demo
