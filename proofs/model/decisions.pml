/* What the decisions answer. */

/* What a ClientHello offers: one that should have been refused could offer all the same. */
#define OFFERED(me) (IS_FORM(me.hello) -> me.hello : RSA + ECDHE + EMS)

inline decide_check_client_hello(me, is_server, peer) {
  if
  :: me.hello == COMPRESSION_WRONG -> outcome = CHECK_CLIENT_HELLO_COMPRESSION_MISSING
  :: me.hello == RENEGOTIATION_WRONG -> outcome = CHECK_CLIENT_HELLO_RENEGOTIATION_INFO_WRONG
  :: me.hello == POINTS_WRONG -> outcome = CHECK_CLIENT_HELLO_POINT_FORMATS_WRONG
  :: me.hello == UNWANTED -> outcome = CHECK_CLIENT_HELLO_REFUSED
  :: else -> outcome = CHECK_CLIENT_HELLO_ACCEPTABLE
  fi
}

inline decide_choose_application_protocol(me, is_server, peer) {
  outcome = (me.hello == PROTOCOL_WRONG || me.hello == PROTOCOL_WRONG13 -> CHOOSE_APPLICATION_PROTOCOL_NONE : CHOOSE_APPLICATION_PROTOCOL_CHOSEN)
}

/* RFC 7627 5.3: sessions here were all made with the extended master secret. */
inline decide_choose_session(me, is_server, peer) {
  me.ems = (OFFERED(me) & EMS) != 0;
  if
  :: (OFFERED(me) & SESSION_ID) != 0 && cached && !me.ems -> outcome = CHOOSE_SESSION_EXTENDED_MASTER_SECRET_DROPPED
  :: (OFFERED(me) & SESSION_ID) != 0 && cached && me.ems && bound && me.stands && (OFFERED(me) & session_kind) != 0 ->
     me.resumed = 1;
     me.kind = session_kind;
     me.ticket = (sealed == 2);
     outcome = CHOOSE_SESSION_RESUME
  :: else -> outcome = CHOOSE_SESSION_FULL
  fi
}

inline decide_choose_certificate_types(me, is_server, peer) {
  if
  :: (OFFERED(me) & RAW) != 0 && raw != RAW_FIRST -> outcome = CHOOSE_CERTIFICATE_TYPES_NONE
  :: else ->
     me.raw = (OFFERED(me) & RAW) != 0;
     outcome = CHOOSE_CERTIFICATE_TYPES_CHOSEN
  fi
}

/* What the ServerHello says. */
#define IS_RAW(me, is_server) \
  (((is_server || me.version == TLS13) && me.raw) || \
   (!is_server && me.version != TLS13 && IS_FORM(me.hello) && (me.hello & RAW) != 0))
inline decide_server_certificate_type(me, is_server, peer) {
  outcome = (IS_RAW(me, is_server) -> SERVER_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : SERVER_CERTIFICATE_TYPE_X509)
}
inline decide_client_certificate_type(me, is_server, peer) {
  outcome = (IS_RAW(me, is_server) -> CLIENT_CERTIFICATE_TYPE_RAW_PUBLIC_KEY : CLIENT_CERTIFICATE_TYPE_X509)
}

inline decide_choose_cipher_suite(me, is_server, peer) {
  if
  :: (OFFERED(me) & suites & ECDHE) != 0 ->
     me.kind = ECDHE;
     outcome = CHOOSE_CIPHER_SUITE_CHOSEN
  :: (OFFERED(me) & suites & ECDHE) == 0 && (OFFERED(me) & suites & RSA) != 0 ->
     me.kind = RSA;
     outcome = CHOOSE_CIPHER_SUITE_CHOSEN
  :: else -> outcome = CHOOSE_CIPHER_SUITE_NONE
  fi
}

inline take_answer(me) {
  me.kind = KIND_OF(me.hello);
  me.ticket = PROMISES(me.hello);
  me.ems = (me.hello & EMS) != 0;
  if
  :: !OFFERS_SESSION(me) || (me.hello & SESSION_ID) == 0 -> outcome = CHECK_SERVER_HELLO_FULL
  :: OFFERS_SESSION(me) && (me.hello & SESSION_ID) != 0 && me.kind != session_kind -> outcome = CHECK_SERVER_HELLO_SESSION_CHANGED
  :: OFFERS_SESSION(me) && (me.hello & SESSION_ID) != 0 && me.kind == session_kind && !me.ems ->
     outcome = CHECK_SERVER_HELLO_EXTENDED_MASTER_SECRET_MISSING
  :: OFFERS_SESSION(me) && (me.hello & SESSION_ID) != 0 && me.kind == session_kind && me.ems ->
     me.resumed = 1;
     outcome = CHECK_SERVER_HELLO_RESUMED
  fi
}

inline decide_session_ticket(me, is_server, peer) {
  outcome = (me.ticket -> SESSION_TICKET_PROMISED : SESSION_TICKET_NONE)
}

inline decide_check_server_hello(me, is_server, peer) {
  if
  :: me.hello == SUITE_WRONG -> outcome = CHECK_SERVER_HELLO_CIPHER_SUITE_NOT_OFFERED
  :: me.hello == COMPRESSION_WRONG -> outcome = CHECK_SERVER_HELLO_COMPRESSION_NOT_OFFERED
  :: me.hello == RENEGOTIATION_WRONG -> outcome = CHECK_SERVER_HELLO_RENEGOTIATION_INFO_WRONG
  :: me.hello == PROTOCOL_WRONG -> outcome = CHECK_SERVER_HELLO_APPLICATION_PROTOCOL_NOT_OFFERED
  :: me.hello == POINTS_WRONG -> outcome = CHECK_SERVER_HELLO_POINT_FORMATS_WRONG
  :: else -> take_answer(me)
  fi
}

