/* What the messages do, and the work. */

/* A handshake message of ours: sent, and part of the transcript. */
inline tell(me, is_server, peer, event, name, content) {
  me.sent = me.sent | name;
  put(me, peer, event, content);
  note(me, is_server, 128 * event + content)
}

inline heard(me, is_server, name) {
  me.taken = me.taken | name;
  note(me, is_server, 128 * type + value)
}

inline send_client_hello(me, is_server, peer) {
  if
  :: me.retried -> me.said = me.said & ~NO_SHARE
  :: else ->
     me.said = RSA + ((me.versions & TLS12) != 0 -> ECDHE + EMS : 0) + (OFFERS_SESSION(me) -> SESSION_ID : 0) +
               (staple != UNASKED -> STATUS : 0) + (raw != WITHOUT_RAW -> RAW : 0) +
               ((me.versions & TLS13) != 0 -> HELLO13 + (retry -> NO_SHARE : 0) : 0);
     assert(me.said != MALFORMED)
  fi;
  tell(me, is_server, peer, RECV_CLIENT_HELLO, (me.retried -> SECOND_HELLO : CLIENT_HELLO), me.said)
}
inline take_client_hello(me, is_server, peer) {
  me.hello = value;
  heard(me, is_server, CLIENT_HELLO)
}
inline send_server_hello(me, is_server, peer) {
  me.said = SAYS(me.kind, me.ticket) + (me.ems -> EMS : 0) + (me.resumed -> SESSION_ID : 0) + (me.stapled -> STATUS : 0) +
            (me.raw -> RAW : 0) + ((me.versions & TLS13) != 0 -> DOWNGRADED : 0);
  tell(me, is_server, peer, RECV_SERVER_HELLO, SERVER_HELLO, me.said)
}
inline take_server_hello(me, is_server, peer) {
  me.hello = value;
  heard(me, is_server, (value == RETRY13 || value == RETRY_WRONG13 -> HELLO_RETRY_REQUEST : SERVER_HELLO))
}
inline send_new_session_ticket_tls12(me, is_server, peer) {
  tell(me, is_server, peer, RECV_NEW_SESSION_TICKET, NEW_SESSION_TICKET, GENUINE)
}
inline take_new_session_ticket_tls12(me, is_server, peer) {
  heard(me, is_server, NEW_SESSION_TICKET)
}
inline send_certificate_tls12_x509(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, GENUINE)
}
inline send_certificate_tls12_raw_public_key(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, GENUINE)
}
inline take_certificate_tls12_raw_public_key(me, is_server, peer) {
  me.certificate = value;
  heard(me, is_server, CERTIFICATE)
}
inline send_certificate_tls12_empty(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE, CERTIFICATE, EMPTY)
}
inline take_certificate_tls12_x509(me, is_server, peer) {
  me.certificate = value;
  heard(me, is_server, CERTIFICATE)
}
inline send_certificate_status(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE_STATUS, CERTIFICATE_STATUS, GENUINE)
}
inline take_certificate_status(me, is_server, peer) {
  me.status = value;
  heard(me, is_server, CERTIFICATE_STATUS)
}
inline send_server_key_exchange_ecdhe(me, is_server, peer) {
  tell(me, is_server, peer, RECV_SERVER_KEY_EXCHANGE, SERVER_KEY_EXCHANGE, GENUINE)
}
inline take_server_key_exchange_ecdhe(me, is_server, peer) {
  me.share = value;
  me.unoffered = (value == UNOFFERED || value == GROUP_UNOFFERED);
  heard(me, is_server, SERVER_KEY_EXCHANGE)
}
inline send_certificate_request_tls12(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE_REQUEST, CERTIFICATE_REQUEST, 0)
}
inline take_certificate_request_tls12(me, is_server, peer) {
  heard(me, is_server, CERTIFICATE_REQUEST)
}
inline send_server_hello_done(me, is_server, peer) {
  tell(me, is_server, peer, RECV_SERVER_HELLO_DONE, SERVER_HELLO_DONE, 0)
}
inline take_server_hello_done(me, is_server, peer) {
  heard(me, is_server, SERVER_HELLO_DONE)
}
inline send_client_key_exchange_rsa(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CLIENT_KEY_EXCHANGE, CLIENT_KEY_EXCHANGE, GENUINE)
}
inline send_client_key_exchange_ecdhe(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CLIENT_KEY_EXCHANGE, CLIENT_KEY_EXCHANGE, SHARE)
}
inline take_client_key_exchange_rsa(me, is_server, peer) {
  me.share = value;
  heard(me, is_server, CLIENT_KEY_EXCHANGE)
}
inline take_client_key_exchange_ecdhe(me, is_server, peer) {
  me.share = value;
  heard(me, is_server, CLIENT_KEY_EXCHANGE)
}
inline send_certificate_verify(me, is_server, peer) {
  tell(me, is_server, peer, RECV_CERTIFICATE_VERIFY, CERTIFICATE_VERIFY, me.remembered)
}
inline take_certificate_verify(me, is_server, peer) {
  me.unoffered = (value == UNOFFERED);
  signature = value;
  heard(me, is_server, CERTIFICATE_VERIFY)
}
inline send_change_cipher_spec(me, is_server, peer) {
  me.sent = me.sent | CHANGE_CIPHER_SPEC;
  me.disguised = (me.version == TLS13);
  put(me, peer, RECV_CHANGE_CIPHER_SPEC, 0)
}
inline take_change_cipher_spec(me, is_server, peer) {
  if
  :: me.version == TLS12 -> me.taken = me.taken | CHANGE_CIPHER_SPEC
  :: else /* it means nothing in TLS 1.3 */
  fi
}
inline send_finished_prf(me, is_server, peer) {
  tell(me, is_server, peer, RECV_FINISHED, FINISHED, me.made)
}
inline take_finished_prf(me, is_server, peer) {
  signature = value;
  heard(me, is_server, FINISHED)
}

