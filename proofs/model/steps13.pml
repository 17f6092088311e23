/* What the messages of TLS 1.3 do, and its work. Key shares are in the hellos: bit OWN_SHARE. Whether a pre-shared key is known to
   both is a matter of both having the session; nobody else has its key. */
inline send_server_hello_hello_retry_request(me, is_server, peer) {
  me.said = RETRY13;
  tell(me, is_server, peer, RECV_SERVER_HELLO, HELLO_RETRY_REQUEST, RETRY13)
}
inline send_server_hello_tls13(me, is_server, peer) {
  me.said = HELLO13 + OWN_SHARE + (me.resumed -> SESSION_ID : 0);
  tell(me, is_server, peer, RECV_SERVER_HELLO, SERVER_HELLO, me.said)
}
inline send_encrypted_extensions(me, is_server, peer) {
  tell(me, is_server, peer, RECV_ENCRYPTED_EXTENSIONS, ENCRYPTED_EXTENSIONS, (me.raw -> RAW : 0))
}
inline take_encrypted_extensions(me, is_server, peer) {
  signature = value;
  me.raw = (value == RAW);
  heard(me, is_server, ENCRYPTED_EXTENSIONS)
}
inline send_certificate_request_tls13(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE_REQUEST, CERTIFICATE_REQUEST, 0)
}
inline take_certificate_request_tls13_x509(me, is_server, peer) {
  signature = value;
  me.asked = 1;
  heard(me, is_server, CERTIFICATE_REQUEST)
}
inline take_certificate_request_tls13_raw_public_key(me, is_server, peer) {
  signature = value;
  me.asked = 1;
  heard(me, is_server, CERTIFICATE_REQUEST)
}
inline send_certificate_tls13_x509(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, GENUINE + (me.stapled -> WITH_STATUS : 0))
}
inline send_certificate_tls13_raw_public_key(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, GENUINE)
}
inline send_certificate_tls13_empty(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, EMPTY)
}
inline take_certificate_tls13_x509(me, is_server, peer) {
  me.certificate = value & 15;
  me.status = ((value & WITH_STATUS) != 0 -> GENUINE : ((value & WITH_FORGED_STATUS) != 0 -> FORGED : 0));
  heard(me, is_server, CERTIFICATE)
}
inline take_certificate_tls13_raw_public_key(me, is_server, peer) {
  me.certificate = value & 15;
  heard(me, is_server, CERTIFICATE)
}
inline send_finished_sha256(me, is_server, peer) {
  tell(me, is_server, peer, RECV_FINISHED, FINISHED, me.made)
}
inline send_finished_sha384(me, is_server, peer) {
  tell(me, is_server, peer, RECV_FINISHED, FINISHED, me.made)
}
inline take_finished_sha256(me, is_server, peer) {
  signature = value;
  heard(me, is_server, FINISHED)
}
inline take_finished_sha384(me, is_server, peer) {
  signature = value;
  heard(me, is_server, FINISHED)
}

/* Behind the handshake: no part of its transcript. */
inline send_new_session_ticket_tls13(me, is_server, peer) {
  me.tickets++;
  put(me, peer, RECV_NEW_SESSION_TICKET, GENUINE)
}
inline take_new_session_ticket_tls13(me, is_server, peer) {
  signature = value
}
inline take_update_keys(me, is_server, peer) {
  me.wishes = 1
}
/* As often as an attacker asks for it, so it is lost when messages are on their way already. */
inline send_key_update(me, is_server, peer) {
  me.owes = 0;
  me.wishes = 0;
  if
  :: len(me.out) < 5 -> put(me, peer, RECV_KEY_UPDATE, EMPTY)
  :: else
  fi
}
inline send_key_update_requested(me, is_server, peer) {
  me.wishes = 0;
  put(me, peer, RECV_KEY_UPDATE, GENUINE)
}
inline take_key_update(me, is_server, peer) {
  signature = value
}

