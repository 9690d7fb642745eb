# SPDX-License-Identifier: GPL-2.0-only
# zonemu: build, run and test. `make help` lists the targets.
B        := build
CC       ?= gcc
ifeq ($(origin CC),default)
CC       := gcc
endif
GUEST_CC ?= $(CC)
PREFIX   ?= /usr/local
MAKEFLAGS += --no-print-directory
# One short line a step; V=1 shows the commands.
ifneq ($(V),1)
.SILENT:
say       = printf '  %-5s %s\n' $1 $2
else
say       = :
endif

.DEFAULT_GOAL := all

# What every object hangs on, besides its sources: how it is made.
MK_FILES := Makefile $(wildcard tools/mk/*.mk)

# Packages first: make rebuilds an included file and starts again, now finding them.
ifeq ($(filter help clean,$(MAKECMDGOALS)),)
SETUP_FOR := $(if $(filter check% unit bench tour lint,$(MAKECMDGOALS)),check,build)
include $(B)/setup-$(SETUP_FOR).mk
$(B)/setup-%.mk: tools/setup.sh
	@mkdir -p $(B)
	@tools/setup.sh $*
	@touch $@

include tools/mk/host.mk
include tools/mk/guest.mk
include tools/mk/check.mk
include tools/mk/bench.mk
include tools/mk/install.mk
include tools/mk/tidy.mk
endif

# ---- run: the machine, with the mini-kernel ----
# make run mem=126M hands the parameter on to the guest; ARGS= holds any other option.
PARAMS := $(foreach name,mem memmap highmem vmalloc,$(if $($(name)),'$(name)=$($(name))'))

.PHONY: run help clean
run: all
	@echo '$(B)/zonemu $(strip $(PARAMS) $(ARGS))'
	@$(B)/zonemu $(PARAMS) $(ARGS)

clean:
	rm -rf $(B) compile_commands.json

help:
	@echo 'make                 build $(B)/zonemu and $(B)/guest/kernel.elf'
	@echo 'make run             boot to a shell: mem=126M, memmap=, highmem=, vmalloc=, ARGS="..."'
	@echo 'make initramfs       fetch Debian'"'"'s busybox again, for the shell that zonemu boots to; BUSYBOX=FILE'
	@echo 'make check           all tests'
	@echo 'make check-slow      the long forms: 20 million cases against the host processor, and more'
	@echo 'make check-scenarios-qemu  the scenarios that need nothing of our own, on QEMU'
	@echo 'make check-linux     stock Debian kernel: fetched, booted, its drivers tried; CHECKS=names'
	@echo 'make check-asan      the whole emulator under AddressSanitizer, booting the kernel'
	@echo 'make bench           benchmark ratios, next to QEMU; allocations next to Linux'
	@echo 'make install         PREFIX=$(PREFIX), DESTDIR='
	@echo 'make linux-api       doc/linux-api.md: headers and symbols for modules'
	@echo 'make format          clang-format the tree'
	@echo 'make lint            clang-tidy, cppcheck, shellcheck'
	@echo 'make compile_commands.json'
	@echo 'make clean'
	@echo 'CC=clang builds with Clang. SETUP=no never installs a package. V=1 shows the commands.'
