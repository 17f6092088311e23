/* What one side of the model knows, and how messages look in it. The tables are in ../generated/handshake.pml; this and the
   files beside it say what the steps named there mean when cryptography is perfect. */

/* Secrets: what a pre-master or master secret is, seen from outside. */
#define NONE 0
#define EXCHANGED 1 /* the client drew it or its share, for the server's genuine key */
#define SESSION 2   /* that of the session both hold */
#define ATTACKERS 3 /* the attacker knows it */
#define LOST 4      /* nobody else has it */

/* Key exchanges. As bits, they are also what a ClientHello offers. */
#define RSA 1
#define ECDHE 2

/* The server's policy for clients' certificates. */
#define NOT_ASKED 0
#define OPTIONAL 1
#define REQUIRED 2

/* A ServerHello of TLS 1.2 has one of them; or, where it promises a ticket (RFC 5077), the same with bit RSA turned round. */
#define KIND_OF(hello) ((hello & ECDHE) != 0 -> ECDHE : RSA)
#define PROMISES(hello) ((hello & (RSA + ECDHE)) == 0 || (hello & (RSA + ECDHE)) == RSA + ECDHE)
#define SAYS(kind, ticket) (!ticket -> kind : (kind == ECDHE -> RSA + ECDHE : 0))

/* Hellos: bits 0 and 1 key exchanges, then these four; or else one of the values from 64 on, which only an attacker makes. */
#define EMS 4
#define SESSION_ID 8 /* ClientHello: a session is offered; ServerHello: it is resumed */
#define STATUS 16    /* ClientHello: the status of the certificate is asked for; ServerHello: it is announced */
#define RAW 32       /* ClientHello: raw public keys are offered, for both sides (RFC 7250); ServerHello: they are agreed on */
#define VERSION_WRONG 64
#define FALLBACK 65 /* a low version, with the signalling suite of RFC 7507 */
#define COMPRESSION_WRONG 66
#define RENEGOTIATION_WRONG 67
#define PROTOCOL_WRONG 68
#define SUITE_WRONG 69
#define POINTS_WRONG 70
#define UNWANTED 71 /* a ClientHello that the server's caller refuses */

/* The hellos of TLS 1.3, which only an attacker makes. */
#define REFUSED13 72 /* ClientHello and ServerHello: a check refuses it */
#define PROTOCOL_WRONG13 73
#define SUITE_WRONG13 74
#define GROUP_WRONG13 75  /* no group that the server has */
#define BINDER_WRONG13 76 /* a session is offered by one who has not its key */
#define SCHEME_WRONG13 77 /* no signature scheme that the server has */
#define RETRY_WRONG13 78  /* a HelloRetryRequest that asks for what was sent */
#define RETRY13 79        /* a HelloRetryRequest: this one, honest servers send too */

/* From 128 on, hellos with the bits above. A ClientHello offers TLS 1.3, and with ECDHE TLS 1.2 too; with NO_SHARE its key share
   is of a group that the server has not. A ServerHello chooses TLS 1.3; or TLS 1.2, with DOWNGRADED in its random (RFC 8446
   4.1.3). Bit RSA says whose the key share is. */
#define HELLO13 128
#define NO_SHARE 64
#define DOWNGRADED 192
#define OWN_SHARE 1
#define IS_FORM(hello) (hello < VERSION_WRONG || hello >= HELLO13)

/* Versions, as a set. */
#define TLS12 1
#define TLS13 2

/* Contents of the other messages. */
#define EMPTY 0
#define GENUINE 1 /* as its true sender makes it; ClientKeyExchange: with RSA */
#define FORGED 2  /* by the attacker; Certificate: one that does not verify; key exchanges: with a secret of its own */
#define OTHERS 3  /* Certificate: the attacker's own, which verifies: it may be a client too */
#define SHARE 3   /* ClientKeyExchange: as its true sender makes it, with ECDHE */
#define UNOFFERED 61 /* signed with a scheme that was not offered */
#define GROUP_UNOFFERED 60
#define WRONG 62 /* Finished, CertificateVerify: fits nothing */
#define FITS 63  /* Finished, CertificateVerify: what the attacker makes with a secret or key that it has: fits always */
#define MALFORMED 255
/* A genuine Finished or CertificateVerify is the number of messages that it covers: whether it fits is then a matter of
   both transcripts agreeing that far. */

