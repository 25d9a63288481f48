#pragma once
#include <csignal>

namespace qd::cli {

/// While it lives, Ctrl+C and SIGTERM cancel terminalProgress() in place of ending the program, so that what works
/// elsewhere, such as a query on a server, is ended too. The second time they end the program. One at a time.
class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

private:
    struct sigaction m_interrupt = {}; ///< what it did before
    struct sigaction m_terminate = {};
};

} // namespace qd::cli
