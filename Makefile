# Handfast. `make help` lists the targets. Everything that is made goes to build/ (with SANITIZE=1: build/san/).
# Sources join by being there: a new .c file needs no line here.
CC = gcc
AR = ar
PREFIX = /usr/local
DESTDIR =
CFLAGS = -O2 -g
B = build
# A line for each step; V=1 shows the commands themselves.
ifdef V
run = $(2)
else
run = @echo "$(1) $@" && $(2)
endif
ifdef SANITIZE
B = build/san
CFLAGS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

# An engine of another profile than spec/profiles/full.profile: PROFILE=NAME. Its generated part is made from spec/, and stands beside its
# objects; what it does not reach is not linked.
GENERATED = engine/generated
EMBEDDED = build/embedded
TOLD = $(B)/handfast
ifdef PROFILE
B = build/profiles/$(PROFILE)
EMBEDDED = build/embedded/$(PROFILE)
TOLD =
GENERATED = $(B)/engine/generated
OWN = -I$(B)/engine
GC = -Wl,--gc-sections
KEEP = --gc-sections $$(nm -g --defined-only $(filter %.o,$^) | awk '{ print $$3 }' | grep -xFf $(B)/public.names | sed 's/^/-u /')
endif

VERSION := $(shell sed -n 's/^.define HF_VERSION_STRING "\(.*\)".*/\1/p' engine/include/handfast/version.h)
SONAME = libhandfast.so.0
INCLUDE = $(OWN) -Iengine/include -Iengine
STRICT = -std=c11 -Wall -Wextra -Wconversion -Wshadow -Werror -fPIC -fno-semantic-interposition \
  -ffunction-sections -fdata-sections -fstack-usage -MMD -MP $(INCLUDE)
LENIENT = -std=gnu11 -Wall -Wextra -Wshadow -Werror -MMD -MP $(INCLUDE) -Itests -I.
EXPORTS = -Wl,-soname,$(SONAME) -Wl,--version-script=$(B)/libhandfast.map -Wl,-Bsymbolic-functions
COUNTED = -Wl,--wrap=hf_plain_sha256 -Wl,--wrap=hf_fast_sha256
GENFLAGS = -D_POSIX_C_SOURCE=200809L -Igen -MMD -MP
WRAP = -Wl,--wrap=
CT_LINK = -no-pie -Wl,-z,now $(addprefix $(WRAP),hf_ct_equal hf_cbc_padding)
UNIT_LINK = $(addprefix $(WRAP),hf_aes_encrypt_start hf_aes_decrypt_start)
LIBS = -ltomcrypt -lgmp

