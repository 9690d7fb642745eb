/* SPDX-License-Identifier: GPL-2.0-only */
/* What onlookers are told, and that looking changes nothing; breakpoints; snapshots; names. */
#include "tests/emu/cpu/rig.h"

static struct rig *rig;

static struct seen {
	unsigned insns, mems, walks, events, ports, probes;
	uint32_t la, eip;
	uint64_t pa, value, count;
	bool write, ok, hw, has_error, port_write;
	unsigned bytes, vector, port;
	uint32_t error;
} seen;

static void saw_insn(void *ctx, struct cpu *cpu, uint32_t la)
{
	(void)ctx;
	ck_assert_uint_eq(cpu_insns(cpu), seen.insns);
	seen.insns++;
	seen.la = la;
}

static void saw_mem(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes,
		    bool write, uint64_t value)
{
	(void)ctx;
	seen.mems++;
	seen.la = la;
	seen.pa = pa;
	seen.bytes = bytes;
	seen.write = write;
	seen.value = value;
	seen.count = cpu_insns(cpu);
}

static void saw_walk(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, bool write, bool ok)
{
	(void)ctx;
	(void)cpu;
	seen.walks++;
	seen.la = la;
	seen.pa = pa;
	seen.write = write;
	seen.ok = ok;
}

static void saw_event(void *ctx, struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error,
		      bool hw)
{
	(void)ctx;
	(void)cpu;
	seen.events++;
	seen.vector = vector;
	seen.has_error = has_error;
	seen.error = error;
	seen.hw = hw;
}

static void saw_port(void *ctx, struct cpu *cpu, uint16_t port, unsigned bytes, bool write,
		     uint32_t value)
{
	(void)ctx;
	seen.ports++;
	seen.port = port;
	seen.bytes = bytes;
	seen.port_write = write;
	seen.value = value;
	seen.count = cpu_insns(cpu);
}

static void saw_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	uint64_t eip = 0;

	(void)ctx;
	seen.probes++;
	seen.la = la;
	seen.count = cpu_insns(cpu);
	ck_assert(cpu_get_reg(cpu, "eip", &eip));
	seen.eip = (uint32_t)eip;
}

static void set_up(void)
{
	rig = rig_new();
	memset(&seen, 0, sizeof(seen));
}

static void tear_down(void)
{
	rig_free(rig);
}

GUEST(work, "mov $3, %ecx; 1: mov %ecx, 0x20000(,%ecx,4); add 0x20000(,%ecx,4), %eax; dec %ecx;"
	    "jnz 1b; out %al, $0x80; hlt");
#define WORK_INSNS (1 + 3 * 4 + 2)

START_TEST(every_instruction_is_told)
{
	const struct cpu_hooks hooks = {.insn = saw_insn};

	LOAD(rig, work);
	cpu_set_hooks(rig->cpu, &hooks);
	rig_run(rig);
	ck_assert_uint_eq(seen.insns, WORK_INSNS);
	ck_assert_uint_eq(seen.la, RIG_CODE + (work_end - work) - 1);
}
END_TEST

START_TEST(every_access_is_told)
{
	const struct cpu_hooks hooks = {.mem = saw_mem};

	LOAD(rig, work);
	rig_run(rig); /* tags are filled */
	cpu_set_hooks(rig->cpu, &hooks);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.mems, 6);
	ck_assert_uint_eq(seen.la, RIG_DATA + 4);
	ck_assert_uint_eq(seen.pa, RIG_DATA + 4);
	ck_assert_uint_eq(seen.bytes, 4);
	ck_assert_uint_eq(seen.value, 1);
	ck_assert(!seen.write);
	/* and no more once the hook is gone */
	cpu_set_hooks(rig->cpu, NULL);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.mems, 6);
}
END_TEST

GUEST(push, "push %eax; movb $7, 0x301fff; mov %ax, 0x301fff; hlt");

START_TEST(accesses_across_pages_are_told_once)
{
	const struct cpu_hooks hooks = {.mem = saw_mem};

	rig_paging(rig, 0);
	LOAD(rig, push);
	cpu_set_hooks(rig->cpu, &hooks);
	rig_run(rig);
	ck_assert_uint_eq(seen.mems, 3);
	ck_assert_uint_eq(seen.la, 0x301fff);
	ck_assert_uint_eq(seen.pa, 0x301fff);
	ck_assert_uint_eq(seen.bytes, 2);
	ck_assert(seen.write);
	ck_assert_uint_eq(seen.count, 2);
}
END_TEST

