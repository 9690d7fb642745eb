# The mini-kernel: build/guest/kernel.elf, a multiboot ELF32 image.

GUEST_DIRS   := guest/arch guest/block guest/kernel guest/lib guest/drivers mm
GUEST_SRCS   := $(sort $(shell find $(GUEST_DIRS) -name '*.[cS]'))
GUEST_WARN   := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Werror \
                -Wno-sign-compare -Wno-unused-parameter -Wno-missing-field-initializers
# Arguments in registers (-mregparm=3), as every i386 kernel has them. What is linked with it must be
# compiled so too, which libgcc is not: guest/lib/div64.c is in its place.
GUEST_CFLAGS := -m32 -march=i686 -mregparm=3 -std=gnu11 -ffreestanding -nostdinc -fno-pic -fno-pie -fno-stack-protector \
                -fno-strict-aliasing -fno-common -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-asynchronous-unwind-tables \
                -mgeneral-regs-only -O2 -g -D__KERNEL__ -DZONEMU_VERSION='"$(shell cat VERSION)"' $(GUEST_WARN) \
                -isystem $(shell $(GUEST_CC) -m32 -print-file-name=include) -Iguest/include -Iguest -I.
GUEST_OBJS   := $(addprefix $(B)/guest/obj/,$(addsuffix .o,$(basename $(GUEST_SRCS))))
GUEST_LDS    := guest/arch/kernel.lds
GUEST_LINK    = $(GUEST_CC) -m32 -nostdlib -static -Wl,-T,$(GUEST_LDS) -Wl,--build-id=none -Wl,-z,noexecstack -Wl,--no-warn-rwx-segments

.PHONY: guest
guest: $(B)/guest/kernel.elf

$(B)/guest/obj/%.o: %.c $(MAKEFILE_LIST)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(GUEST_CFLAGS) -MMD -MP -c $< -o $@

$(B)/guest/obj/%.o: %.S $(MAKEFILE_LIST)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(GUEST_CFLAGS) -D__ASSEMBLY__ -MMD -MP -c $< -o $@

# Linked three times: without a symbol table; with one of the right size; with the right one.
$(B)/guest/kernel.elf: $(GUEST_OBJS) $(GUEST_LDS) tools/kallsyms.sh
	$(call say,LD,$@)
	tools/kallsyms.sh /dev/null $(B)/guest/syms0.S
	$(GUEST_CC) $(GUEST_CFLAGS) -c $(B)/guest/syms0.S -o $(B)/guest/syms0.o
	$(GUEST_LINK) $(GUEST_OBJS) $(B)/guest/syms0.o -o $(B)/guest/pass0.elf
	tools/kallsyms.sh $(B)/guest/pass0.elf $(B)/guest/syms1.S
	$(GUEST_CC) $(GUEST_CFLAGS) -c $(B)/guest/syms1.S -o $(B)/guest/syms1.o
	$(GUEST_LINK) $(GUEST_OBJS) $(B)/guest/syms1.o -o $(B)/guest/pass1.elf
	tools/kallsyms.sh $(B)/guest/pass1.elf $(B)/guest/syms2.S
	$(GUEST_CC) $(GUEST_CFLAGS) -c $(B)/guest/syms2.S -o $(B)/guest/syms2.o
	$(GUEST_LINK) $(GUEST_OBJS) $(B)/guest/syms2.o -o $(B)/guest/pass2.elf
	mv $(B)/guest/pass2.elf $@

-include $(GUEST_OBJS:.o=.d)
