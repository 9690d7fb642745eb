# make install: the binary, the mini-kernel, its shell, the man page and the completion.
LIBDIR := $(DESTDIR)$(PREFIX)/lib/zonemu

.PHONY: install uninstall
install: all
	install -D -m 755 $(B)/zonemu $(DESTDIR)$(PREFIX)/bin/zonemu
	install -D -m 644 $(B)/guest/kernel.elf $(LIBDIR)/kernel.elf
	[ ! -e $(B)/initramfs.gz ] || install -m 644 $(B)/initramfs.gz $(LIBDIR)/initramfs.gz
	install -D -m 644 doc/zonemu.1 $(DESTDIR)$(PREFIX)/share/man/man1/zonemu.1
	install -D -m 644 tools/completion/zonemu.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/zonemu
	install -d $(LIBDIR)/scenarios
	install -m 644 guest/scenarios/*.scn guest/scenarios/*.csv guest/scenarios/README.md $(LIBDIR)/scenarios
	install -d $(LIBDIR)/lessons
	install -m 644 $(B)/guest/lessons/* $(LIBDIR)/lessons
	install -d $(DESTDIR)$(PREFIX)/share/doc/zonemu/lessons
	install -m 644 doc/lessons/* $(DESTDIR)$(PREFIX)/share/doc/zonemu/lessons
	cd guest/include && find . -name '*.h' -exec install -D -m 644 {} '$(LIBDIR)/include/{}' \;
	install -d $(LIBDIR)/modules $(LIBDIR)/build $(LIBDIR)/build/abi
	install -m 644 $(B)/guest/modules/*.ko $(LIBDIR)/modules
	install -m 755 $(filter %.sh,$(KBUILD_FILES)) $(LIBDIR)/build
	install -m 644 $(filter-out %.sh,$(KBUILD_FILES)) $(KERNELDIR)/kernel.mk $(KERNELDIR)/Module.symvers $(LIBDIR)/build
	install -m 644 guest/abi/* $(LIBDIR)/build/abi
	ln -sfn ../include $(LIBDIR)/build/include
	install -d $(LIBDIR)/build/alias/uapi
	for room in linux asm sound mtd; do ln -sfn ../../../include/$$room $(LIBDIR)/build/alias/uapi/$$room; done
	install -D -m 644 doc/linux-api.md $(DESTDIR)$(PREFIX)/share/doc/zonemu/linux-api.md

uninstall:
	rm -rf $(DESTDIR)$(PREFIX)/bin/zonemu $(LIBDIR) $(DESTDIR)$(PREFIX)/share/doc/zonemu/linux-api.md $(DESTDIR)$(PREFIX)/share/doc/zonemu/lessons $(DESTDIR)$(PREFIX)/share/man/man1/zonemu.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/zonemu