START_TEST(walks_events_and_ports_are_told)
{
	const struct cpu_hooks hooks = {.walk = saw_walk, .event = saw_event, .port = saw_port};

	rig_paging(rig, 0);
	cpu_set_hooks(rig->cpu, &hooks);
	LOAD(rig, work);
	rig_run(rig);
	ck_assert_uint_ge(seen.walks, 2);
	ck_assert_uint_eq(seen.ports, 1);
	ck_assert_uint_eq(seen.port, 0x80);
	ck_assert(seen.port_write);
	ck_assert_uint_eq(seen.value, 6);
	ck_assert_uint_eq(seen.count, WORK_INSNS - 2);
	ck_assert_uint_eq(seen.events, 0);

	rig_put(rig, rig_pte(RIG_DATA), 0);
	cpu_set_reg(rig->cpu, "cr3", RIG_DIRECTORY);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.events, 1);
	ck_assert_uint_eq(seen.vector, 14);
	ck_assert(seen.has_error);
	ck_assert_uint_eq(seen.error, 2);
	ck_assert(!seen.hw);

	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	cpu_set_intr(rig->cpu, true);
	rig_run(rig);
	ck_assert_uint_eq(seen.events, 2);
	ck_assert_uint_eq(seen.vector, 0x40);
	ck_assert(seen.hw);
}
END_TEST

START_TEST(a_probe_is_told_each_time_before_its_instruction)
{
	const struct cpu_hooks hooks = {.probe = saw_probe};
	const uint32_t at = RIG_CODE + 12; /* the ADD */

	LOAD(rig, work);
	rig_run(rig); /* traces are there */
	cpu_set_hooks(rig->cpu, &hooks);
	cpu_set_probe(rig->cpu, at, true);
	cpu_set_probe(rig->cpu, at, true);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.probes, 3);
	ck_assert_uint_eq(seen.la, at);
	ck_assert_uint_eq(seen.eip, at);
	ck_assert_uint_eq(seen.count, WORK_INSNS + 1 + 2 * 4 + 1);
	cpu_set_probe(rig->cpu, at, false);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.probes, 3);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 3 * WORK_INSNS);
}
END_TEST

START_TEST(a_probe_is_seen_by_way_of_its_own_address_only)
{
	const struct cpu_hooks hooks = {.probe = saw_probe};

	rig_paging(rig, 0);
	rig_put(rig, rig_pte(0x300000), RIG_CODE | 7);
	LOAD(rig, work);
	cpu_set_hooks(rig->cpu, &hooks);
	cpu_set_probe(rig->cpu, 0x300000 + 12, true);
	rig_run(rig);
	ck_assert_uint_eq(seen.probes, 0);
	rig_again(rig);
	cpu_set_reg(rig->cpu, "eip", 0x300000);
	rig_run(rig);
	ck_assert_uint_eq(seen.probes, 3);
	rig_again(rig);
	rig_run(rig);
	ck_assert_uint_eq(seen.probes, 3);
}
END_TEST

START_TEST(a_breakpoint_stops_before_and_can_be_passed)
{
	const uint32_t at = RIG_CODE + 12;

	LOAD(rig, work);
	rig_run(rig);
	uint64_t before = cpu_insns(rig->cpu);
	cpu_set_breakpoint(rig->cpu, at, true);
	rig_again(rig);
	for (unsigned i = 0; i < 3; i++) {
		ck_assert_int_eq(cpu_run(rig->cpu, 1000), CPU_EXIT_BREAK);
		ck_assert_uint_eq(rig_reg(rig, "eip"), at);
		ck_assert_uint_eq(cpu_insns(rig->cpu), before + 2 + 4 * i);
	}
	cpu_set_breakpoint(rig->cpu, at, false);
	rig_run(rig);
	ck_assert_uint_eq(cpu_insns(rig->cpu), before + WORK_INSNS);
}
END_TEST

START_TEST(a_breakpoint_does_not_hold_up_single_runs)
{
	LOAD(rig, work);
	cpu_set_breakpoint(rig->cpu, RIG_CODE, true);
	ck_assert_int_eq(cpu_run(rig->cpu, 1), CPU_EXIT_BREAK);
	ck_assert_int_eq(cpu_run(rig->cpu, 1), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + 5);
}
END_TEST