PUBLIC = $(wildcard engine/include/*.h engine/include/*/*.h)
# Whose contract `make provider-test PROVIDER=path` asks; everything else is about the default one.
GIVEN := $(PROVIDER)
override PROVIDER = $(wildcard engine/provider/own/*.c engine/provider/tomcrypt/*.c)
# The provider that needs no library and no operating system. What it has in common with the default one is in own/.
BARE = $(wildcard engine/provider/bare/*.c)
# What reads files of keys and certificates: with the provider, whose software keys are loaded from them.
FILES = $(wildcard engine/files/*.c)
# What of crypto/ only the default provider calls: it is in that member of the library, and not with the engine.
PRIMITIVES = $(wildcard engine/crypto/p256*.c engine/crypto/x25519*.c engine/crypto/aes_*.c) $(addprefix engine/crypto/,ghash.c multiply.c sha256.c)
ENGINE = $(filter-out engine/cli/% engine/generated/%,$(wildcard engine/*/*.c)) $(wildcard $(GENERATED)/*.c) $(PROVIDER)
# The same with the bare provider in place of the default one, and which of it that provider is.
WITH_BARE = $(filter-out engine/provider/tomcrypt/%,$(ENGINE)) $(BARE)
OF_BARE = $(filter engine/provider/%,$(WITH_BARE))
CLI = $(wildcard engine/cli/*.c)
GEN = $(wildcard gen/*.c gen/*/*.c)
GEN_RL = $(wildcard gen/*/*.rl)
SUPPORT = $(wildcard tests/support/*.c)
MODEL = $(wildcard tests/model/*.c) $(filter-out tests/support/attack.c tests/support/limit.c,$(SUPPORT))
UNIT = $(wildcard tests/unit/*.c)
CT = $(wildcard tests/ct/*.c)
CT_SUPPORT = $(wildcard tests/ct/support/*.c)
BENCH = $(wildcard tests/bench/*.c)
CHAINS = $(wildcard tests/chains/*.c)
KIT = $(filter-out tests/provider/secrets.c,$(wildcard tests/provider/*.c))
MANUALS = $(wildcard engine/cli/*.[1-9])

object = $(patsubst %.c,$(B)/obj/%.o,$(1))

all: $(B)/libhandfast.a $(B)/libhandfast-bare.a $(B)/$(SONAME) $(B)/handfast

help:
	@echo 'make                the library (static, shared) and the handfast command, from the sources as they are'
	@echo 'make PROFILE=NAME   the same with what spec/profiles/NAME.profile has, in build/profiles/NAME: client, server, tls12, tls13, small, tiny'
	@echo 'make demo           handshakes with itself and with openssl, step by step'
	@echo 'make check          all tests'
	@echo 'make regen          write engine/generated and its kin anew from spec/'
	@echo 'make regen-check    are they what spec/ says?'
	@echo 'make prove          all proofs, or those of MODULES="..."; make prove-replay: the same from the saved sessions'
	@echo 'make prove FILE=F      one file, or one FUNCTION=F of it, and what is to be known of each goal that is left: proofs/README.md'
	@echo 'make prove-cold     the same, with every goal shown by a solver again'
	@echo 'make prove-kinds    how much the contracts of each folder say; NAMES=1: of which function what'
	@echo 'make prove-lists    write proofs/assumed and proofs/contracts anew; REASON="..." where contracts that matter changed'
	@echo 'make sabotage       does each planted mistake fail a proof or a test?'
	@echo 'make mutants        N=300 small changes of the engine that SEED chooses: does each fail a test? tests/mutants/README.md'
	@echo 'make provider-test   PROVIDER=folder or library: is it what provider.h says? tests/provider/README.md'
	@echo 'make bench          speed, instructions and sizes'
	@echo 'make embedded       a client and a server on bare metal, a Cortex-M4 in QEMU: what they take, and is it within the budget?'
	@echo '                    PROFILE=client, server, tiny: of an engine that has less'
	@echo 'make timing         t-test of the times of the two oracles; MEASUREMENTS=100000'
	@echo 'make docs           build/docs: diagrams and tables of the machines, and what became of each row of spec/'
	@echo 'make lint           clang-format, clang-tidy, cppcheck with MISRA C:2012'
	@echo 'make amalgamation   build/amalgamation: the engine as handfast.h and handfast.c, and its provider as handfast_provider.c'
	@echo '                    or, without a library, handfast_provider_bare.c'
	@echo 'make compile-commands   build/compile_commands.json, for editors'
	@echo 'make fuzz           each fuzzer for TIME=60 seconds, or TARGET=name alone: tests/fuzz/README.md'
	@echo 'make install        to $$DESTDIR$$PREFIX ($(PREFIX))'
	@echo 'V=1 shows commands; CC=clang takes the other compiler; SANITIZE=1 builds with address and undefined-behaviour sanitizers.'

# The objects, for whom the inside of the engine is no secret: the command, the tests.

$(B)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,$(CC) $(STRICT) $(CFLAGS) -c $< -o $@)

$(B)/obj/engine.a: $(call object,$(ENGINE))
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

# The libraries show what the public headers declare, and nothing else. The static one has two members: the engine and its
# provider. A program that brings its own provider links it before libhandfast.a: then the second is not taken from it, and neither
# libtomcrypt nor libgmp is needed. What the provider uses of the engine's inside it has for itself. libhandfast-bare.a is the same engine with
# the bare provider.

$(B)/public: engine/public.awk $(PUBLIC) Makefile
	@mkdir -p $(@D)
	$(call run,list,printf '#include "%s"\n' $(PUBLIC) | $(CC) -E $(INCLUDE) -I. -x c - -o $@.i && awk -f engine/public.awk $@.i >$@)

$(B)/public.names: $(B)/public
	@awk '$$1 != "type" { print $$2 }' $< >$@

$(B)/libhandfast.map: $(B)/public.names
	@awk 'BEGIN { print "{ global:" } { print $$0 ";" } END { print "local: *; };" }' $< >$@

JOIN = $(if $(findstring -flto,$(CFLAGS)),$(CC) $(CFLAGS) -nostdlib $(if $(findstring clang,$(CC)),,-flinker-output=nolto-rel),$(LD)) -r
narrow = $(JOIN) $(KEEP) -o $@ $(1) && objcopy --keep-global-symbols=$(B)/public.names $@

$(B)/lib/handfast.o: $(call object,$(filter-out $(PROVIDER) $(FILES) $(PRIMITIVES),$(ENGINE))) $(B)/public.names
	@mkdir -p $(@D)
	$(call run,join,$(call narrow,$(filter %.o,$^)))

$(B)/lib/provider.o: $(call object,$(PROVIDER) $(FILES)) $(B)/obj/engine.a $(B)/public.names
	@mkdir -p $(@D)
	$(call run,join,$(call narrow,$(filter %.o %.a,$^)))

$(B)/libhandfast.a: $(B)/lib/handfast.o $(B)/lib/provider.o
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

$(B)/lib/bare.o: $(call object,$(OF_BARE) $(FILES)) $(B)/obj/engine.a $(B)/public.names
	@mkdir -p $(@D)
	$(call run,join,$(call narrow,$(filter %.o %.a,$^)))

$(B)/libhandfast-bare.a: $(B)/lib/handfast.o $(B)/lib/bare.o
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

$(B)/$(SONAME): $(call object,$(ENGINE)) $(B)/libhandfast.map
	$(call run,link,$(CC) $(CFLAGS) $(GC) -shared $(EXPORTS) -o $@ $(filter %.o,$^) $(LIBS))

$(B)/handfast: $(call object,$(CLI)) $(B)/obj/engine.a
	$(call run,link,$(CC) $(CFLAGS) $(GC) -o $@ $^ $(LIBS))

# The engine as two files, and a provider as a third, the default one or the bare one: what of the sources their public functions need
# (engine/amalgamation/).
# Other sources and other places of the generated ones come by ENGINE, PUBLIC and INCLUDE.

PROFILE ?= full
AMALGAMATION = $(addprefix $(B)/amalgamation/,handfast.h handfast.c handfast_provider.c handfast_provider_bare.c)
AMALGAMATE = $(addprefix engine/amalgamation/,read.awk reach.awk clash.awk write.awk)
OUTSIDE = $(PROVIDER) $(FILES) $(PRIMITIVES)
# Names of the provider's library that a file of ours has for itself.
THEIRS = rsa_key
amalgamate = awk $(addprefix -f ,$(AMALGAMATE)) -v version=$(VERSION) -v profile=$(PROFILE) -v header="$(PUBLIC)" \
  -v include="$(patsubst -I%,%,$(INCLUDE))" -v public=$(B)/public.names -v theirs=$(THEIRS) \
  -v sources="$(1)" -v roots="$(2)" -v about=$(3) >$@

amalgamation: $(AMALGAMATION)

$(B)/amalgamation/handfast.h:
	$(call run,one ,$(call amalgamate,,,"all that a program sees."))
$(B)/amalgamation/handfast.c:
	$(call run,one ,$(call amalgamate,$(filter-out $(OUTSIDE),$(ENGINE)),$(filter-out $(OUTSIDE),$(ENGINE)),"the engine."))
$(B)/amalgamation/handfast_provider.c:
	$(call run,one ,$(call amalgamate,$(ENGINE),$(PROVIDER) $(FILES),"the provider by libtomcrypt and GMP; software keys; files of keys."))
$(B)/amalgamation/handfast_provider_bare.c:
	$(call run,one ,$(call amalgamate,$(WITH_BARE),$(OF_BARE) $(FILES),"the bare provider without a library; software keys; files of keys."))
$(AMALGAMATION): $(AMALGAMATE) $(ENGINE) $(BARE) $(wildcard engine/*/*.h engine/*/*/*.h) $(B)/public.names Makefile | $(B)/amalgamation

