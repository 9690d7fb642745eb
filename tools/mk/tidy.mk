# Style and lint.
ALL_C := $(shell find emu mmu devices mm guest tests -name '*.[ch]')

.PHONY: format format-check lint
format:
	clang-format -i $(ALL_C)

lint:
	cppcheck --quiet --error-exitcode=1 --enable=warning,portability --inline-suppr --std=c11 -I. emu mmu devices
	clang-tidy --quiet $(HOST_SRCS) -- $(HOST_CFLAGS) 2>&1 | { ! grep -A3 -E "warning:|error:"; }
	shellcheck $(shell find tools tests .ci -name '*.sh') .ci/run

compile_commands.json: $(MK_FILES)
	tools/compile-commands.sh '$(CC)' '$(HOST_CFLAGS)' '$(GUEST_CFLAGS)' > $@