START_TEST(watching_changes_nothing)
{
	const struct cpu_hooks all = {.insn = saw_insn,
				      .mem = saw_mem,
				      .walk = saw_walk,
				      .event = saw_event,
				      .port = saw_port,
				      .probe = saw_probe};
	struct rig *other = rig_new();

	LOAD(rig, work);
	LOAD(other, work);
	cpu_set_hooks(other->cpu, &all);
	cpu_set_probe(other->cpu, RIG_CODE + 12, true);
	rig_run(rig);
	rig_run(other);
	ck_assert_uint_eq(cpu_insns(other->cpu), cpu_insns(rig->cpu));
	ck_assert_mem_eq(other->cpu->a.r, rig->cpu->a.r, sizeof(rig->cpu->a.r));
	ck_assert_uint_eq(rig_reg(other, "eflags"), rig_reg(rig, "eflags"));
	ck_assert_mem_eq(other->ram, rig->ram, RIG_BYTES);
	rig_free(other);
}
END_TEST

/* ---- snapshots ---- */

START_TEST(a_snapshot_goes_on_as_the_original)
{
	struct rig *other = rig_new();
	struct snap_buf buf = {0};
	char err[200];

	rig_paging(rig, CR4_PGE);
	LOAD(rig, work);
	cpu_set_reg(rig->cpu, "eflags", FL_CF | FL_DF);
	cpu_run(rig->cpu, 6);
	snap_save(&buf, &cpu_snap, cpu_snap_state(rig->cpu));
	memcpy(other->ram, rig->ram, RIG_BYTES);
	/* what the other had cached is void */
	other->ram[RIG_CODE] = 0xf4;
	rig_run(other);
	memcpy(other->ram, rig->ram, RIG_BYTES);
	ck_assert_msg(
	    snap_load(&buf, &cpu_snap, cpu_snap_state(other->cpu), NULL, err, sizeof(err)), "%s",
	    err);
	snap_free(&buf);
	ck_assert_uint_eq(cpu_insns(other->cpu), 6);
	rig_run(rig);
	rig_run(other);
	ck_assert_mem_eq(other->cpu->a.r, rig->cpu->a.r, sizeof(rig->cpu->a.r));
	ck_assert_uint_eq(rig_reg(other, "eflags"), rig_reg(rig, "eflags"));
	ck_assert_uint_eq(cpu_insns(other->cpu), cpu_insns(rig->cpu));
	ck_assert_mem_eq(other->ram, rig->ram, RIG_BYTES);
	rig_free(other);
}
END_TEST

/* ---- names, looking, identity ---- */

START_TEST(registers_have_names)
{
	static const char *const names[] = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi",
					    "edi", "eip", "cr2", "cr3", "dr0", "dr3", "eflags"};
	uint64_t value;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		ck_assert(cpu_set_reg(rig->cpu, names[i], 0x200003));
		ck_assert(cpu_get_reg(rig->cpu, names[i], &value));
		ck_assert_uint_eq(value, 0x200003);
	}
	cpu_set_reg(rig->cpu, "eax", 0x12345678);
	ck_assert_uint_eq(rig_reg(rig, "ax"), 0x5678);
	ck_assert_uint_eq(rig_reg(rig, "al"), 0x78);
	ck_assert_uint_eq(rig_reg(rig, "ah"), 0x56);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 8);
	ck_assert_uint_eq(rig_reg(rig, "cs.limit"), 0xffffffff);
	ck_assert(!cpu_get_reg(rig->cpu, "rax", &value));
	ck_assert(!cpu_set_reg(rig->cpu, "nothing", 1));
}
END_TEST

START_TEST(looking_goes_by_the_tables_and_stops_at_holes)
{
	uint8_t bytes[64];
	uint64_t pa;

	rig_paging(rig, 0);
	rig_put(rig, rig_pte(0x300000), 0x402000 | 7);
	rig_put(rig, rig_pte(0x301000), 0);
	memset(rig->ram + 0x402fe0, 0x5a, 32);
	ck_assert_uint_eq(cpu_peek(rig->cpu, 0x300fe0, bytes, sizeof(bytes)), 32);
	ck_assert_uint_eq(bytes[31], 0x5a);
	ck_assert(cpu_translate(rig->cpu, 0x300123, &pa));
	ck_assert_uint_eq(pa, 0x402123);
	ck_assert(!cpu_translate(rig->cpu, 0x301000, &pa));
	ck_assert_uint_eq(rig_get(rig, rig_pte(0x300000)), 0x402000 | 7);
}
END_TEST

GUEST(cpuid, "cpuid; hlt");

