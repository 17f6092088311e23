/* The network, which is the attacker. Every message passes through it. Without -DATTACK it delivers, and the sides close
   when both have what the other wrote. */

#ifndef DROPS
#define DROPS 2
#endif
#ifndef INJECTIONS
#define INJECTIONS 3
#endif
#ifndef HOLDS
#define HOLDS 1
#endif
#ifndef CLOSES
#define CLOSES 1
#endif

byte drops;      /* messages thrown away */
byte injections; /* messages made up, or sent again */
byte holds;      /* messages kept, to come later or again */
byte closes;     /* calls of close, while the handshake goes on */

/* Any message in any form that the attacker can give it. */
inline forge_hello(to_me, x) {
  if
  :: to_me ! RECV_CLIENT_HELLO, RSA + EMS, x
  :: to_me ! RECV_CLIENT_HELLO, RSA, x
  :: to_me ! RECV_CLIENT_HELLO, ECDHE + EMS, x
  :: to_me ! RECV_CLIENT_HELLO, ECDHE, x
  :: to_me ! RECV_CLIENT_HELLO, RSA + ECDHE + EMS, x
  :: to_me ! RECV_CLIENT_HELLO, RSA + ECDHE, x
  :: to_me ! RECV_CLIENT_HELLO, RSA + ECDHE + EMS + SESSION_ID, x
  :: to_me ! RECV_CLIENT_HELLO, RSA + ECDHE + SESSION_ID, x
  :: to_me ! RECV_CLIENT_HELLO, EMS, x
  :: to_me ! RECV_CLIENT_HELLO, VERSION_WRONG, x
  :: to_me ! RECV_CLIENT_HELLO, FALLBACK, x
  :: to_me ! RECV_CLIENT_HELLO, COMPRESSION_WRONG, x
  :: to_me ! RECV_CLIENT_HELLO, RENEGOTIATION_WRONG, x
  :: to_me ! RECV_CLIENT_HELLO, PROTOCOL_WRONG, x
  :: to_me ! RECV_SERVER_HELLO, RSA + EMS, x
  :: to_me ! RECV_SERVER_HELLO, RSA, x
  :: to_me ! RECV_SERVER_HELLO, ECDHE + EMS, x
  :: to_me ! RECV_SERVER_HELLO, ECDHE, x
  :: to_me ! RECV_SERVER_HELLO, RSA + EMS + SESSION_ID, x
  :: to_me ! RECV_SERVER_HELLO, ECDHE + EMS + SESSION_ID, x
  :: to_me ! RECV_SERVER_HELLO, RSA + SESSION_ID, x
  :: to_me ! RECV_SERVER_HELLO, ECDHE + SESSION_ID, x
  :: to_me ! RECV_SERVER_HELLO, VERSION_WRONG, x
  :: to_me ! RECV_SERVER_HELLO, SUITE_WRONG, x
  :: to_me ! RECV_SERVER_HELLO, COMPRESSION_WRONG, x
  :: to_me ! RECV_SERVER_HELLO, RENEGOTIATION_WRONG, x
  :: to_me ! RECV_SERVER_HELLO, PROTOCOL_WRONG, x
  fi
}

inline forge_handshake(to_me, x) {
  if
  :: to_me ! RECV_CERTIFICATE, EMPTY, x
  :: to_me ! RECV_CERTIFICATE, GENUINE, x
  :: to_me ! RECV_CERTIFICATE, FORGED, x
  :: to_me ! RECV_CERTIFICATE, OTHERS, x
  :: to_me ! RECV_SERVER_KEY_EXCHANGE, FORGED, x
  :: to_me ! RECV_SERVER_KEY_EXCHANGE, UNOFFERED, x
  :: to_me ! RECV_SERVER_KEY_EXCHANGE, GROUP_UNOFFERED, x
  :: to_me ! RECV_CERTIFICATE_REQUEST, 0, x
  :: to_me ! RECV_SERVER_HELLO_DONE, 0, x
  :: to_me ! RECV_CLIENT_KEY_EXCHANGE, FORGED, x
  :: to_me ! RECV_CERTIFICATE_VERIFY, UNOFFERED, x
  :: to_me ! RECV_CERTIFICATE_VERIFY, WRONG, x
  :: to_me ! RECV_CERTIFICATE_VERIFY, FITS, x
  :: to_me ! RECV_FINISHED, WRONG, x
  :: to_me ! RECV_FINISHED, FITS, x
  :: to_me ! RECV_HELLO_REQUEST, 0, x
  :: to_me ! RECV_HELLO_REQUEST, MALFORMED, x
  fi
}

