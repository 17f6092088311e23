/* What the programs are given when they are built: certificates, a private key and a key that was told before, made by run.sh. A device
   has them in memory of its own. */
#define BYTES(name, file)                                                                                              \
  __asm__(".section .rodata." #name ", \"a\"\n"                                                                        \
          ".global credential_" #name ", credential_" #name "_end\n"                                                   \
          "credential_" #name ": .incbin \"" file "\"\n"                                                               \
          "credential_" #name "_end:\n"                                                                                \
          ".previous\n")

BYTES(leaf, "build/embedded/leaf.der");
BYTES(issuer, "build/embedded/issuer.der");
BYTES(key, "build/embedded/key.der");
BYTES(psk, "build/embedded/psk");
BYTES(pin, "build/embedded/pin");
