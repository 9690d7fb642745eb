# Tests. A unit test is one file tests/**/test_*.c: a Check program of its own.

UNIT_SRCS  := $(sort $(shell find tests/emu tests/mmu tests/devices -name 'test_*.c' 2>/dev/null))
UNIT_TESTS := $(UNIT_SRCS:tests/%.c=$(B)/tests/%)
# Programs' memory needs a program: it is tested in the machine.
MM_USER    := $(addprefix mm/,filemap_mmap.c gup.c madvise.c memory.c mm_struct.c mmap.c mprotect.c oom_kill.c pgtable.c remap.c rmap.c \
              rmap_walk.c shared_anon.c swap.c swap_area.c swap_cache.c swap_io.c unmap.c vma.c)
MM_SRCS    := $(filter-out $(MM_USER),$(sort $(wildcard mm/*.c)))
MM_UNIT_SRCS  := $(sort $(wildcard tests/mm/test_*.c))
MM_UNIT_TESTS := $(MM_UNIT_SRCS:tests/%.c=$(B)/tests/%)
CHECK_LIBS := $(shell pkg-config --libs check 2>/dev/null)

# Emulator, MMU and devices: against the sanitized library.
$(B)/tests/%: tests/%.c $(SAN_LIB) $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) $(SAN_FLAGS) -MMD -MP $< $(SAN_LIB) $(CHECK_LIBS) $(HOST_LIBS) -o $@

# What the tests of emu/debug look into: linked like the kernel, never run.
$(B)/tests/emu/debug/sample.elf: tests/emu/debug/sample.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_LINK) $(GUEST_CFLAGS) $< -o $@
$(filter $(B)/tests/emu/debug/%,$(UNIT_TESTS)): | $(B)/tests/emu/debug/sample.elf

# The interpreter against the host's own processor: optimised, for it runs millions of cases.
DIFF_SRCS := $(sort $(wildcard tests/diff/*.c)) tests/diff/switch.S
DIFF_TEST := $(if $(filter x86_64,$(shell uname -m)),$(B)/tests/diff/diff)
$(B)/tests/diff/diff: $(DIFF_SRCS) $(wildcard tests/diff/*.h) $(HOST_LIB) $(MK_FILES)
	@mkdir -p $(@D)
	$(CC) $(HOST_CFLAGS) $(HOST_OPT) $(DIFF_SRCS) $(HOST_LIB) $(HOST_LIBS) -o $@

# Random bytes in every mode and privilege, under the sanitizers.
FUZZ_SHARED := tests/fuzz/cpu_world.c tests/fuzz/cpu_start.c tests/diff/gen_code.c tests/diff/gen_state.c \
               tests/diff/layout.c tests/diff/case.c tests/diff/fpu.c
FUZZ_TESTS := $(B)/tests/fuzz/cpu $(B)/tests/fuzz/cpu_split
$(FUZZ_TESTS): $(B)/tests/fuzz/%: tests/fuzz/%.c $(FUZZ_SHARED) $(wildcard tests/fuzz/*.h tests/diff/*.h) $(SAN_LIB) $(MK_FILES)
	@mkdir -p $(@D)
	$(CC) $(HOST_CFLAGS) $(SAN_FLAGS) $< $(FUZZ_SHARED) $(SAN_LIB) $(HOST_LIBS) -o $@

# mm/ on the host: the guest's sources with tests/mm/include/asm in place of guest/include/asm.
MM_HOST_CFLAGS := -std=gnu11 -g $(GUEST_WARN) -fno-strict-aliasing -fno-builtin -D__KERNEL__ -DMM_HOST_TEST \
                  -Itests/mm/include -Iguest/include -Iguest -I.
MM_HOST_SUPPORT := $(sort $(filter-out tests/mm/test_%,$(wildcard tests/mm/*.c)))
$(B)/tests/mm/obj/%.o: %.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(MM_HOST_CFLAGS) $(SAN_FLAGS) -MMD -MP -c $< -o $@
MM_HOST_OBJS := $(MM_SRCS:%.c=$(B)/tests/mm/obj/%.o) $(MM_HOST_SUPPORT:%.c=$(B)/tests/mm/obj/%.o)
$(MM_UNIT_TESTS): $(B)/tests/%: $(B)/tests/mm/obj/tests/%.o $(MM_HOST_OBJS)
	$(call say,LD,$@)
	$(CC) $(SAN_FLAGS) $^ $(CHECK_LIBS) -lpthread -o $@

# The prompt's language and line editor on the host: no kernel beneath, the C library's headers.
PROMPT_HOST_SRCS := $(addprefix guest/kernel/prompt/,lex.c expr.c expr_type.c nearest.c \
                    edit.c edit_history.c edit_complete.c)
PROMPT_UNIT_TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(sort $(wildcard tests/guest/prompt/test_*.c)))
$(PROMPT_UNIT_TESTS): $(B)/tests/%: tests/%.c $(PROMPT_HOST_SRCS) $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) -std=gnu11 -g $(GUEST_WARN) -Itests/guest/prompt/include -I. $(SAN_FLAGS) $< $(PROMPT_HOST_SRCS) \
		$(CHECK_LIBS) -o $@

# guest/lib on the host, beside the C library's functions of the same names (rename.h).
LIB_HOST_CFLAGS := -std=gnu11 -g $(GUEST_WARN) -fno-strict-aliasing -fno-builtin -D__KERNEL__ \
                   -Itests/lib/include -Iguest/include -I. -include tests/lib/include/rename.h
LIB_HOST_SRCS := $(filter-out $(addprefix guest/lib/,memory.c kmemdup.c radix_tree.c xarray.c idr.c kfifo.c \
                 argv.c bitmap_alloc.c random.c scatterlist.c strarray.c parser.c string_helpers.c uuid.c iov_iter.c genalloc.c),$(sort $(wildcard guest/lib/*.c))) tests/lib/support.c
LIB_HOST_OBJS := $(LIB_HOST_SRCS:%.c=$(B)/tests/lib/obj/%.o)
LIB_UNIT_TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(sort $(wildcard tests/lib/test_*.c)))
$(B)/tests/lib/obj/%.o: %.c $(MK_FILES)
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(LIB_HOST_CFLAGS) $(SAN_FLAGS) -MMD -MP -c $< -o $@
$(LIB_UNIT_TESTS): $(B)/tests/%: $(B)/tests/lib/obj/tests/%.o $(LIB_HOST_OBJS)
	$(call say,LD,$@)
	$(CC) $(SAN_FLAGS) $^ $(CHECK_LIBS) -lz -o $@

# The module loader's reading of files, beside the same library.
MODULE_UNIT_TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(sort $(wildcard tests/guest/module/test_*.c)))
$(B)/tests/guest/module/host_files.o: tests/guest/module/host_files.c $(MK_FILES)
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -g $(GUEST_WARN) $(SAN_FLAGS) -c $< -o $@
$(MODULE_UNIT_TESTS): $(B)/tests/%: $(B)/tests/lib/obj/tests/%.o $(B)/tests/lib/obj/guest/kernel/module/module_elf.o \
		$(B)/tests/guest/module/host_files.o $(LIB_HOST_OBJS) $(B)/guest/modules/.built
	@mkdir -p $(@D)
	$(call say,LD,$@)
	$(CC) $(SAN_FLAGS) $(filter %.o,$^) $(CHECK_LIBS) -o $@

.PHONY: unit
unit: $(UNIT_TESTS) $(DIFF_TEST) $(FUZZ_TESTS) $(MM_UNIT_TESTS) $(LIB_UNIT_TESTS) $(PROMPT_UNIT_TESTS) $(MODULE_UNIT_TESTS)

-include $(UNIT_TESTS:=.d) $(MM_HOST_OBJS:.o=.d) $(LIB_HOST_OBJS:.o=.d)

# Tests that run the built machine are scripts; status 77 means skipped.
SCRIPT_TESTS := $(sort $(shell find tests -name 'test_*.sh' -o -name 'test_*.py' 2>/dev/null))

.PHONY: check check-asan check-slow
check: all unit $(B)/san/zonemu
	@tools/run-tests.sh $(B)/tests/log tools/check-deps.sh $(UNIT_TESTS) $(DIFF_TEST) $(FUZZ_TESTS) $(MM_UNIT_TESTS) $(LIB_UNIT_TESTS) $(PROMPT_UNIT_TESTS) $(MODULE_UNIT_TESTS) $(SCRIPT_TESTS)

# Debian's kernel, fetched, not installed; CHECKS= names single ones (tests/boot/linux/check.py).
.PHONY: check-linux
check-linux: $(B)/zonemu
	@mkdir -p $(B)/boot
	@tools/fetch-debian.sh $(B)/debian linux-image-686 linux-image-686-pae busybox-static || \
		{ status=$$?; [ $$status -ne 77 ] || exit 0; exit $$status; }
	@for flavour in 686 686-pae; do [ ! -d $(B)/debian/linux-image-$$flavour ] || \
		tests/boot/linux/initramfs.py $(B)/debian/linux-image-$$flavour \
		$(B)/debian/busybox-static $(B)/boot/initramfs-$$flavour.gz || exit; done
	@tests/boot/linux/check.py $(CHECKS) || { status=$$?; [ $$status -eq 77 ] || exit $$status; }

# The scenarios that need nothing of zonemu's own, on qemu-system-i386.
.PHONY: check-scenarios-qemu
check-scenarios-qemu: guest
	@tests/guest/test_scenarios_qemu.py || [ $$? -eq 77 ]

check-asan: $(B)/san/zonemu guest
	ZONEMU=$(B)/san/zonemu tools/run-tests.sh $(B)/tests/log-asan $(SCRIPT_TESTS)

# Tests that take a long form when LONG is set.
SLOW_TESTS := $(DIFF_TEST) $(FUZZ_TESTS) $(B)/tests/emu/cpu/test_insn $(B)/tests/emu/cpu/test_sse $(B)/tests/emu/cpu/test_x87_diff $(B)/tests/emu/machine/test_storage $(B)/tests/emu/machine/test_board tests/boot/test_seabios.py tests/boot/test_software.py \
              tests/guest/test_soak.py tests/guest/test_modules_fuzz.py tests/guest/user/test_busybox.py tests/guest/user/test_torture.py tests/guest/test_disk.py tests/guest/test_ext2.py tests/guest/test_linux_drivers.py tests/guest/test_linux_lib.py
check-slow: all unit
	LONG=1 tools/run-tests.sh $(B)/tests/log-slow $(SLOW_TESTS)
