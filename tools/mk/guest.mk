# The mini-kernel: build/guest/kernel.elf, a multiboot ELF32 image.

GUEST_DIRS   := guest/arch guest/block guest/fs guest/ipc guest/kernel guest/lib guest/net guest/drivers mm
GUEST_SRCS   := $(sort $(shell find $(GUEST_DIRS) -name '*.[cS]' -not -path 'guest/arch/vdso/*'))
GUEST_WARN   := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wundef -Wvla -Werror \
                -Wno-sign-compare -Wno-unused-parameter -Wno-missing-field-initializers
# Arguments in registers (-mregparm=3), as every i386 kernel has them. What is linked with it must be
# compiled so too, which libgcc is not: guest/lib/div64.c is in its place.
GUEST_CFLAGS := -m32 -march=i686 -mregparm=3 -std=gnu11 -ffreestanding -nostdinc -fno-pic -fno-pie -fno-stack-protector \
                -fno-strict-aliasing -fno-common -fno-omit-frame-pointer -fno-optimize-sibling-calls -fno-asynchronous-unwind-tables \
                -mgeneral-regs-only -O2 -g $(if $(findstring clang,$(GUEST_CC)),-gdwarf-aranges) -D__KERNEL__ -DZONEMU_VERSION='"$(shell cat VERSION)"' $(GUEST_WARN) \
                -isystem $(shell $(GUEST_CC) -m32 -print-file-name=include) -Iguest/include -Iguest -I.
GUEST_OBJS   := $(addprefix $(B)/guest/obj/,$(addsuffix .o,$(basename $(GUEST_SRCS))))
GUEST_LDS    := guest/arch/kernel.lds
GUEST_LINK    = $(GUEST_CC) -m32 -nostdlib -static -Wl,-T,$(GUEST_LDS) -Wl,--build-id=none -Wl,-z,noexecstack -Wl,--no-warn-rwx-segments

.PHONY: guest
guest: $(B)/guest/kernel.elf

$(B)/guest/obj/%.o: %.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(GUEST_CFLAGS) -DKBUILD_MODNAME='"$(subst -,_,$(*F))"' -MMD -MP -c $< -o $@

$(B)/guest/obj/%.o: %.S $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(GUEST_CFLAGS) -D__ASSEMBLY__ -MMD -MP -c $< -o $@

# The vDSO, a shared object of one page inside the kernel.
$(B)/guest/vdso.so: guest/arch/vdso/vdso.S guest/arch/vdso/vdso.lds
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(GUEST_CC) -m32 -nostdlib -shared -Wl,-T,guest/arch/vdso/vdso.lds -Wl,-soname,linux-gate.so.1 \
		-Wl,--hash-style=both,--build-id=none,-z,max-page-size=4096,-z,noexecstack -Wl,--eh-frame-hdr $< -o $@
$(B)/guest/obj/guest/arch/vdso_image.o: $(B)/guest/vdso.so
$(B)/guest/obj/guest/arch/vdso_image.o: GUEST_CFLAGS += -DVDSO_SO='"$(B)/guest/vdso.so"'

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

