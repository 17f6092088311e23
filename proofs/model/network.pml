/* The network, which is the attacker. Every message passes through it. It delivers in any case; what more it may do, and how
   often, are settings of the run (proofs/model.sh): 0 is never, ANY is as often as it likes. Without an attacker a side
   closes when both have what the other wrote, and the other one when it has heard so. */

#define ANY 255
#define HONEST 254 /* of closes */

/* SESSION: what both remember. */
#define NO_SESSION 0
#define SESSION_FORGOTTEN 1 /* the client alone has one */
#define SESSION_UNBOUND 2   /* both have it, but not for this name, these protocols or this policy */
#define SESSION_KEPT 3
#define SESSION_CLIENT_FALLEN 4 /* both have it, and the server would not take the client now */
#define SESSION_SERVER_FALLEN 5 /* the other way round */
byte remembers;
byte client_has; /* versions */
byte server_has;
byte has; /* the client has a certificate */

byte alone;      /* a bit for a side that is there without the other: 1 the client, 2 the server; the attacker is the other */
byte drops;      /* messages thrown away */
byte injections; /* messages made up, or cut short */
byte holds;      /* messages kept, to come later or again */
byte closes;     /* calls of close, while the handshake goes on; without an attacker, at its end */
byte cuts;       /* ends of the transport */
byte updates;    /* calls for new keys, in TLS 1.3 */
byte whims;      /* messages under the keys that a genuine peer of another make may send, but the sides here do not */

/* Takes one of what is left of a kind of attack. */
inline spend(left) {
  left = (left == ANY -> ANY : left - 1)
}

/* Any message in any form that the attacker can give it. */
inline forge_hello13() {
  if
  :: type = RECV_CLIENT_HELLO; value = HELLO13
  :: type = RECV_CLIENT_HELLO; value = HELLO13 + ECDHE + EMS
  :: type = RECV_CLIENT_HELLO; value = HELLO13 + NO_SHARE
  :: type = RECV_CLIENT_HELLO; value = HELLO13 + OWN_SHARE
  :: type = RECV_CLIENT_HELLO; value = HELLO13 + OWN_SHARE + SESSION_ID
  :: raw != WITHOUT_RAW -> type = RECV_CLIENT_HELLO; value = HELLO13 + RAW
  :: staple != UNASKED -> type = RECV_CLIENT_HELLO; value = HELLO13 + STATUS
  :: type = RECV_CLIENT_HELLO; value = REFUSED13
  :: type = RECV_CLIENT_HELLO; value = PROTOCOL_WRONG13
  :: type = RECV_CLIENT_HELLO; value = SUITE_WRONG13
  :: type = RECV_CLIENT_HELLO; value = GROUP_WRONG13
  :: type = RECV_CLIENT_HELLO; value = BINDER_WRONG13
  :: type = RECV_CLIENT_HELLO; value = SCHEME_WRONG13
  :: type = RECV_SERVER_HELLO; value = HELLO13
  :: type = RECV_SERVER_HELLO; value = HELLO13 + SESSION_ID
  :: type = RECV_SERVER_HELLO; value = HELLO13 + OWN_SHARE
  :: type = RECV_SERVER_HELLO; value = HELLO13 + OWN_SHARE + SESSION_ID
  :: type = RECV_SERVER_HELLO; value = DOWNGRADED + ECDHE + EMS
  :: type = RECV_SERVER_HELLO; value = REFUSED13
  :: type = RECV_SERVER_HELLO; value = RETRY13
  :: type = RECV_SERVER_HELLO; value = RETRY_WRONG13
  fi
}