/* Work. */
inline do_prepare_second_hello(me, is_server, peer) {
  me.retried = 1
}
inline do_prepare_retry(me, is_server, peer) {
  me.retried = 1;
  me.first = me.hello
}
inline do_prepare_server_hello13(me, is_server, peer) {
  me.stapled = (!me.resumed && !me.raw && (OFFERED(me) & STATUS) != 0 && (staple == ASKED || staple == DEMANDED))
}
/* Both a pre-shared key and a key share, when a session is resumed: whoever has one of them has nothing. */
inline do_agree_shared_secret(me, is_server, peer) {
  if
  :: me.resumed -> me.pre_master = ((me.hello & OWN_SHARE) != 0 -> SESSION : LOST)
  :: else -> me.pre_master = ((me.hello & OWN_SHARE) != 0 && IS_FORM(me.hello) -> EXCHANGED : ATTACKERS)
  fi
}
inline do_derive_handshake_secrets(me, is_server, peer) {
  me.secret = me.pre_master;
  me.master_n = me.n
}
inline do_activate_handshake_keys(me, is_server, peer) {
  me.reads_sealed = 1;
  me.writes_sealed = 1;
  me.read_epoch = HANDSHAKE_KEYS;
  me.write_epoch = HANDSHAKE_KEYS
}
inline do_make_finished13(me, is_server, peer) {
  me.made = me.n
}
inline do_expect_finished13(me, is_server, peer) {
  me.expected = me.n
}
inline do_derive_application_secrets(me, is_server, peer) {
  me.application_n = me.n
}
inline do_activate_application_read_keys(me, is_server, peer) {
  me.read_epoch = APPLICATION_KEYS;
  me.reads = 0
}
inline do_activate_application_write_keys(me, is_server, peer) {
  me.write_epoch = APPLICATION_KEYS;
  me.writes = 0
}
inline do_next_read_keys(me, is_server, peer) {
  me.read_epoch = UPDATED(me.read_epoch);
  me.reads = 0
}
inline do_next_write_keys(me, is_server, peer) {
  me.write_epoch = UPDATED(me.write_epoch);
  me.writes = 0
}
inline do_complete13(me, is_server, peer) { skip }
inline do_make_ticket(me, is_server, peer) { skip }

/* The version: the highest that both have. A ServerHello of TLS 1.2 from a server that has TLS 1.3 says so. */
inline decide_choose_server_version(me, is_server, peer) {
  if
  :: me.hello == VERSION_WRONG || (me.hello >= DOWNGRADED && (me.versions & TLS13) != 0) -> outcome = CHOOSE_SERVER_VERSION_REFUSED
  :: me.hello == RETRY13 || me.hello == RETRY_WRONG13 ->
     me.version = ((me.versions & TLS13) != 0 -> TLS13 : me.version);
     outcome = (me.version == TLS13 -> CHOOSE_SERVER_VERSION_RETRY : CHOOSE_SERVER_VERSION_REFUSED)
  :: me.hello == REFUSED13 || (me.hello >= HELLO13 && me.hello < DOWNGRADED) ->
     me.version = ((me.versions & TLS13) != 0 -> TLS13 : me.version);
     outcome = (me.version == TLS13 -> CHOOSE_SERVER_VERSION_TLS13 : CHOOSE_SERVER_VERSION_REFUSED)
  :: else ->
     me.version = ((me.versions & TLS12) != 0 -> TLS12 : me.version);
     outcome = ((me.versions & TLS12) != 0 -> CHOOSE_SERVER_VERSION_TLS12 : CHOOSE_SERVER_VERSION_REFUSED)
  fi
}

#define IS_HELLO13(hello) (hello >= HELLO13 || (hello >= REFUSED13 && hello <= SCHEME_WRONG13))
inline decide_choose_client_version(me, is_server, peer) {
  if
  :: me.hello == FALLBACK -> outcome = CHOOSE_CLIENT_VERSION_FALLBACK
  :: me.hello == VERSION_WRONG -> outcome = CHOOSE_CLIENT_VERSION_NONE
  :: IS_HELLO13(me.hello) && (me.versions & TLS13) != 0 ->
     me.version = TLS13;
     outcome = CHOOSE_CLIENT_VERSION_TLS13
  :: IS_HELLO13(me.hello) && (me.versions & TLS13) == 0 && (me.hello < HELLO13 || (me.hello & ECDHE) == 0) ->
     outcome = CHOOSE_CLIENT_VERSION_NONE
  :: else ->
     me.version = ((me.versions & TLS12) != 0 -> TLS12 : me.version);
     outcome = ((me.versions & TLS12) != 0 -> CHOOSE_CLIENT_VERSION_TLS12 : CHOOSE_CLIENT_VERSION_NONE)
  fi
}

