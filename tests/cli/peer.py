#!/usr/bin/env python3
"""peer.py WHAT PORT [...]: peers of the handfast command that do not behave. Each prints what it saw, one word a line.

  silent PORT             TLS, says nothing, and hears how the server ends: close_notify or cut
  raw PORT                TCP, says nothing; the alerts it gets, as level:description
  dribble PORT            TCP, a ClientHello with a byte every now and then; the alerts it gets
  request PORT            TLS, a request with a byte every now and then; the first line of the answer, and the end
  deaf PORT PID           TLS, sends to an echo and reads nothing until the server stalls; SIGTERM to PID; then reads all: `whole`
                          when everything came back that the server had taken
  stuck PORT PID          the same, but it never reads and waits for the server's end: `gone`
  reset PORT PID          TLS, sends until the server takes no more, and resets the connection
  crowd PORT N            N TCP connections at once, held; for each, how it ended: alerts, or open
  swallow                 TCP server that says nothing; prints its port, then what it got: each record as type[:level:description]
  muffle KIND COMMAND...  runs it with a standard error that is full and that nobody reads: KIND is socket or terminal; prints its
                          process id, and ends as it does
  mute CERT KEY           TLS server that never reads behind the handshake; prints its port
"""
import fcntl, os, signal, socket, ssl, struct, subprocess, sys, termios, time

STEP = 0.05  # seconds between two bytes
VERSION = ssl.TLSVersion.TLSv1_3 if os.environ.get("PEER_TLS") == "1.3" else ssl.TLSVersion.TLSv1_2
HELLO = bytes.fromhex("160301002f0100002b0303") + bytes(32) + bytes.fromhex("000004c02f00ff0100")


def connect(port):
    return socket.create_connection(("127.0.0.1", int(port)))


def context():
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    c.check_hostname = False
    c.verify_mode = ssl.CERT_NONE
    c.minimum_version = c.maximum_version = VERSION
    return c


def secure(port):
    return context().wrap_socket(connect(port), suppress_ragged_eofs=False)


def ending(s):
    """Reads to the end; the bytes, and whether it was said."""
    got = b""
    try:
        while True:
            piece = s.recv(65536)
            if not piece:
                return got, "close_notify"
            got += piece
    except (ssl.SSLError, OSError):
        return got, "cut"


def records(got):
    """Records in plain text; those that are alerts with what they say."""
    while len(got) >= 5:
        n = struct.unpack(">H", got[3:5])[0]
        body = got[5:5 + n]
        yield "%d:%d" % (body[0], body[1]) if got[0] == 21 and n == 2 else "type-%d" % got[0]
        got = got[5 + n:]


def show_records(s, got=b""):
    try:
        while piece := s.recv(65536):
            got += piece
    except OSError:
        print("reset")
    print(*records(got), sep="\n", flush=True)


def drip(s, data):
    """A byte every now and then, for as long as somebody takes them."""
    s.settimeout(STEP)
    got = b""
    for i in range(2000):
        try:
            s.sendall(data[i:i + 1] or b"x")
            piece = s.recv(65536)
            if not piece:
                return got, "close_notify"
            got += piece
        except TimeoutError:
            continue
        except (ssl.SSLError, OSError):
            return got, "cut"
    return got, "never"


def silent(port):
    s = secure(port)
    print("open", flush=True)
    print(ending(s)[1])


def raw(port):
    s = connect(port)
    print("open", flush=True)
    show_records(s)


def dribble(port):
    got, _ = drip(connect(port), HELLO)
    print(*records(got), sep="\n")


def request(port):
    got, end = drip(secure(port), b"GET / HTTP/1.1\r\nX: ")
    print(got.split(b"\r\n")[0].decode(), end, sep="\n")


def waiting_at_server(s):
    """Bytes in the server's socket that it has not read (proc(5), tcp)."""
    ours, theirs = "%04X" % s.getsockname()[1], "%04X" % s.getpeername()[1]
    for line in open("/proc/net/tcp"):
        part = line.split()
        if part[1].endswith(":" + theirs) and part[2].endswith(":" + ours):
            return int(part[4].split(":")[1], 16)
    return 0


def asleep(pid):
    """Whether a process waits: it has looked at all that it wants to look at."""
    try:
        return open("/proc/%s/stat" % pid).read().rsplit(")", 1)[1].split()[0] == "S"
    except OSError:
        return False