START_TEST(cpuid_claims_what_works)
{
	LOAD(rig, cpuid);
	rig_run(rig);
	ck_assert_mem_eq(&rig->cpu->a.r[EBX], "Genu", 4);
	ck_assert_mem_eq(&rig->cpu->a.r[EDX], "ineI", 4);
	ck_assert_mem_eq(&rig->cpu->a.r[ECX], "ntel", 4);
	cpu_set_reg(rig->cpu, "eax", 1);
	rig_again(rig);
	rig_run(rig);
	/* FPU VME DE PSE TSC MSR PAE MCE CX8, SEP MTRR PGE MCA CMOV PAT */
	ck_assert_uint_eq(rig_reg(rig, "edx") & 0x1f9ff, 0x1f9ff);
	/* CLFSH with its 64 bytes, MMX, FXSR, SSE, SSE2 */
	ck_assert_uint_eq(rig_reg(rig, "edx") & 0x07880000, 0x07880000);
	ck_assert_uint_eq(rig_reg(rig, "ebx") >> 8 & 0xff, 8);
	ck_assert_uint_eq(rig_reg(rig, "eax") >> 8 & 15, 6);
	cpu_set_reg(rig->cpu, "eax", 0x40000000);
	rig_again(rig);
	rig_run(rig);
	ck_assert_mem_eq(&rig->cpu->a.r[EBX], "Zone", 4);
	ck_assert_mem_eq(&rig->cpu->a.r[ECX], "muZo", 4);
	ck_assert_mem_eq(&rig->cpu->a.r[EDX], "nemu", 4);
}
END_TEST

GUEST(msr, "wrmsr; xor %eax, %eax; xor %edx, %edx; rdmsr; hlt");

START_TEST(msrs)
{
	LOAD(rig, msr);
	for (uint32_t n = 0x174; n <= 0x176; n++) {
		cpu_set_reg(rig->cpu, "ecx", n);
		cpu_set_reg(rig->cpu, "eax", 0x1000 + n);
		cpu_set_reg(rig->cpu, "edx", 0);
		rig_again(rig);
		rig_run(rig);
		ck_assert_uint_eq(rig_reg(rig, "eax"), 0x1000 + n);
	}
	cpu_set_reg(rig->cpu, "ecx", 0x1b); /* no APIC */
	rig_again(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

GUEST(tsc, "rdtsc; mov %eax, %ebx; nop; nop; rdtsc; hlt");

START_TEST(the_tsc_counts_and_may_be_forbidden)
{
	LOAD(rig, tsc);
	rig_run(rig);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 0);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 4);
	cpu_set_reg(rig->cpu, "cr4", CR4_TSD);
	rig_user(rig);
	rig_again(rig);
	rig_expect_error(rig, 13, 0, RIG_CODE);
}
END_TEST

START_TEST(reset_is_table_9_1)
{
	cpu_reset(rig->cpu);
	ck_assert_uint_eq(rig_reg(rig, "eip"), 0xfff0);
	ck_assert_uint_eq(rig_reg(rig, "cs"), 0xf000);
	ck_assert_uint_eq(rig_reg(rig, "cs.base"), 0xffff0000);
	ck_assert_uint_eq(rig_reg(rig, "cr0"), 0x60000010);
	ck_assert_uint_eq(rig_reg(rig, "eflags"), 2);
	ck_assert_uint_eq(rig_reg(rig, "edx") >> 8 & 15, 6);
	ck_assert_uint_eq(rig_reg(rig, "dr6"), 0xffff0ff0);
	ck_assert_uint_eq(rig_reg(rig, "dr7"), 0x400);
	ck_assert_uint_eq(rig_reg(rig, "ds.limit"), 0xffff);
	ck_assert_uint_eq(rig_reg(rig, "idt.limit"), 0xffff);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("hooks");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, every_instruction_is_told);
	tcase_add_test(tcase, every_access_is_told);
	tcase_add_test(tcase, accesses_across_pages_are_told_once);
	tcase_add_test(tcase, walks_events_and_ports_are_told);
	tcase_add_test(tcase, a_probe_is_told_each_time_before_its_instruction);
	tcase_add_test(tcase, a_probe_is_seen_by_way_of_its_own_address_only);
	tcase_add_test(tcase, a_breakpoint_stops_before_and_can_be_passed);
	tcase_add_test(tcase, a_breakpoint_does_not_hold_up_single_runs);
	tcase_add_test(tcase, watching_changes_nothing);
	tcase_add_test(tcase, a_snapshot_goes_on_as_the_original);
	tcase_add_test(tcase, registers_have_names);
	tcase_add_test(tcase, looking_goes_by_the_tables_and_stops_at_holes);
	tcase_add_test(tcase, cpuid_claims_what_works);
	tcase_add_test(tcase, msrs);
	tcase_add_test(tcase, the_tsc_counts_and_may_be_forbidden);
	tcase_add_test(tcase, reset_is_table_9_1);
	return rig_main(tcase, "hooks");
}