inline decide_verify_server_certificate(me, is_server, peer) {
  if
  :: me.certificate == EMPTY -> outcome = VERIFY_SERVER_CERTIFICATE_ABSENT
  :: me.certificate == GENUINE -> outcome = VERIFY_SERVER_CERTIFICATE_TRUSTED; me.trusted = 1
  :: else -> outcome = VERIFY_SERVER_CERTIFICATE_REFUSED
  fi
}

inline decide_verify_client_certificate(me, is_server, peer) {
  if
  :: me.certificate == EMPTY && policy == REQUIRED -> outcome = VERIFY_CLIENT_CERTIFICATE_MISSING
  :: me.certificate == EMPTY && policy != REQUIRED -> outcome = VERIFY_CLIENT_CERTIFICATE_ABSENT
  :: me.certificate == GENUINE || me.certificate == OTHERS -> outcome = VERIFY_CLIENT_CERTIFICATE_TRUSTED; me.trusted = 1
  :: me.certificate == FORGED -> outcome = VERIFY_CLIENT_CERTIFICATE_REFUSED
  fi
}

inline decide_certificate_status(me, is_server, peer) {
  outcome = (me.stapled -> CERTIFICATE_STATUS_STAPLED : CERTIFICATE_STATUS_NONE)
}
inline decide_certificate_status_answer(me, is_server, peer) {
  outcome = ((me.hello & STATUS) != 0 -> CERTIFICATE_STATUS_ANSWER_ANNOUNCED : CERTIFICATE_STATUS_ANSWER_UNANNOUNCED)
}
inline decide_check_certificate_status(me, is_server, peer) {
  if
  :: IS_RAW(me, is_server) -> outcome = CHECK_CERTIFICATE_STATUS_ACCEPTABLE /* a key has no status */
  :: !IS_RAW(me, is_server) && me.status == FORGED -> outcome = CHECK_CERTIFICATE_STATUS_REFUSED
  :: !IS_RAW(me, is_server) && me.status == 0 && staple >= DEMANDED -> outcome = CHECK_CERTIFICATE_STATUS_MISSING
  :: else -> outcome = CHECK_CERTIFICATE_STATUS_ACCEPTABLE
  fi
}

/* The suite says, at every place where it is asked. */
inline decide_key_exchange_kind(me, is_server, peer) {
  outcome = (me.kind == ECDHE -> KEY_EXCHANGE_KIND_ECDHE : KEY_EXCHANGE_KIND_RSA)
}

/* Signatures cover both randoms, so only the server's own of this handshake verifies. */
inline decide_check_server_key_exchange(me, is_server, peer) {
  if
  :: me.share == GENUINE -> outcome = CHECK_SERVER_KEY_EXCHANGE_GENUINE; me.proven = 1
  :: me.share == UNOFFERED -> outcome = CHECK_SERVER_KEY_EXCHANGE_SCHEME_NOT_OFFERED
  :: me.share == GROUP_UNOFFERED -> outcome = CHECK_SERVER_KEY_EXCHANGE_GROUP_NOT_OFFERED
  :: else -> outcome = CHECK_SERVER_KEY_EXCHANGE_FORGED
  fi
}

inline decide_choose_client_certificate(me, is_server, peer) {
  if
  :: me.has_certificate && IS_RAW(me, is_server) -> outcome = CHOOSE_CLIENT_CERTIFICATE_RAW_PUBLIC_KEY
  :: me.has_certificate && !IS_RAW(me, is_server) -> outcome = CHOOSE_CLIENT_CERTIFICATE_CHOSEN
  :: else -> outcome = CHOOSE_CLIENT_CERTIFICATE_NONE
  fi
}
/* A certificate was sent if the client was asked and has one. */
inline decide_possession(me, is_server, peer) {
  outcome = ((me.sent & CERTIFICATE) != 0 && me.has_certificate -> POSSESSION_CERTIFIED : POSSESSION_ANONYMOUS)
}
inline decide_sign_certificate_verify(me, is_server, peer) {
  me.remembered = me.n;
  outcome = SIGN_CERTIFICATE_VERIFY_SIGNED
}
inline decide_sign_server_key_exchange(me, is_server, peer) {
  outcome = SIGN_SERVER_KEY_EXCHANGE_SIGNED
}
inline decide_client_authentication(me, is_server, peer) {
  outcome = (policy == NOT_ASKED -> CLIENT_AUTHENTICATION_UNWANTED : CLIENT_AUTHENTICATION_WANTED)
}
inline decide_recover_pre_master_secret(me, is_server, peer) {
  take_pre_master(me, peer);
  outcome = RECOVER_PRE_MASTER_SECRET_RECOVERED
}

/* The attacker signs with its own key whatever it likes; with the client's, nothing. */
inline decide_check_certificate_verify(me, is_server, peer) {
  if
  :: signature == UNOFFERED -> outcome = CHECK_CERTIFICATE_VERIFY_SCHEME_NOT_OFFERED
  :: (me.certificate == GENUINE && signature == me.remembered && agree >= signature) ||
     (me.certificate == OTHERS && signature == FITS) ->
     me.proven = 1;
     outcome = CHECK_CERTIFICATE_VERIFY_GENUINE
  :: else -> outcome = CHECK_CERTIFICATE_VERIFY_FORGED
  fi
}

inline decide_check_finished(me, is_server, peer) {
  if
  :: (signature == FITS && me.secret == ATTACKERS) ||
     (signature == me.expected && me.expected != 0 && agree >= signature && SAME_KEYS(me, peer)) ->
     me.finished = 1;
     outcome = CHECK_FINISHED_EQUAL
  :: else -> outcome = CHECK_FINISHED_DIFFERENT
  fi
}
