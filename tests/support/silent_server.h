#pragma once
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace qd::test {

/// Takes connections on a loopback port and never says a word; whoever waits is let go with it.
class SilentServer {
public:
    SilentServer()
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(m_socket, reinterpret_cast<sockaddr *>(&address), size) == 0 && ::listen(m_socket, 8) == 0
            && ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size) == 0)
            m_port = ntohs(address.sin_port);
    }
    ~SilentServer() { ::close(m_socket); }
    SilentServer(const SilentServer &) = delete;
    SilentServer &operator=(const SilentServer &) = delete;

    /// 0 where there is none.
    [[nodiscard]] int port() const { return m_port; }

private:
    int m_socket;
    int m_port = 0;
};

} // namespace qd::test