# Programs for it: static, by this machine's own C library for i386.
USER_PROGRAMS := $(patsubst guest/user/%.c,$(B)/guest/user/%,$(sort $(wildcard guest/user/*.c)))
USER_CFLAGS   := -m32 -std=gnu11 -O2 -g -static -D_GNU_SOURCE -pthread -Wall -Wextra -Wno-unused-parameter -Werror
$(B)/guest/user/%: guest/user/%.c $(wildcard guest/user/*.h)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(USER_CFLAGS) $< -o $@

.PHONY: user
user: $(USER_PROGRAMS)

# A shell: Debian's busybox and guest/rootfs, which is what zonemu boots when nothing else is named.
# Busybox is fetched, not installed; when that has failed once, only `make initramfs` tries again.
FETCHED   := $(B)/debian/busybox-static/bin/busybox
BUSYBOX   ?= $(FETCHED)
FETCH     := $(if $(filter $(FETCHED),$(BUSYBOX)),tools/fetch-debian.sh $(B)/debian busybox-static,:)
NO_SHELL  := no busybox at hand, so no shell: `make initramfs` fetches it, `make BUSYBOX=FILE` takes yours (static, i386)

.PHONY: shell initramfs
all: shell
shell:
	@[ -e $(BUSYBOX) ] || [ -e $(B)/no-busybox ] || [ '$(SETUP)' = no ] || $(FETCH) || touch $(B)/no-busybox
	@if [ -e $(BUSYBOX) ]; then $(MAKE) $(B)/initramfs.gz; elif [ ! -e $(B)/initramfs.gz ]; then echo 'make: $(NO_SHELL)' >&2; fi
initramfs:
	$(FETCH)
	$(MAKE) $(B)/initramfs.gz
$(B)/initramfs.gz: $(wildcard $(BUSYBOX)) $(shell find guest/rootfs -type f) tools/mkinitramfs.py tools/cpio.py
	$(call say,GEN,$@)
	tools/mkinitramfs.py $@ $(BUSYBOX)

-include $(GUEST_OBJS:.o=.d)

# ---- build/guest/build, where modules are built against: make -C build/guest/build M=$PWD modules ----
KERNELDIR    := $(B)/guest/build
KBUILD_FILES := $(wildcard guest/kbuild/*)
# What modules are compiled with: the kernel's flags, less its warnings as errors and what its own
# sources alone need. Old sources declare what new ones forbid; they are to compile, not to be clean.
MODULE_CFLAGS = $(filter-out $(GUEST_WARN) -DZONEMU_VERSION=% -Iguest/include -Iguest -I.,$(GUEST_CFLAGS)) \
                -DMODULE -fgnu89-inline -Wall -Wno-unused-but-set-variable -Wno-pointer-sign -Wno-address-of-packed-member \
                -Wno-declaration-after-statement \
                $(if $(findstring clang,$(GUEST_CC)),-Wno-unknown-warning-option) -Wno-format-truncation -Wno-missing-attributes

.PHONY: kerneldir modules
guest: kerneldir
kerneldir: $(KERNELDIR)/Module.symvers
$(KERNELDIR)/Module.symvers: $(B)/guest/kernel.elf $(KBUILD_FILES) $(MK_FILES)
	$(call say,GEN,$(KERNELDIR))
	@mkdir -p $(KERNELDIR)
	@cp $(KBUILD_FILES) $(KERNELDIR)/
	@ln -sfn $(abspath guest/include) $(KERNELDIR)/include
	@ln -sfn $(abspath guest/abi) $(KERNELDIR)/abi
	@mkdir -p $(KERNELDIR)/alias/uapi
	@for room in linux asm sound mtd; do ln -sfn $(abspath guest/include)/$$room $(KERNELDIR)/alias/uapi/$$room; done
	@{ echo 'GUEST_CC := $(GUEST_CC)'; \
	   echo 'MODULE_CFLAGS = $(MODULE_CFLAGS) -I$$(KERNELDIR)/include -I$$(KERNELDIR) -idirafter $$(KERNELDIR)/alias -include linux/kconfig.h -include linux/compiler_types.h'; } >$(KERNELDIR)/kernel.mk
	@nm $< | sed -n 's/^[0-9a-f]* [a-zA-Z] __ksymtab_\(.*\)$$/0x00000000\t\1\tvmlinux\tEXPORT_SYMBOL/p' | LC_ALL=C sort >$@.new
	@mv $@.new $@

# ---- our own modules: built from a copy, as kbuild leaves its objects beside the sources ----
MODULE_SRCS := $(shell find guest/modules -type f)
guest: modules
modules: $(B)/guest/modules/.built
$(B)/guest/modules/.built: $(MODULE_SRCS) $(KERNELDIR)/Module.symvers $(wildcard guest/include/*/*.h)
	$(call say,MAKE,$(@D))
	@mkdir -p $(B)/guest/modules-src $(@D)
	@cp -rpu guest/modules/. $(B)/guest/modules-src/
	@ZONEMU_INTREE=1 $(MAKE) -C $(KERNELDIR) M=$(abspath $(B))/guest/modules-src modules >$(B)/guest/modules.log 2>&1 || \
		{ cat $(B)/guest/modules.log; exit 1; }
	@! grep -A4 -e ' warning: ' -e '^WARNING: ' $(B)/guest/modules.log || exit 1
	@rm -f $(@D)/*.ko
	@while read -r ko; do [ ! -e "$$ko" ] || cp "$$ko" $(@D)/; done <$(B)/guest/modules-src/modules.order
	@touch $@

# ---- what lessons boot with ----
.PHONY: lessons
guest: lessons
lessons: $(B)/guest/lessons/.built
$(B)/guest/lessons/.built: tools/mklessons.py tools/cpio.py $(B)/guest/user/mem $(B)/guest/modules/.built
	$(call say,GEN,$(@D))
	@tools/mklessons.py $(@D) $(B)
	@touch $@

# What modules may use, from the headers and from the built kernel.
.PHONY: linux-api
linux-api: $(KERNELDIR)/Module.symvers
	$(call say,GEN,doc/linux-api.md)
	tools/gen-linux-api.sh >doc/linux-api.md