inline forge_handshake13() {
  if
  :: type = RECV_ENCRYPTED_EXTENSIONS; value = 0
  :: type = RECV_ENCRYPTED_EXTENSIONS; value = WRONG
  :: raw != WITHOUT_RAW -> type = RECV_ENCRYPTED_EXTENSIONS; value = RAW
  :: type = RECV_CERTIFICATE_REQUEST; value = WRONG
  :: type = RECV_CERTIFICATE; value = GENUINE + WITH_FORGED_STATUS
  :: staple != UNASKED -> type = RECV_CERTIFICATE; value = GENUINE + WITH_STATUS
  :: type = RECV_NEW_SESSION_TICKET; value = GENUINE
  :: type = RECV_NEW_SESSION_TICKET; value = FORGED
  :: type = RECV_KEY_UPDATE; value = EMPTY
  :: type = RECV_KEY_UPDATE; value = GENUINE
  :: type = RECV_KEY_UPDATE; value = FORGED
  fi
}

inline forge_hello() {
  if
  :: type = RECV_CLIENT_HELLO; value = RSA + EMS
  :: type = RECV_CLIENT_HELLO; value = RSA
  :: type = RECV_CLIENT_HELLO; value = ECDHE + EMS
  :: type = RECV_CLIENT_HELLO; value = ECDHE
  :: type = RECV_CLIENT_HELLO; value = RSA + ECDHE + EMS
  :: type = RECV_CLIENT_HELLO; value = RSA + ECDHE
  :: type = RECV_CLIENT_HELLO; value = RSA + ECDHE + EMS + SESSION_ID
  :: type = RECV_CLIENT_HELLO; value = RSA + ECDHE + SESSION_ID
  :: type = RECV_CLIENT_HELLO; value = EMS
  :: type = RECV_CLIENT_HELLO; value = VERSION_WRONG
  :: type = RECV_CLIENT_HELLO; value = FALLBACK
  :: type = RECV_CLIENT_HELLO; value = COMPRESSION_WRONG
  :: type = RECV_CLIENT_HELLO; value = RENEGOTIATION_WRONG
  :: type = RECV_CLIENT_HELLO; value = PROTOCOL_WRONG
  :: type = RECV_CLIENT_HELLO; value = POINTS_WRONG
  :: type = RECV_CLIENT_HELLO; value = UNWANTED
  :: type = RECV_SERVER_HELLO; value = RSA + EMS
  :: type = RECV_SERVER_HELLO; value = RSA
  :: type = RECV_SERVER_HELLO; value = ECDHE + EMS
  :: type = RECV_SERVER_HELLO; value = ECDHE
  :: type = RECV_SERVER_HELLO; value = RSA + EMS + SESSION_ID
  :: type = RECV_SERVER_HELLO; value = ECDHE + EMS + SESSION_ID
  :: type = RECV_SERVER_HELLO; value = RSA + SESSION_ID
  :: type = RECV_SERVER_HELLO; value = ECDHE + SESSION_ID
  :: staple != UNASKED -> type = RECV_CLIENT_HELLO; value = RSA + ECDHE + EMS + STATUS
  :: staple != UNASKED -> type = RECV_SERVER_HELLO; value = RSA + EMS + STATUS
  :: staple != UNASKED -> type = RECV_SERVER_HELLO; value = ECDHE + EMS + STATUS
  :: raw != WITHOUT_RAW -> type = RECV_CLIENT_HELLO; value = RSA + ECDHE + EMS + RAW
  :: raw != WITHOUT_RAW -> type = RECV_SERVER_HELLO; value = RSA + EMS + RAW
  :: raw != WITHOUT_RAW -> type = RECV_SERVER_HELLO; value = ECDHE + EMS + RAW
  :: sealed != 0 -> type = RECV_SERVER_HELLO; value = SAYS(RSA, 1) + EMS
  :: sealed != 0 -> type = RECV_SERVER_HELLO; value = SAYS(ECDHE, 1)
  :: sealed != 0 -> type = RECV_SERVER_HELLO; value = SAYS(ECDHE, 1) + EMS
  :: sealed != 0 -> type = RECV_SERVER_HELLO; value = SAYS(ECDHE, 1) + EMS + SESSION_ID
  :: MAY_BE_TLS13 -> forge_hello13()
  :: type = RECV_SERVER_HELLO; value = VERSION_WRONG
  :: type = RECV_SERVER_HELLO; value = SUITE_WRONG
  :: type = RECV_SERVER_HELLO; value = COMPRESSION_WRONG
  :: type = RECV_SERVER_HELLO; value = RENEGOTIATION_WRONG
  :: type = RECV_SERVER_HELLO; value = PROTOCOL_WRONG
  :: type = RECV_SERVER_HELLO; value = POINTS_WRONG
  fi
}

