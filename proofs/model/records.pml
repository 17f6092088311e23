/* Records: seals stand for the keys of a direction and the sequence number.
     0       in the clear
     1 .. 8  sealed by the side that sends, number seal - 1; in TLS 1.3, 16 more for each epoch of its keys
     9       sealed by the attacker, who has the keys of the side that reads */
#define SEALED_BY_ATTACKER 9

/* Sends a message; none behind its own close_notify (P18). Nobody reads what is sent to a side that is over. */
inline put(me, peer, event, content) {
  assert(!me.close_sent);
  if
  :: peer.over
  :: else ->
     assert(nfull(me.out)); /* the bound of the model suffices */
     me.out ! event, content, (me.writes_sealed -> 16 * me.write_epoch + 1 + me.writes : 0)
  fi;
  if
  :: me.writes_sealed -> me.writes = (me.writes + 1) % 8
  :: else
  fi
}

/* An alert in the clear, to a server of TLS 1.3 that has keys: of a client that refused its ServerHello, and so has none. It is taken as
   long as nothing under keys came. */
#define IS_ALERT(type) (type == RECV_ALERT_WARNING || type == RECV_ALERT_CLOSE_NOTIFY || type == RECV_ALERT_FATAL)
#define HEARS_CLEAR_ALERT(me, is_server) (is_server && me.version == TLS13 && me.reads == 0 && !me.opened)

/* What a side gets to see of a record, in `type', `value' and `seal': one that does not open is GARBAGE. */
inline open_record(me, is_server, peer) {
  if
  :: !me.reads_sealed && seal == 0
  :: !me.reads_sealed && seal != 0 -> type = GARBAGE
  :: me.reads_sealed ->
     if
     :: seal == 0 && type == RECV_CHANGE_CIPHER_SPEC && me.version == TLS13 /* in the clear always: RFC 8446 5 */
     :: seal == 0 && IS_ALERT(type) && HEARS_CLEAR_ALERT(me, is_server)
     :: seal == 16 * me.read_epoch + 1 + me.reads && SAME_KEYS(me, peer) &&
        (me.read_epoch < APPLICATION_KEYS || (me.application_n == peer.application_n && agree >= me.application_n)) -> me.reads = (me.reads + 1) % 8
     :: seal == SEALED_BY_ATTACKER && me.secret == ATTACKERS -> me.reads = (me.reads + 1) % 8
     :: else -> type = GARBAGE
     fi
  fi
}

inline rest() {
  type = 0;
  value = 0;
  seal = 0;
  outcome = 0;
  signature = 0;
  other = 0
}

inline hear(me, to_me) {
  me.waits = 1;
  always();
  to_me ? _;
  if
  :: type == RECV_CHANGE_CIPHER_SPEC && me.version == 0 && (me.versions & TLS13) == 0 -> type = GARBAGE
  :: else
  fi
}

/* Nobody reads any more what the peer sends, and what this side accepted does not matter any more. */
inline leave(me, peer) {
  me.over = 1;
  do
  :: nempty(peer.out) -> peer.out ? type, value, seal
  :: empty(peer.out) -> break
  od;
  do
  :: nempty(peer.held) -> peer.held ? type, value, seal
  :: empty(peer.held) -> break
  od
}

inline alert(me, peer) {
  if
  :: me.close_sent /* that direction is over */
  :: !me.close_sent ->
     put(me, peer, RECV_ALERT_FATAL, 0);
     me.alerted = 1
  fi
}

inline fail(me, peer) {
  me.failed = 1;
  leave(me, peer)
}

inline finish(me, peer) {
  me.closed = 1;
  leave(me, peer)
}

/* The first time a side is open it writes some application data. */
inline reach_open(me, peer) {
  if
  :: !me.opened ->
     me.opened = 1;
     put(me, peer, RECV_APPLICATION_DATA, 0)
  :: else
  fi
}