class Flood:
    """A TLS client over buffers, which counts what it sends to the server PID: records of 1000 bytes."""

    def __init__(self, port, pid):
        self.pid = pid
        self.s = socket.socket()
        self.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.s.connect(("127.0.0.1", int(port)))
        self.inward, self.outward = ssl.MemoryBIO(), ssl.MemoryBIO()
        self.tls = context().wrap_bio(self.inward, self.outward)
        while True:
            try:
                self.tls.do_handshake()
                break
            except ssl.SSLWantReadError:
                self.s.sendall(self.outward.read())
                self.inward.write(self.s.recv(65536))
        self.s.sendall(self.outward.read())
        self.tls.write(bytes(1000))
        first = self.outward.read()
        self.size = len(first)
        self.s.sendall(first)
        self.sent = self.size
        self.left = b""

    def fill(self):
        """Sends until there is no room."""
        try:
            while True:
                if not self.left:
                    self.tls.write(bytes(1000))
                    self.left = self.outward.read()
                n = self.s.send(self.left)
                self.sent += n
                self.left = self.left[n:]
        except BlockingIOError:
            return

    def taken(self):
        """Bytes that the server has read; None while it could still take some: it waits, although bytes wait for it."""
        waits, there = asleep(self.pid), waiting_at_server(self.s)
        unacknowledged = struct.unpack("i", fcntl.ioctl(self.s, termios.TIOCOUTQ, b"\0" * 4))[0]
        return self.sent - unacknowledged - there if waits and there else None

    def to_stall(self):
        """Until the server takes nothing more; how many whole records it took."""
        self.s.setblocking(False)
        before = None
        while True:
            self.fill()
            taken = self.taken()
            if taken is not None and taken == before:
                break
            before = taken
            time.sleep(STEP)
        self.s.setblocking(True)
        return taken // self.size

    def rest(self):
        """Bytes that come until the end, and how that was said."""
        self.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)  # whole segments again
        n = 0
        while True:
            try:
                piece = self.tls.read(65536)
                n += len(piece)
                if not piece:
                    return n, "close_notify"
            except ssl.SSLWantReadError:
                try:
                    more = self.s.recv(65536)
                except OSError:
                    more = b""
                if not more:
                    return n, "cut"
                self.inward.write(more)
            except ssl.SSLError as error:
                return n, "close_notify" if isinstance(error, ssl.SSLZeroReturnError) else "cut"


def signal_waits(pid):
    """Whether SIGTERM is still to be taken."""
    try:
        status = dict(line.split(":", 1) for line in open("/proc/%s/status" % pid))
        return (int(status["ShdPnd"], 16) | int(status["SigPnd"], 16)) >> (signal.SIGTERM - 1) & 1
    except OSError:
        return 0


def deaf(port, pid):
    f = Flood(port, pid)
    taken = f.to_stall()
    os.kill(int(pid), signal.SIGTERM)
    while signal_waits(pid):
        time.sleep(STEP)
    n, end = f.rest()
    print("whole" if n >= 1000 * taken else "%d of %d" % (n, 1000 * taken), end, sep="\n")


def stuck(port, pid):
    f = Flood(port, pid)
    try:
        f.to_stall()
        while f.s.getpeername():
            time.sleep(STEP)
    except OSError:
        print("gone")


def reset(port, pid):
    f = Flood(port, pid)
    f.to_stall()
    f.s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    f.s.close()
    print("reset")


def crowd(port, n):
    held = [connect(port) for _ in range(int(n))]
    print("all", flush=True)
    sys.stdin.readline()
    for s in held:
        s.setblocking(False)
        try:
            print(*records(s.recv(65536)))
        except BlockingIOError:
            print("open")
        except OSError:
            print("reset")


def listen():
    l = socket.create_server(("127.0.0.1", 0))
    print("port", l.getsockname()[1], flush=True)
    return l


def swallow():
    s, _ = listen().accept()
    first = s.recv(65536)
    print("hello", flush=True)
    show_records(s, first)


def mute(cert, key):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.minimum_version = c.maximum_version = VERSION
    c.load_cert_chain(cert, key)
    s, _ = listen().accept()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    s = c.wrap_socket(s, server_side=True)
    print("open", flush=True)
    time.sleep(60)


def muffle(kind, *command):
    _, theirs = os.openpty() if kind == "terminal" else (s.detach() for s in socket.socketpair())
    os.set_blocking(theirs, False)
    try:
        while True:
            os.write(theirs, bytes(4096))
    except BlockingIOError:
        os.set_blocking(theirs, True)
    child = subprocess.Popen(command, stderr=theirs)
    print("pid", child.pid, flush=True)
    sys.exit(child.wait())


signal.alarm(300)
globals()[sys.argv[1]](*sys.argv[2:])