inline forge_handshake() {
  if
  :: MAY_BE_TLS13 -> forge_handshake13()
  :: sealed != 0 -> type = RECV_NEW_SESSION_TICKET; value = FORGED
  :: sealed != 0 -> type = RECV_NEW_SESSION_TICKET; value = GENUINE
  :: type = RECV_CERTIFICATE; value = EMPTY
  :: type = RECV_CERTIFICATE; value = GENUINE
  :: type = RECV_CERTIFICATE; value = FORGED
  :: type = RECV_CERTIFICATE; value = OTHERS
  :: type = RECV_CERTIFICATE_STATUS; value = FORGED
  :: staple != UNASKED -> type = RECV_CERTIFICATE_STATUS; value = GENUINE
  :: type = RECV_SERVER_KEY_EXCHANGE; value = FORGED
  :: type = RECV_SERVER_KEY_EXCHANGE; value = UNOFFERED
  :: type = RECV_SERVER_KEY_EXCHANGE; value = GROUP_UNOFFERED
  :: type = RECV_CERTIFICATE_REQUEST; value = 0
  :: type = RECV_SERVER_HELLO_DONE; value = 0
  :: type = RECV_CLIENT_KEY_EXCHANGE; value = FORGED
  :: type = RECV_CERTIFICATE_VERIFY; value = UNOFFERED
  :: type = RECV_CERTIFICATE_VERIFY; value = WRONG
  :: type = RECV_CERTIFICATE_VERIFY; value = FITS
  :: type = RECV_FINISHED; value = WRONG
  :: type = RECV_FINISHED; value = FITS
  :: type = RECV_HELLO_REQUEST; value = 0
  :: type = RECV_HELLO_REQUEST; value = MALFORMED
  fi
}

inline forge_other() {
  if
  :: type = RECV_CHANGE_CIPHER_SPEC; value = 0
  :: type = RECV_CHANGE_CIPHER_SPEC; value = MALFORMED
  :: type = RECV_APPLICATION_DATA; value = 0
  :: type = RECV_ALERT_WARNING; value = 0
  :: type = RECV_ALERT_CLOSE_NOTIFY; value = 0
  :: type = RECV_ALERT_FATAL; value = 0
  fi
}

/* The message on its way, cut short: it is not of its form any more. */
inline truncate() {
  if
  :: type = RECV_CLIENT_HELLO
  :: type = RECV_SERVER_HELLO
  :: type = RECV_CERTIFICATE
  :: type = RECV_CERTIFICATE_STATUS
  :: type = RECV_SERVER_KEY_EXCHANGE
  :: type = RECV_CERTIFICATE_REQUEST
  :: type = RECV_SERVER_HELLO_DONE
  :: type = RECV_CLIENT_KEY_EXCHANGE
  :: type = RECV_CERTIFICATE_VERIFY
  :: type = RECV_FINISHED
  :: MAY_BE_TLS13 -> type = RECV_ENCRYPTED_EXTENSIONS
  :: MAY_BE_TLS13 || sealed != 0 -> type = RECV_NEW_SESSION_TICKET
  :: MAY_BE_TLS13 -> type = RECV_KEY_UPDATE
  fi
}

inline forge() {
  if
  :: forge_hello()
  :: forge_handshake()
  :: forge_other()
  fi
}

