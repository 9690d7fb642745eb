# make bench: ratios, side by side with qemu-system-i386 where that applies; what allocations
# and what programs cost, beside Linux's. ONLY=compute, boot, memory, panel, alloc, user, idle or devices.
BENCH_CFLAGS := -m32 -march=i686 -O2 -ffreestanding -fno-pic -fno-pie -fno-stack-protector \
                -fno-asynchronous-unwind-tables -mgeneral-regs-only $(HOST_WARN)

$(B)/bench/bench.elf: tests/bench/guest/start.S tests/bench/guest/bench.c tests/bench/guest/bench.lds
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(GUEST_CC) $(BENCH_CFLAGS) -nostdlib -static -no-pie -Wl,-T,tests/bench/guest/bench.lds -Wl,--build-id=none \
		tests/bench/guest/start.S tests/bench/guest/bench.c $(shell $(GUEST_CC) -m32 -print-libgcc-file-name) -o $@

$(B)/bench/bench: tests/bench/bench.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(CC) $(HOST_CFLAGS) $(HOST_OPT) $< -o $@

.PHONY: bench
bench: all $(B)/bench/bench $(B)/bench/bench.elf
	@$(B)/bench/bench $(ONLY)
	@case alloc in *'$(ONLY)'*) tests/bench/alloc.py || [ $$? -eq 77 ];; esac
	@case user in *'$(ONLY)'*) tests/bench/user.py || [ $$? -eq 77 ];; esac
	@case idle in *'$(ONLY)'*) tests/bench/idle.py || [ $$? -eq 77 ];; esac
	@case devices in *'$(ONLY)'*) tests/bench/devices.py;; esac