inline decide_check_client_hello13(me, is_server, peer) {
  me.kind = ECDHE;
  outcome = (me.hello == REFUSED13 -> CHECK_CLIENT_HELLO13_REFUSED : CHECK_CLIENT_HELLO13_ACCEPTABLE)
}
inline decide_choose_cipher_suite13(me, is_server, peer) {
  outcome = (me.hello == SUITE_WRONG13 -> CHOOSE_CIPHER_SUITE13_NONE : CHOOSE_CIPHER_SUITE13_CHOSEN)
}
inline decide_choose_key_share(me, is_server, peer) {
  if
  :: me.hello == GROUP_WRONG13 -> outcome = CHOOSE_KEY_SHARE_NONE
  :: me.hello >= HELLO13 + NO_SHARE -> outcome = CHOOSE_KEY_SHARE_RETRY
  :: else -> outcome = CHOOSE_KEY_SHARE_SHARED
  fi
}
inline decide_check_second_hello(me, is_server, peer) {
  outcome = (me.hello == (me.first & ~NO_SHARE) -> CHECK_SECOND_HELLO_ACCEPTABLE : CHECK_SECOND_HELLO_REFUSED)
}
/* A binder covers the hellos: it fits when they came as the client made them. */
inline decide_choose_psk(me, is_server, peer) {
  if
  :: (me.hello == BINDER_WRONG13 || (me.hello >= HELLO13 && (me.hello & SESSION_ID) != 0)) && cached && bound && me.stands ->
     me.binds = (me.hello >= HELLO13 && !diverged && agree == me.n);
     me.resumed = me.binds;
     outcome = (me.binds -> CHOOSE_PSK_RESUMED : CHOOSE_PSK_REFUSED)
  :: else -> outcome = CHOOSE_PSK_FULL
  fi
}
inline decide_choose_certificate13(me, is_server, peer) {
  outcome = (me.hello == SCHEME_WRONG13 -> CHOOSE_CERTIFICATE13_NONE : CHOOSE_CERTIFICATE13_CHOSEN)
}
inline decide_check_server_hello13(me, is_server, peer) {
  me.kind = ECDHE;
  if
  :: me.hello == REFUSED13 || ((me.hello & SESSION_ID) != 0 && !OFFERS_SESSION(me)) -> outcome = CHECK_SERVER_HELLO13_REFUSED
  :: else ->
     me.resumed = ((me.hello & SESSION_ID) != 0);
     outcome = (me.resumed -> CHECK_SERVER_HELLO13_RESUMED : CHECK_SERVER_HELLO13_FULL)
  fi
}
inline decide_check_retry(me, is_server, peer) {
  outcome = (me.hello == RETRY13 -> CHECK_RETRY_ACCEPTABLE : CHECK_RETRY_REFUSED)
}
inline decide_compatibility(me, is_server, peer) {
  outcome = (disguise && !me.disguised -> COMPATIBILITY_WANTED : COMPATIBILITY_UNWANTED);
  me.disguised = 1
}
inline decide_check_encrypted_extensions(me, is_server, peer) {
  outcome = (signature == WRONG -> CHECK_ENCRYPTED_EXTENSIONS_REFUSED : CHECK_ENCRYPTED_EXTENSIONS_ACCEPTABLE)
}
inline decide_check_request13(me, is_server, peer) {
  outcome = (signature == WRONG -> CHECK_REQUEST13_REFUSED : CHECK_REQUEST13_ACCEPTABLE)
}
inline decide_is_resumed(me, is_server, peer) {
  outcome = (me.resumed -> IS_RESUMED_YES : IS_RESUMED_NO)
}
inline decide_is_asked(me, is_server, peer) {
  outcome = (!me.resumed && ((is_server && policy != NOT_ASKED) || (!is_server && me.asked)) -> IS_ASKED_YES : IS_ASKED_NO)
}
/* KX stands for the hash of the suite. */
inline decide_verify_data_size(me, is_server, peer) {
  outcome = (session_kind == RSA -> VERIFY_DATA_SIZE_SHA256 : VERIFY_DATA_SIZE_SHA384)
}
inline decide_sign_certificate_verify13(me, is_server, peer) {
  me.remembered = me.n;
  outcome = SIGN_CERTIFICATE_VERIFY13_SIGNED
}
/* What is signed holds the transcript: key shares too. */
inline decide_check_certificate_verify13(me, is_server, peer) {
  if
  :: signature == UNOFFERED -> outcome = CHECK_CERTIFICATE_VERIFY13_SCHEME_NOT_OFFERED
  :: (me.certificate == GENUINE && signature == me.remembered && agree >= signature) ||
     (me.certificate == OTHERS && signature == FITS) ->
     me.proven = 1;
     outcome = CHECK_CERTIFICATE_VERIFY13_GENUINE
  :: else -> outcome = CHECK_CERTIFICATE_VERIFY13_FORGED
  fi
}
inline decide_check_finished13(me, is_server, peer) {
  if
  :: (signature == FITS && me.secret == ATTACKERS) ||
     (signature == me.expected && me.expected != 0 && agree >= signature && SAME_KEYS(me, peer)) ->
     me.finished = 1;
     outcome = CHECK_FINISHED13_EQUAL
  :: else -> outcome = CHECK_FINISHED13_DIFFERENT
  fi
}
inline decide_tickets_left(me, is_server, peer) {
  outcome = (me.tickets < tickets -> TICKETS_LEFT_YES : TICKETS_LEFT_NO)
}
inline decide_check_ticket(me, is_server, peer) {
  outcome = (signature == GENUINE -> CHECK_TICKET_ACCEPTABLE : CHECK_TICKET_REFUSED)
}
/* One who has closed its direction has nothing more to change the keys of. */
inline decide_check_key_update(me, is_server, peer) {
  if
  :: signature == GENUINE ->
     me.owes = !me.close_sent;
     outcome = CHECK_KEY_UPDATE_REQUESTED
  :: signature == EMPTY -> outcome = CHECK_KEY_UPDATE_NOT_REQUESTED
  :: else -> outcome = CHECK_KEY_UPDATE_WRONG
  fi
}