/* A record is made in the clear, or under keys that the attacker has; under others, it is garbage. */
inline inject(me, is_server) {
  if
  :: !me.reads_sealed -> forge(); printf("ATTACK makes %d %d\n", type, value)
  :: !me.reads_sealed -> truncate(); value = MALFORMED; printf("ATTACK makes %d %d\n", type, value)
  :: me.reads_sealed && me.secret == ATTACKERS ->
     forge();
     me.reads = (me.reads + 1) % 8;
     printf("ATTACK makes %d %d\n", type, value)
  :: me.reads_sealed && me.version == TLS13 ->
     type = RECV_CHANGE_CIPHER_SPEC;
     printf("ATTACK makes %d %d\n", type, value)
  :: me.reads_sealed && HEARS_CLEAR_ALERT(me, is_server) ->
     if
     :: type = RECV_ALERT_WARNING
     :: type = RECV_ALERT_CLOSE_NOTIFY
     :: type = RECV_ALERT_FATAL
     fi;
     printf("ATTACK makes %d %d\n", type, value)
  :: me.reads_sealed && me.secret != ATTACKERS -> type = GARBAGE; printf("ATTACK makes %d %d\n", type, value)
  fi
}

/* A side behaves as one of another make: within the protocol, or with a wrong Finished. The numbers of its later records, and
   the ones expected, would both be one higher: neither is counted here. */
inline have_whim() {
  if
  :: type = RECV_HELLO_REQUEST
  :: type = RECV_ALERT_WARNING
  :: type = RECV_ALERT_CLOSE_NOTIFY
  :: type = RECV_ALERT_FATAL
  :: type = RECV_FINISHED; value = WRONG
  :: MAY_BE_TLS13 -> type = RECV_KEY_UPDATE; value = FORGED
  :: MAY_BE_TLS13 -> type = RECV_NEW_SESSION_TICKET; value = FORGED
  :: MAY_BE_TLS13 -> type = RECV_NEW_SESSION_TICKET; value = GENUINE
  :: MAY_BE_TLS13 -> type = RECV_CERTIFICATE_VERIFY; value = UNOFFERED
  fi;
  printf("ATTACK lets the peer send %d %d\n", type, value)
}

inline hand(to_me) {
  printf("COMES %d %d\n", type, value);
  PASSED;
  to_me ! 0
}

/* What can be done to messages from one side to the other. FOLLOWS, NEXT, MADE and PASSED are nothing, but where a run is told what to do
   (follow.pml). */
inline pass(from, me, is_server, to_me) {
  if
  :: atomic { FOLLOWS(DELIVER, is_server) && !me.over && nempty(from.out) ->
       NEXT(DELIVER);
       from.out ? type, value, seal;
       open_record(me, is_server, from);
       hand(to_me)
     }
  :: atomic { FOLLOWS(DROP, is_server) && !me.over && nempty(from.out) && drops != 0 ->
       NEXT(DROP);
       spend(drops);
       from.out ? type, value, seal;
       printf("ATTACK drops %d %d\n", type, value);
       PASSED;
       rest()
     }
  :: atomic { FOLLOWS(HOLD, is_server) && !me.over && nempty(from.out) && empty(from.held) && holds != 0 ->
       NEXT(HOLD);
       spend(holds);
       from.out ? type, value, seal;
       from.held ! type, value, seal;
       printf("ATTACK holds back %d %d\n", type, value);
       PASSED;
       rest()
     }
  :: atomic { FOLLOWS(COPY, is_server) && !me.over && nempty(from.out) && empty(from.held) && holds != 0 ->
       NEXT(COPY);
       spend(holds);
       from.out ? type, value, seal;
       from.held ! type, value, seal;
       printf("ATTACK keeps a copy of %d %d\n", type, value);
       open_record(me, is_server, from);
       hand(to_me)
     }
  :: atomic { FOLLOWS(RELEASE, is_server) && !me.over && nempty(from.held) ->
       NEXT(RELEASE);
       from.held ? type, value, seal;
       open_record(me, is_server, from);
       hand(to_me)
     }
  :: atomic { FOLLOWS(MAKE, is_server) && !me.over && injections != 0 -> NEXT(MAKE); spend(injections); inject(me, is_server); MADE; hand(to_me) }
  :: atomic { FOLLOWS(LET, is_server) && !me.over && !from.over && whims != 0 && from.writes_sealed && me.reads_sealed &&
       SAME_KEYS(me, from) && (SAME_EPOCH(from, me) || EARLIER_EPOCH(from, me)) ->
       NEXT(LET);
       spend(whims);
       have_whim();
       MADE;
       hand(to_me)
     }
  :: atomic { FOLLOWS(UPDATE, is_server) && !me.over && updates != 0 && me.version == TLS13 && me.opened && !me.close_sent ->
       NEXT(UPDATE);
       spend(updates);
       type = UPDATE_KEYS;
       hand(to_me)
     }
  :: atomic { FOLLOWS(CUT, is_server) && !me.over && cuts != 0 -> NEXT(CUT); spend(cuts); type = END_OF_INPUT; hand(to_me) }
  :: atomic { FOLLOWS(END, is_server) && !me.over && closes != 0 &&
       (closes != HONEST || (me.data && from.data && !me.close_called && (!from.close_called || me.close_taken))) ->
       NEXT(END);
       if
       :: closes != HONEST -> spend(closes)
       :: else
       fi;
       type = CLOSE;
       hand(to_me)
     }
  fi
}