inline forge_other(to_me, x) {
  if
  :: to_me ! RECV_CHANGE_CIPHER_SPEC, 0, x
  :: to_me ! RECV_CHANGE_CIPHER_SPEC, MALFORMED, x
  :: to_me ! RECV_APPLICATION_DATA, 0, x
  :: to_me ! RECV_ALERT_WARNING, 0, x
  :: to_me ! RECV_ALERT_CLOSE_NOTIFY, 0, x
  :: to_me ! RECV_ALERT_FATAL, 0, x
  fi
}

/* The message on its way, cut short: it is not of its form any more. */
inline truncate(me, to_me) {
  if
  :: to_me ! RECV_CLIENT_HELLO, MALFORMED, 0
  :: to_me ! RECV_SERVER_HELLO, MALFORMED, 0
  :: to_me ! RECV_CERTIFICATE, MALFORMED, 0
  :: to_me ! RECV_SERVER_KEY_EXCHANGE, MALFORMED, 0
  :: to_me ! RECV_CERTIFICATE_REQUEST, MALFORMED, 0
  :: to_me ! RECV_SERVER_HELLO_DONE, MALFORMED, 0
  :: to_me ! RECV_CLIENT_KEY_EXCHANGE, MALFORMED, 0
  :: to_me ! RECV_CERTIFICATE_VERIFY, MALFORMED, 0
  :: to_me ! RECV_FINISHED, MALFORMED, 0
  fi
}

inline forge(to_me, x) {
  if
  :: forge_hello(to_me, x)
  :: forge_handshake(to_me, x)
  :: forge_other(to_me, x)
  fi
}

/* A record is made in the clear, or under keys that the attacker has; under others, it is garbage. */
inline inject(me, to_me) {
  injections++;
  if
  :: !me.reads_sealed -> forge(to_me, 0)
  :: !me.reads_sealed -> truncate(me, to_me)
  :: me.reads_sealed && me.secret == ATTACKERS -> forge(to_me, SEALED_BY_ATTACKER)
  :: me.reads_sealed && me.secret != ATTACKERS -> to_me ! GARBAGE, 0, 0
  fi
}

/* What can be done to messages from one side to the other. */
inline pass(from, me, to_me) {
  if
  :: atomic { !me.over && nempty(from.out) -> to_me ! DELIVER, 0, 0 }
#ifdef ATTACK
  :: atomic { !me.over && nempty(from.out) && drops < DROPS -> drops++; from.out ? type, value, seal; forget() }
  :: atomic { !me.over && nempty(from.out) && empty(from.held) && holds < HOLDS ->
       holds++;
       from.out ? type, value, seal;
       from.held ! type, value, seal;
       forget()
     }
  :: atomic { !me.over && nempty(from.out) && empty(from.held) && holds < HOLDS -> holds++; to_me ! REPEAT, 0, 0 }
  :: atomic { !me.over && nempty(from.held) -> to_me ! RELEASE, 0, 0 }
  :: atomic { !me.over && injections < INJECTIONS -> inject(me, to_me) }
  :: atomic { !me.over -> to_me ! END_OF_INPUT, 0, 0 }
  :: atomic { !me.over && closes < CLOSES -> closes++; to_me ! CLOSE, 0, 0 }
#else
  :: atomic { me.data && from.data && !me.over && !me.close_called && !from.close_called -> to_me ! CLOSE, 0, 0 }
#endif
  fi
}

inline forget() {
  type = 0;
  value = 0;
  seal = 0
}

proctype Network() {
  byte type, value, seal;
end_network:
  do
  :: pass(client, server, to_server)
  :: pass(server, client, to_client)
  od
}

/* One configuration of those that the run covers. */
inline configure() {
#ifdef KX
  session_kind = KX;
#else
  if
  :: session_kind = RSA
  :: session_kind = ECDHE
  fi;
#endif
  suites = (session_kind == RSA -> RSA : RSA + ECDHE);
#ifdef AUTH
  policy = AUTH;
#else
  if
  :: policy = NOT_ASKED
  :: policy = OPTIONAL
  :: policy = REQUIRED
  fi;
#endif
#ifdef RESUME
  session = RESUME;
#else
  if
  :: session = 0
  :: session = 1
  fi;
#endif
  if
  :: session -> cached = 1
  :: session -> cached = 0
  :: !session
  fi;
  if
  :: cached -> bound = 1
  :: cached -> bound = 0
  :: !cached
  fi;
  if
  :: policy != NOT_ASKED -> client.has_certificate = 1
#ifdef ATTACK
  :: policy != NOT_ASKED -> client.has_certificate = 0
#else
  :: policy == OPTIONAL -> client.has_certificate = 0
#endif
  :: policy == NOT_ASKED
  fi
}

init {
  atomic {
    configure();
    run Client();
    run Server();
    run Network()
  }
}