$(B)/amalgamation:
	@mkdir -p $@

# The generator, and what it writes. The generated files are checked in, so that a plain `make` needs no Ragel.

$(B)/gen/%.c: gen/%.rl
	@mkdir -p $(@D)
	$(call run,rl  ,ragel -L -o $@ $<)

$(B)/obj/gen/%.o: $(B)/gen/%.c
	@mkdir -p $(@D)
	$(call run,cc  ,$(CC) -std=c11 $(GENFLAGS) -Wall $(CFLAGS) -c $< -o $@)

$(B)/obj/gen/%.o: gen/%.c
	@mkdir -p $(@D)
	$(call run,cc  ,$(CC) $(STRICT) $(GENFLAGS) $(CFLAGS) -c $< -o $@)

$(B)/hfgen: $(call object,$(GEN)) $(patsubst gen/%.rl,$(B)/obj/gen/%.o,$(GEN_RL))
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^ -lexpat)

hfgen: $(B)/hfgen

# What a profile's engine is generated from; make reads the sources anew when it is there.
ifdef PROFILE
$(B)/generated.mk: $(wildcard spec/*/*) $(GEN) $(GEN_RL) gen/regen.sh
	@$(MAKE) PROFILE= build/hfgen
	$(call run,gen ,gen/regen.sh build/hfgen $(B) $(PROFILE))
	@touch $@
include $(B)/generated.mk

$(B)/refused: $(call object,tests/profiles/refused.c) $(B)/obj/engine.a
	$(call run,link,$(CC) $(CFLAGS) $(GC) -o $@ $^ $(LIBS))
endif

setup-regen:
	@.ci/setup build regen

regen: setup-regen
	@$(MAKE) $(B)/hfgen
	gen/regen.sh $(B)/hfgen .

regen-check: setup-regen
	@$(MAKE) $(B)/hfgen
	@tests/check.sh regen

# Tests. tests/check.sh runs every suite and sums up.

$(B)/obj/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,$(CC) $(LENIENT) $(CFLAGS) -c $< -o $@)

$(B)/tests/unit: $(call object,$(UNIT) $(SUPPORT) engine/cli/asn1_path.c tests/bench/compressions.c) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) $(UNIT_LINK) $(COUNTED) -o $@ $^ -lcriterion -ljansson $(LIBS))

# The same with the bare provider: linked first, it is taken in place of the default one.
$(B)/tests/unit-bare: $(call object,$(wildcard tests/embedded/host/*.c) $(UNIT) $(SUPPORT) engine/cli/asn1_path.c tests/bench/compressions.c $(BARE)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) $(UNIT_LINK) $(COUNTED) -o $@ $^ -lcriterion -ljansson $(LIBS))

$(B)/tests/handfast-bare: $(call object,$(CLI) $(BARE)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^)

$(B)/tests/ct/%: $(B)/obj/tests/ct/%.o $(call object,$(CT_SUPPORT)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) $(CT_LINK) -o $@ $^ $(LIBS))

$(B)/tests/ct/bare: $(B)/obj/tests/ct/bare.o $(call object,$(CT_SUPPORT) $(BARE)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) $(CT_LINK) -o $@ $^ $(LIBS))

$(B)/tests/bench: $(call object,$(BENCH) $(filter-out tests/support/attack.c tests/support/limit.c,$(SUPPORT))) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) $(COUNTED) -o $@ $^ $(LIBS))

# What a provider is held to, and the engine without any: tests/provider/README.md.
$(B)/provider/kit.a: $(call object,$(KIT))
	@mkdir -p $(@D)
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

$(B)/provider/engine.a: $(call object,$(filter-out $(PROVIDER),$(ENGINE)))
	@mkdir -p $(@D)
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

provider-kit: $(B)/provider/kit.a $(B)/provider/engine.a $(call object,tests/provider/secrets.c)

provider-test:
	@.ci/setup build check
	@tests/provider/kit.sh $(GIVEN)

# OpenSSL's handshakes, for comparison; it links none of ours.
$(B)/tests/beside: $(call object,tests/beside/openssl.c)
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^ -lssl -lcrypto)

$(B)/tests/timing: $(call object,tests/timing/timing.c tests/ct/support/server.c) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^ $(LIBS) -lm)

$(B)/tests/make-chains: $(call object,$(CHAINS) $(addprefix tests/support/,der_writer.c issue.c identities.c random.c)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^ $(LIBS))

$(B)/tests/model: $(call object,$(MODEL)) $(B)/obj/engine.a
	@mkdir -p $(@D)
	$(call run,link,$(CC) $(CFLAGS) -o $@ $^ $(LIBS))

# Bare metal, tests/embedded: the engine, the bare provider and a program for a Cortex-M4 without an operating system.

CROSS = arm-none-eabi-
TARGET_FLAGS = -mcpu=cortex-m4 -mthumb -Os -g -ffreestanding
TARGET_LINK = -nostartfiles --specs=nano.specs -Wl,--gc-sections -Wl,-Map=$(@:.elf=.map) -T tests/embedded/an386.ld
EMBEDDED_BOARD = $(addprefix tests/embedded/,start.c board.c talk.c credentials.c)
EMBEDDED_PROGRAMS = $(filter-out $(if $(filter server,$(PROFILE)),client) $(if $(filter client,$(PROFILE)),server),client server)
ifeq ($(PROFILE),tiny)
EMBEDDED_PROGRAMS = keys_client
endif
cross = $(patsubst %.c,$(EMBEDDED)/obj/%.o,$(1))

$(EMBEDDED)/obj/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,$(CROSS)gcc $(TARGET_FLAGS) -std=gnu11 -Wall -Wextra -Wshadow -Wconversion -Werror -ffunction-sections -fdata-sections -MMD -MP \
	  -Iengine/include -c $< -o $@)

$(EMBEDDED)/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,$(CROSS)gcc $(TARGET_FLAGS) $(filter-out -fPIC -fno-semantic-interposition,$(STRICT)) -c $< -o $@)

# Of all profiles the same, and made by the command that has all.
build/embedded/credentials: tests/embedded/credentials.sh build/tests/certs/made $(TOLD)
	@mkdir -p $(@D)
	tests/embedded/credentials.sh build/tests/certs build/handfast build/embedded
	@touch $@

$(EMBEDDED)/obj/tests/embedded/credentials.o: build/embedded/credentials

$(EMBEDDED)/anchors.o: build/embedded/credentials
	@mkdir -p $(@D)
	$(call run,cc  ,$(CROSS)gcc $(TARGET_FLAGS) -std=c11 -fdata-sections -include handfast.h -Iengine/include -c build/embedded/anchors.c -o $@)

$(EMBEDDED)/libhandfast.a: $(call cross,$(WITH_BARE))
	@rm -f $@
	$(call run,ar  ,$(CROSS)ar rcD $@ $^)

$(EMBEDDED)/%.elf: $(EMBEDDED)/obj/tests/embedded/%.o $(call cross,$(EMBEDDED_BOARD)) $(EMBEDDED)/anchors.o $(EMBEDDED)/libhandfast.a \
  tests/embedded/an386.ld
	$(call run,link,$(CROSS)gcc $(TARGET_FLAGS) $(TARGET_LINK) -o $@ $(filter %.o %.a,$^))

$(EMBEDDED)/client.elf $(EMBEDDED)/server.elf: $(call cross,tests/embedded/chains.c)

embedded-programs: $(patsubst %,$(EMBEDDED)/%.elf,$(EMBEDDED_PROGRAMS))

# PROFILE=full, client, server or tiny: that one; else what make check runs of them.
embedded:
	@.ci/setup build check
	@tests/embedded/run.sh $(if $(filter file,$(origin PROFILE)),,$(PROFILE))

# The fuzzers, tests/fuzz/README.md: engine and command, by clang, with its sanitizers; a target links what it reaches of them. What
# belongs to the tests has no counters: so the coverage is the engine's.

FUZZER = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FUZZED = $(ENGINE) $(filter-out engine/cli/main.c,$(CLI)) $(filter-out tests/support/attack.c tests/support/limit.c,$(SUPPORT)) \
  $(wildcard tests/fuzz/support/*.c)
FUZZERS = $(patsubst tests/fuzz/%.c,build/fuzz/%,$(wildcard tests/fuzz/*.c))

build/fuzz/obj/tests/%.o: tests/%.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,clang $(LENIENT) $(FUZZER) -c $< -o $@)

build/fuzz/obj/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call run,cc  ,clang $(filter-out -fstack-usage,$(STRICT)) $(FUZZER) -fsanitize=fuzzer-no-link -c $< -o $@)

build/fuzz/libfuzzed.a: $(patsubst %.c,build/fuzz/obj/%.o,$(FUZZED))
	@rm -f $@
	$(call run,ar  ,$(AR) rcD $@ $^)

$(FUZZERS): build/fuzz/%: build/fuzz/obj/tests/fuzz/%.o build/fuzz/libfuzzed.a
	$(call run,link,clang $(FUZZER) -fsanitize=fuzzer $(FUZZ_LINK) -o $@ $^ $(LIBS))
build/fuzz/files: FUZZ_LINK = -Wl,--wrap=cli_say

fuzzers: $(FUZZERS)

build/tests/certs/made: tests/support/make_certs.sh tests/support/rsa8192.key
	@mkdir -p $(@D)
	tests/support/make_certs.sh build/tests/certs
	@touch $@

unit: $(B)/tests/unit build/tests/certs/made
	tests/unit/run.sh $(B)/tests/unit

ct-programs: $(patsubst tests/ct/%.c,$(B)/tests/ct/%,$(CT))

test-programs: $(B)/handfast $(B)/tests/unit $(B)/tests/make-chains build/tests/certs/made

check:
	@.ci/setup build regen check fuzz
	@$(MAKE) all hfgen test-programs
	@$(MAKE) SANITIZE=1 all test-programs
	@tests/check.sh

demo:
	@.ci/setup build regen check
	@$(MAKE) regen
	@$(MAKE) all build/tests/certs/made
	@tests/demo/demo.sh

bench:
	@.ci/setup build check bench
	@$(MAKE) $(B)/tests/bench $(B)/tests/beside build/tests/certs/made
	@tests/bench/run.sh $(B)

timing:
	@.ci/setup build check
	@$(MAKE) $(B)/tests/timing
	$(B)/tests/timing $(MEASUREMENTS)

fuzz:
	@.ci/setup build fuzz
	@tests/fuzz/run.sh $(or $(TIME),60) $(TARGET)

sabotage:
	@.ci/setup build regen check prove
	@tests/sabotage/run.sh

mutants:
	@.ci/setup build check fuzz $(if $(PROVE),regen prove)
	@tests/mutants/run.sh

prove:
	@.ci/setup build regen prove
	@$(if $(FILE),proofs/one.sh "$(FILE)" "$(FUNCTION)",proofs/run.sh $(MODULES))

# How much the contracts of each folder say; NAMES=1: of which function what.
prove-kinds:
	@.ci/setup build prove
	@proofs/plugin.sh
	@proofs/jobs.sh | xargs -P 2 -L 1 proofs/view.sh
	@proofs/jobs.sh | awk -F '[ /]' '{ sub(/\.c$$/, "", $$4); print "build/proofs/" $$1 "/" $$4 ".view" }' | xargs awk $(if $(NAMES),-v names=1) -f proofs/kinds.awk

prove-lists:
	@.ci/setup build prove
	@proofs/lists.sh --write "$(REASON)"

prove-cold:
	@.ci/setup build regen prove
	@proofs/run.sh --cold $(MODULES)

prove-replay:
	@.ci/setup build regen prove
	@proofs/run.sh --replay $(MODULES)

# Style and static analysis.

HAND_WRITTEN = $(filter-out engine/generated/% engine/include/generated/% tests/generated/%,$(wildcard engine/include/*.h engine/include/*/*.h engine/*/*.[ch] \
  engine/provider/*/*.[ch] gen/*.[ch] gen/*/*.[ch] tests/*/*.[ch] tests/embedded/*/*.[ch]))