proctype Network() {
  (client.waits || client.over) && (server.waits || server.over);
  LOOK;
end_network:
  do
  :: pass(client, server, 1, to_server)
  :: pass(server, client, 0, to_client)
  :: FOLLOWED
  od
}

/* The settings of a run; what is not set is any of what it may be. */
c_decl {
  extern char *getenv(const char *name);
  extern int atoi(const char *text);
  static unsigned char setting(const char *name) {
    const char *text = getenv(name);
    return text == 0 || *text == 0 ? 255 : (unsigned char)atoi(text);
  }
}

inline choose(x, low, high) {
  if
  :: x == ANY -> select(x : low .. high)
  :: else
  fi
}

inline configure() {
  c_code {
    now.session_kind = setting("KX");
    now.policy = setting("AUTH");
    now.has = setting("CERTIFIED");
    now.remembers = setting("SESSION");
    now.staple = setting("STAPLE");
    now.raw = setting("RAW");
    now.alone = setting("ALONE");
    now.drops = setting("DROPS");
    now.injections = setting("INJECTIONS");
    now.holds = setting("HOLDS");
    now.closes = setting("CLOSES");
    now.cuts = setting("CUTS");
    now.whims = setting("WHIMS");
    now.updates = setting("UPDATES");
    now.retry = setting("RETRY");
    now.disguise = setting("DISGUISE");
    now.tickets = setting("TICKETS");
    now.sealed = setting("SEALED");
    now.client_has = setting("CLIENT");
    now.server_has = setting("SERVER");
  };
  raw = (raw == ANY -> WITHOUT_RAW : raw);
  whims = (whims == ANY -> 0 : whims);
  updates = (updates == ANY -> 0 : updates);
  retry = (retry == ANY -> 0 : retry);
  disguise = (disguise == ANY -> 0 : disguise);
  tickets = (tickets == ANY -> 0 : tickets);
  sealed = (sealed == ANY -> 0 : sealed);
  client.versions = (client_has == ANY -> TLS12 : client_has);
  server.versions = (server_has == ANY -> TLS12 : server_has);
  client_has = 0;
  server_has = 0;
  choose(session_kind, RSA, ECDHE);
  choose(policy, NOT_ASKED, REQUIRED);
  choose(has, 0, 1);
  choose(remembers, NO_SESSION, SESSION_SERVER_FALLEN);
  choose(staple, UNASKED, (closes == HONEST -> DEMANDED : LACKING));
  suites = (session_kind == RSA -> RSA : RSA + ECDHE);
  client.has_certificate = has;
  session = (remembers != NO_SESSION);
  cached = (remembers >= SESSION_UNBOUND);
  bound = (remembers >= SESSION_KEPT);
  server.stands = (remembers != SESSION_CLIENT_FALLEN);
  client.stands = (remembers != SESSION_SERVER_FALLEN);
  has = 0;
  remembers = 0
}

init {
  atomic {
    configure();
    if
    :: alone == 2 -> client.over = 1
    :: else -> run Client()
    fi;
    if
    :: alone == 1 -> server.over = 1
    :: else -> run Server()
    fi;
    run Network()
  }
}
