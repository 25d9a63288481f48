#include "core/base/in_parallel.h"
#include "core/base/progress.h"

#include <QtTest>

#include <atomic>
#include <chrono>

using namespace qd;

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

/// What a listener heard, and when.
struct Heard {
    std::vector<Progress::State> states;
    std::vector<Clock::time_point> times;

    [[nodiscard]] Progress::Listener listener()
    {
        return [this](const Progress::State &state) {
            states.push_back(state);
            times.push_back(Clock::now());
        };
    }
};

/// Steps until something more is heard. The least and the most that the time since begin() may be at that report.
std::pair<double, double> untilHeard(Progress &progress, const Heard &heard, const std::function<void()> &step)
{
    const Clock::time_point before = Clock::now();
    progress.begin(Message::data("Reading"), 3'000'000);
    const Clock::time_point begun = Clock::now();
    const std::size_t known = heard.states.size();
    Clock::time_point last = begun;
    while (heard.states.size() == known) {
        last = Clock::now();
        step();
    }
    return {seconds(last - begun), seconds(heard.times.back() - before)};
}

} // namespace

class TestProgress : public QObject {
    Q_OBJECT
private slots:
    void aPartBegins()
    {
        Heard heard;
        Progress progress(heard.listener());
        progress.begin(Message::data("Reading usage.csv"), 100);
        QCOMPARE(heard.states.size(), std::size_t(1)); // at once
        const Progress::State &state = heard.states[0];
        QCOMPARE(state.task.english(), std::string("Reading usage.csv"));
        QCOMPARE(state.done, std::int64_t(0));
        QCOMPARE(state.total, std::int64_t(100));
        QCOMPARE(state.counted, std::int64_t(-1));
        QCOMPARE(state.perSecond, 0.0);
        QVERIFY(state.secondsLeft < 0); // not known yet
    }

    void countsStartAgain()
    {
        Heard heard;
        Progress progress(heard.listener());
        progress.begin(Message::data("Reading"), 100);
        QVERIFY(progress.rows(7, 50, 200));
        progress.begin(Message::data("Writing"));
        const Progress::State &state = heard.states.back();
        QCOMPARE(state.task.english(), std::string("Writing"));
        QCOMPARE(state.done, std::int64_t(0));
        QCOMPARE(state.total, std::int64_t(0));
        QCOMPARE(state.counted, std::int64_t(-1));
    }

    /// A million of three: as much time again, twice, is left.
    void theSpeedOfWhatIsDone()
    {
        Heard heard;
        Progress progress(heard.listener());
        const auto [least, most] = untilHeard(progress, heard, [&] { QVERIFY(progress.step(1'000'000)); });
        const Progress::State &state = heard.states.back();
        QCOMPARE(state.done, std::int64_t(1'000'000));
        QVERIFY(state.perSecond >= 1e6 / most && state.perSecond <= 1e6 / least);
        QVERIFY(state.secondsLeft >= 1.999 * least && state.secondsLeft <= 2.001 * most);
    }

    /// Rows are counted, the end is known of bytes.
    void theSpeedOfRows()
    {
        Heard heard;
        Progress progress(heard.listener());
        const auto [least, most] =
            untilHeard(progress, heard, [&] { QVERIFY(progress.rows(500, 1'000'000, 2'000'000)); });
        const Progress::State &state = heard.states.back();
        QCOMPARE(state.counted, std::int64_t(500));
        QCOMPARE(state.total, std::int64_t(2'000'000));
        QVERIFY(state.perSecond >= 500 / most && state.perSecond <= 500 / least);
        QVERIFY(state.secondsLeft >= 0.999 * least && state.secondsLeft <= 1.001 * most);
    }

    /// Bytes are read, but no row is whole yet.
    void noRowYet()
    {
        Heard heard;
        Progress progress(heard.listener());
        static_cast<void>(untilHeard(progress, heard, [&] { QVERIFY(progress.rows(0, 1000, 2000)); }));
        QCOMPARE(heard.states.back().perSecond, 0.0);
        QVERIFY(heard.states.back().secondsLeft > 0);
    }

    void withoutATotalTheEndIsUnknown()
    {
        Heard heard;
        Progress progress(heard.listener());
        const auto [least, most] = untilHeard(progress, heard, [&] { QVERIFY(progress.step(1000, 0)); });
        const Progress::State &state = heard.states.back();
        QVERIFY(state.perSecond >= 1000 / most && state.perSecond <= 1000 / least);
        QCOMPARE(state.secondsLeft, -1.0);
    }

    void ofOneThingThatIsDoneNothingIsLeft()
    {
        Heard heard;
        Progress progress(heard.listener());
        static_cast<void>(untilHeard(progress, heard, [&] { QVERIFY(progress.step(1, 1)); }));
        QCOMPARE(heard.states.back().secondsLeft, 0.0);
    }

    void notHeardMoreOftenThanEvery50Milliseconds()
    {
        Heard heard;
        Progress progress(heard.listener());
        const auto [least, most] = untilHeard(progress, heard, [&] { QVERIFY(progress.step(1)); });
        QCOMPARE(heard.times.size(), std::size_t(2)); // the beginning and this one
        QVERIFY(most >= 0.05);
    }

    void oneWhoAsksStopsIt()
    {
        Progress progress;
        progress.begin(Message::data("Reading"), 10);
        QVERIFY(progress.step(1));
        QVERIFY(!progress.isCancelled());
        progress.cancel();
        QVERIFY(progress.isCancelled());
        QVERIFY(!progress.step(2));
        QVERIFY(!progress.step(2, 10));
        QVERIFY(!progress.rows(1, 2, 10));
        QVERIFY(cancelled().code == ErrorCode::Cancelled);
    }

    void partsAreDoneOnceEach_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("threads");
        QTest::addColumn<int>("workers");
        QTest::newRow("one thread") << 100 << 1 << 1;
        QTest::newRow("three") << 100 << 3 << 3;
        QTest::newRow("no more than parts") << 2 << 3 << 2;
        QTest::newRow("nothing to do") << 0 << 3 << 1;
    }
    void partsAreDoneOnceEach()
    {
        QFETCH(int, count);
        QFETCH(int, threads);
        Progress progress;
        const auto parts = std::size_t(count);
        std::vector<std::atomic<int>> done(parts);
        progress.begin(Message::data("Reading"), count);
        int workers = 0;
        const auto makeWorker = [&] {
            ++workers;
            return [&done](std::size_t part) { ++done[part]; };
        };
        QVERIFY(inParallel(parts, threads, progress, 0, makeWorker));
        for (const std::atomic<int> &times : done)
            QCOMPARE(times.load(), 1);
        QTEST(workers, "workers");
        progress.cancel();
        QVERIFY(!inParallel(parts, threads, progress, 0, makeWorker));
        for (const std::atomic<int> &times : done)
            QCOMPARE(times.load(), 1); // none was begun
    }
};

QTEST_APPLESS_MAIN(TestProgress)
#include "tst_progress.moc"