/* Messages as a set, for `taken' and `sent'. */
#define CLIENT_HELLO 1
#define SERVER_HELLO 2
#define CERTIFICATE 4
#define SERVER_KEY_EXCHANGE 8
#define CERTIFICATE_REQUEST 16
#define SERVER_HELLO_DONE 32
#define CLIENT_KEY_EXCHANGE 64
#define CERTIFICATE_VERIFY 128
#define CHANGE_CIPHER_SPEC 256
#define FINISHED 512
#define CERTIFICATE_STATUS 1024
#define HELLO_RETRY_REQUEST 2048
#define ENCRYPTED_EXTENSIONS 4096
#define SECOND_HELLO 8192 /* that a client sent */
#define NEW_SESSION_TICKET 16384 /* of TLS 1.2 */

/* Certificate of TLS 1.3: with a status, a bit beside whose it is. */
#define WITH_STATUS 16
#define WITH_FORGED_STATUS 32

/* Keys of TLS 1.3, of one direction: those of the handshake, of application data, and those that updates lead to, round and round. */
#define HANDSHAKE_KEYS 1
#define APPLICATION_KEYS 2
#define UPDATED(epoch) (epoch == 5 -> 2 : epoch + 1)

typedef Party {
  chan out = [10] of { byte, byte, byte };  /* event, content, seal */
  chan held = [1] of { byte, byte, byte };  /* a message of it that the attacker keeps */
  short taken;          /* messages accepted, a set */
  short sent;           /* likewise */
  byte said;            /* its hello */
  byte hello;           /* the peer's hello as it came */
  byte kind;            /* RSA or ECDHE */
  bit ems;              /* extended master secret */
  bit resumed;
  bit stands;           /* the peer that the session was made with would be taken now: by time, anchors, lists, policy */
  bit has_certificate;  /* client: one to send */
  byte certificate;     /* the peer's */
  bit trusted;          /* which was verified */
  bit raw;              /* server: raw public keys are agreed on */
  bit stapled;          /* server: it announces the status of its certificate */
  byte status;          /* its status as it came: GENUINE, FORGED; 0: none */
  byte share;           /* the peer's key exchange */
  bit proven;           /* the peer signed: ServerKeyExchange, CertificateVerify */
  bit unoffered;        /* something was signed with a scheme, or on a group, that was not offered */
  byte pre_master;
  byte secret;          /* the master secret */
  byte master_n;        /* messages that it is bound to (RFC 7627); 0: none */
  byte n;               /* messages in the transcript */
  byte remembered;      /* of them, when CertificateVerify is to come */
  byte made;            /* of them, when Finished was made */
  byte expected;        /* of them, when the peer's was computed; 0: it was not */
  bit reads_sealed;     /* keys are active */
  bit writes_sealed;
  byte reads;           /* sequence numbers, modulo 8 */
  byte writes;
  bit finished;         /* the peer's Finished was verified */
  bit opened;
  bit data;             /* application data came */
  bit close_called;
  bit close_sent;
  bit close_taken;
  bit fatal_taken;
  bit cut;              /* its transport ended */
  bit alerted;          /* it sent a fatal alert */
  bit failed;
  bit closed;
  bit over;             /* failed or closed */
  byte versions;        /* that it has */
  byte version;         /* that is spoken; 0: it is not known yet */
  byte first;           /* server: the hello that it asked another one for */
  bit retried;          /* a HelloRetryRequest was sent, or taken */
  bit disguised;        /* it sent a ChangeCipherSpec that means nothing, or decided not to */
  bit asked;            /* client: for a certificate, in TLS 1.3 */
  bit binds;            /* server: the binder of the pre-shared key was verified */
  byte read_epoch;      /* TLS 1.3: 0 in the clear */
  byte write_epoch;
  byte application_n;   /* messages that the secrets of application data are bound to; 0: there are none */
  byte tickets;         /* sent */
  bit ticket;           /* TLS 1.2: the ServerHello promises one */
  bit owes;             /* a KeyUpdate that was asked for */
  bit wishes;           /* the caller asked for new keys */
  bit waits             /* it has begun, and waits whenever it is not over */
}

