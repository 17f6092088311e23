/* Runs that are told what the network does, and that tell what each step leaves: with -DFOLLOW. The text in SCRIPT says what comes
   next, of what `pass' may do (network.pml): `go N' hands N messages on, those to the server first, and `go all' all that there are;
   `close SIDE', `cut SIDE', `update SIDE', `deliver SIDE', `drop SIDE', `hold SIDE', `copy SIDE', `release SIDE'; `make SIDE EVENT
   CONTENT' and `let SIDE EVENT CONTENT' with the numbers of party.pml and handshake.pml. SIDE, client or server, is whom it comes to.
   A run that cannot go as it is told ends without the line END. Otherwise these are nothing, and so nothing here is in what is
   searched. */
#ifdef FOLLOW
#define DELIVER 0
#define DROP 1
#define HOLD 2
#define COPY 3
#define RELEASE 4
#define MAKE 5
#define LET 6
#define UPDATE 7
#define CUT 8
#define END 9
#define GO 10
#define TOLD_ALL 11

c_decl {
  extern char *getenv(const char *name);
  extern int sscanf(const char *text, const char *form, ...);
  extern int strcmp(const char *a, const char *b);
  extern char *strchr(const char *text, int c);
  static struct told { int kind, side, n[2]; } told[64];
  static int told_n = -1;
  static void read_told(void) {
    static const char *const kinds[] = {"deliver", "drop", "hold", "copy", "release", "make", "let", "update", "cut", "close", "go"};
    const char *text = getenv("SCRIPT");
    told_n = 0;
    while (text && *text && told_n < 64) {
      struct told *t = &told[told_n++];
      char kind[16] = "", side[16] = "";
      t->n[0] = t->n[1] = 0;
      sscanf(text, " %15s %15[a-z0-9] %d %d", kind, side, &t->n[0], &t->n[1]);
      for (t->kind = 0; t->kind < 11 && strcmp(kinds[t->kind], kind); t->kind++) { }
      t->side = !strcmp(side, "server");
      if (t->kind == 10)
        t->n[0] = 255;
      if (t->kind == 10)
        sscanf(side, "%d", &t->n[0]);
      text = strchr(text, ',');
      text += text != 0;
    }
  }
  static struct told *told_at(int at) {
    static struct told end = {11, 0, {0, 0}};
    if (told_n < 0)
      read_told();
    return at < told_n ? &told[at] : &end;
  }
}

byte at;   /* of what is told: the next one, and what it is */
byte told_kind, told_side, told_number, told_content;
byte gone; /* messages that went on for `go' */

#define LOOK c_code { \
    now.told_kind = told_at(now.at)->kind; \
    now.told_side = told_at(now.at)->side; \
    now.told_number = told_at(now.at)->n[0]; \
    now.told_content = told_at(now.at)->n[1]; \
  }
#define GOES (told_kind == GO && told_number > gone)
#define FOLLOWS(what, to) ((told_kind == what && told_side == to) || (what == DELIVER && GOES && (to || empty(client.out) || server.over)))
#define STATE(me) \
  printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d ", me.taken, me.sent, me.said, me.hello, me.kind, me.ems, me.resumed, \
    me.certificate, me.trusted, me.raw, me.stapled, me.status, me.share, me.proven, me.unoffered); \
  printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d ", me.pre_master, me.secret, me.master_n, me.n, me.remembered, me.made, \
    me.expected, me.reads_sealed, me.writes_sealed, me.reads, me.writes, me.finished, me.opened, me.data, me.close_called); \
  printf("%d %d %d %d %d %d %d %d %d %d %d %d %d %d %d ", me.close_sent, me.close_taken, me.fatal_taken, me.cut, me.alerted, \
    me.failed, me.closed, me.version, me.first, me.retried, me.disguised, me.asked, me.binds, me.read_epoch, me.write_epoch); \
  printf("%d %d %d %d %d\n", me.application_n, me.tickets, me.owes, me.wishes, me.ticket)
#define DONE(me, is_server, row) printf("DONE %d %d ", is_server, row); STATE(me)
#define RESTS printf("REST 0 0 "); STATE(client); printf("REST 1 0 "); STATE(server)
#define NEXT(what) RESTS; gone++
/* A message that was made is the one that was told; what is told next is looked at when this one is through. */
#define MADE (told_number == type && told_content == value)
#define PASSED \
  if \
  :: told_kind != GO -> at++; gone = 0; LOOK \
  :: else \
  fi
#define GONE(x, y) (empty(x.out) || y.over)
#define FOLLOWED \
  atomic { told_kind == GO && (told_number == gone || (GONE(client, server) && GONE(server, client))) -> at++; gone = 0; LOOK } \
  :: atomic { told_kind == TOLD_ALL -> RESTS; printf("END\n"); assert(false) }
#else
#define FOLLOWS(what, to) true
#define NEXT(what) skip
#define MADE skip
#define PASSED skip
#define LOOK skip
#define FOLLOWED false
#define DONE(me, is_server, row) skip
#endif