/* No part of the transcript: HelloRequest (RFC 5246 7.4.1.1), and a ClientHello once all is open. */
inline take_hello_request(me, is_server, peer) { skip }
inline take_client_hello_unread(me, is_server, peer) { skip }

inline take_application_data(me, is_server, peer) {
  me.data = 1
}
inline take_alert_warning(me, is_server, peer) { skip }
inline take_alert_close_notify(me, is_server, peer) {
  me.close_taken = 1
}
inline take_alert_fatal(me, is_server, peer) {
  me.fatal_taken = 1
}
inline take_close(me, is_server, peer) {
  me.close_called = 1
}
inline take_end_of_input(me, is_server, peer) {
  me.cut = 1
}
inline send_alert_close_notify(me, is_server, peer) {
  put(me, peer, RECV_ALERT_CLOSE_NOTIFY, 0);
  me.close_sent = 1
}
/* As often as an attacker asks for it, so it is lost when two messages are on their way already. */
inline send_alert_no_renegotiation(me, is_server, peer) {
  if
  :: len(me.out) < 2 -> put(me, peer, RECV_ALERT_WARNING, 0)
  :: else -> me.writes = (me.writes + 1) % 8
  fi
}
inline send_alert_user_canceled(me, is_server, peer) {
  put(me, peer, RECV_ALERT_WARNING, 0)
}

/* Work. */
inline do_prepare_client_hello(me, is_server, peer) { skip }
inline do_prepare_server_hello(me, is_server, peer) {
  me.ticket = (me.resumed -> sealed == 2 : sealed != 0 && me.ems);
  me.stapled = (!me.resumed && !me.raw && (me.hello & STATUS) != 0 && (staple == ASKED || staple == DEMANDED))
}
inline do_make_key_share(me, is_server, peer) { skip }
inline do_make_pre_master_secret(me, is_server, peer) {
  me.pre_master = (me.certificate == GENUINE -> EXCHANGED : ATTACKERS)
}
/* The client's side of either exchange decides what the secret is; the server has the same one when it got that share. */
inline take_pre_master(me, peer) {
  if
  :: me.share == FORGED -> me.pre_master = ATTACKERS
  :: me.share != FORGED && peer.pre_master == EXCHANGED -> me.pre_master = EXCHANGED
  :: else -> me.pre_master = LOST
  fi
}
inline do_agree_pre_master_secret(me, is_server, peer) {
  if
  :: is_server -> take_pre_master(me, peer)
  :: !is_server -> me.pre_master = (me.share == GENUINE -> EXCHANGED : ATTACKERS)
  fi
}
inline do_derive_master_secret(me, is_server, peer) {
  me.secret = me.pre_master;
  me.master_n = (me.ems -> me.n : 0)
}
inline do_restore_master_secret(me, is_server, peer) {
  me.secret = SESSION
}
inline do_remember_transcript(me, is_server, peer) {
  me.remembered = me.n
}
inline do_activate_read_keys(me, is_server, peer) {
  me.reads_sealed = 1
}
inline do_activate_write_keys(me, is_server, peer) {
  me.writes_sealed = 1
}
inline do_make_finished(me, is_server, peer) {
  me.made = me.n
}
inline do_expect_finished(me, is_server, peer) {
  me.expected = me.n
}
inline do_make_session_ticket(me, is_server, peer) { skip }
inline do_keep_session_ticket(me, is_server, peer) { skip }
inline do_store_session(me, is_server, peer) { skip }
inline do_forget_handshake(me, is_server, peer) { skip }