lint:
	@.ci/setup build lint
	@tests/lint.sh $(HAND_WRITTEN)

format:
	clang-format -i $(HAND_WRITTEN)

# What make would run, as editors and language servers read it.
compile-commands:
	@$(MAKE) -Bn V=1 all hfgen test-programs | awk -v d='$(CURDIR)' 'BEGIN { print "[" } / -c [^ ]+ -o [^ ]+$$/ { sub(/^ */, ""); \
	  file = $$(NF - 2); gsub(/["\\]/, "\\\\&"); \
	  printf "%s{\"directory\": \"%s\", \"file\": \"%s\", \"command\": \"%s\"}", s, d, file, $$0; s = ",\n" } END { print "\n]" }' \
	  >$(B)/compile_commands.json

docs:
	@.ci/setup build regen docs
	@$(MAKE) $(B)/hfgen
	gen/docs.sh $(B)/hfgen build/docs

# What an embedder or a host gets. Headers go to one directory of their own, which pkg-config names.

INSTALL = install -D -m
install: all
	for h in $$(cd engine/include && find . -name '*.h'); do \
	  $(INSTALL) 644 engine/include/$$h $(DESTDIR)$(PREFIX)/include/handfast/$$h; done
	$(INSTALL) 644 $(B)/libhandfast.a $(DESTDIR)$(PREFIX)/lib/libhandfast.a
	$(INSTALL) 644 $(B)/libhandfast-bare.a $(DESTDIR)$(PREFIX)/lib/libhandfast-bare.a
	$(INSTALL) 755 $(B)/$(SONAME) $(DESTDIR)$(PREFIX)/lib/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libhandfast.so
	for p in handfast handfast-bare; do sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' engine/$$p.pc.in >$(B)/$$p.pc && \
	  $(INSTALL) 644 $(B)/$$p.pc $(DESTDIR)$(PREFIX)/lib/pkgconfig/$$p.pc || exit 1; done
	$(INSTALL) 755 $(B)/handfast $(DESTDIR)$(PREFIX)/bin/handfast
	for m in $(MANUALS); do sed 's|@VERSION@|$(VERSION)|' $$m >$(B)/$${m##*/} && \
	  $(INSTALL) 644 $(B)/$${m##*/} $(DESTDIR)$(PREFIX)/share/man/man$${m##*.}/$${m##*/} || exit 1; done

clean:
	rm -rf build

.PHONY: all help amalgamation hfgen setup-regen regen regen-check unit ct-programs test-programs provider-kit provider-test check demo bench timing \
  fuzz fuzzers sabotage mutants embedded embedded-programs prove prove-replay prove-cold prove-kinds prove-lists lint format compile-commands docs install clean
.SECONDARY:
.DELETE_ON_ERROR:

-include $(shell find $(B)/obj build/fuzz/obj build/embedded/obj -name '*.d' 2>/dev/null)