Party client;
Party server;

/* The configuration of a run: what the client thinks of its server's certificate status, and whether the server has one. */
#define UNASKED 0
#define ASKED 1
#define DEMANDED 2
#define LACKING 3 /* demanded, and the server has none */
byte staple;

/* Likewise of raw public keys in place of certificates. Once agreed on, they stand for certificates in all that follows: to an
   attacker who makes one side take a key for a certificate, the model gives what a genuine certificate gives. */
#define WITHOUT_RAW 0
#define RAW_FIRST 1  /* the client offers them, and the server has them */
#define RAW_FOREIGN 2 /* the client has nothing else, and the server has none */
byte raw;

byte retry;     /* 1: the client's first key share is of no use to the server */
byte disguise;  /* 1: the client wishes for the ChangeCipherSpec that middleboxes expect */
byte tickets;   /* that the server gives in TLS 1.3 */
byte sealed;    /* TLS 1.2: 1 the server seals sessions into tickets; 2 and it seals one anew that comes back */

byte suites;  /* that the server has */
byte session_kind; /* the one that it prefers, and that the session was made with */
byte policy;
bit session;  /* both hold one */
bit cached;   /* the server still does */
bit bound;    /* to the same name, protocols and policy as now (handshake/binding.c) */

/* What a client offers of it. */
#define OFFERS_SESSION(me) (session && me.stands)

/* A side gets what it waits for: the event in `type', with `value'. */
chan to_client = [0] of { bit };
chan to_server = [0] of { bit };

/* What lives only between two waits of a side: nothing of it is left when a side waits (rest in records.pml). */
byte type, value, seal; /* a message as the network has it, and as a side gets it */
byte outcome;           /* of a decision */
byte signature;         /* of a CertificateVerify or Finished */
short other;

#define GARBAGE 203 /* a record that cannot be opened, or bytes that are no message */

/* Transcripts: as many messages as both have and agree on, then those that one side has and the other not yet. */
byte agree;
bit diverged;
chan ahead = [12] of { short };
bit server_ahead; /* whose they are */

inline forget_ahead(x) {
  do
  :: nempty(ahead) -> ahead ? x
  :: empty(ahead) -> break
  od;
  server_ahead = 0
}

/* One more message in a side's transcript. is_server: which. */
inline note(me, is_server, item) {
  me.n++;
  if
  :: diverged
  :: !diverged && (empty(ahead) || server_ahead == is_server) ->
     ahead ! item;
     server_ahead = is_server
  :: !diverged && nempty(ahead) && server_ahead != is_server ->
     ahead ? other;
     if
     :: other == item ->
        agree++;
        if
        :: empty(ahead) -> server_ahead = 0
        :: nempty(ahead)
        fi
     :: else ->
        diverged = 1;
        forget_ahead(other)
     fi
  fi
}

/* Both have the same keys, which nobody else has. */
#define SAME_KEYS(a, b) \
  (a.secret == b.secret && (a.secret == EXCHANGED || a.secret == SESSION) && a.kind == b.kind && a.ems == b.ems && \
   a.master_n == b.master_n && agree >= a.master_n)

/* And what a sends with, b reads with. */
#define SAME_EPOCH(a, b) \
  (a.write_epoch == b.read_epoch && (b.read_epoch < APPLICATION_KEYS || \
   (a.application_n == b.application_n && agree >= a.application_n)))
/* Or a has gone on, in one flight, from keys that b still reads with: a side of another make may have said more under those. */
#define EARLIER_EPOCH(a, b) (b.read_epoch != 0 && b.read_epoch < APPLICATION_KEYS && a.write_epoch > b.read_epoch)

/* TLS 1.3 may be spoken in this run. */
#define MAY_BE_TLS13 (((client.versions | server.versions) & TLS13) != 0)
