/* SPDX-License-Identifier: GPL-2.0-only */
/* Interrupts, single steps, halts, and the exactness of counts and budgets around them. */
#include "tests/emu/cpu/rig.h"

static struct rig *rig;

static void set_up(void)
{
	rig = rig_new();
}

static void tear_down(void)
{
	rig_free(rig);
}

#define EFLAGS_ON_STACK 2

GUEST(nops, "sti; nop; nop; nop; nop; hlt");

START_TEST(interrupt_waits_for_if)
{
	LOAD(rig, nops);
	cpu_set_intr(rig->cpu, true);
	/* STI itself and the instruction after it run first (SDM 2B, STI). */
	rig_expect(rig, 0x40, RIG_CODE + 2);
	ck_assert_uint_eq(rig->acks, 1);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 3);
	ck_assert_uint_eq(rig_stack(rig, EFLAGS_ON_STACK) & FL_IF, FL_IF);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_IF, 0);
}
END_TEST

GUEST(sti_hlt, "sti; hlt; inc %eax; hlt");

START_TEST(sti_hlt_sleeps_and_wakes_behind_the_halt)
{
	LOAD(rig, sti_hlt);
	ck_assert_int_eq(cpu_run(rig->cpu, 100), CPU_EXIT_HALT);
	ck_assert(cpu_halted(rig->cpu));
	ck_assert_uint_eq(cpu_insns(rig->cpu), 2);
	cpu_set_intr(rig->cpu, true);
	rig_expect(rig, 0x40, RIG_CODE + 2);
}
END_TEST

GUEST(mov_ss, "sti; nop; mov %ds, %eax; mov %eax, %ss; nop; nop; hlt");

START_TEST(mov_ss_holds_interrupts_off_for_one)
{
	LOAD(rig, mov_ss);
	ck_assert_int_eq(cpu_run(rig->cpu, 4), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(rig_reg(rig, "eip"), RIG_CODE + 6);
	cpu_set_intr(rig->cpu, true);
	rig_expect(rig, 0x40, RIG_CODE + 7);
}
END_TEST

START_TEST(nmi_needs_no_if_and_blocks_itself)
{
	LOAD(rig, nops);
	cpu_set_reg(rig->cpu, "eip", RIG_CODE + 1);
	cpu_nmi(rig->cpu);
	rig_expect(rig, 2, RIG_CODE + 1);
	cpu_nmi(rig->cpu);
	ck_assert_int_eq(cpu_run(rig->cpu, 10), CPU_EXIT_HALT);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 1);
}
END_TEST

/* A trap gate leaves IF set: what else waits comes before the handler's first instruction. */
START_TEST(an_interrupt_behind_an_nmi)
{
	LOAD(rig, nops);
	ck_assert_int_eq(cpu_run(rig->cpu, 2), CPU_EXIT_BUDGET);
	rig_gate(rig, 2, SEL_CODE0, rig_handler(2), 0x8f);
	cpu_nmi(rig->cpu);
	cpu_set_intr(rig->cpu, true);
	rig_expect(rig, 0x40, rig_handler(2));
}
END_TEST

/* TF set by POPF: the trap comes after the next instruction (SDM 3B 17.3.1.4). */
GUEST(step, "pushl $0x102; popf; inc %eax; inc %eax; hlt");

START_TEST(tf_traps_after_one_instruction)
{
	LOAD(rig, step);
	rig_expect(rig, 1, RIG_CODE + 7);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 1);
	ck_assert_uint_eq(rig_reg(rig, "dr6") & 0x4000, 0x4000);
	ck_assert_uint_eq(rig_stack(rig, EFLAGS_ON_STACK) & FL_TF, FL_TF);
	ck_assert_uint_eq(rig_reg(rig, "eflags") & FL_TF, 0);
}
END_TEST

GUEST(step_int, "pushl $0x102; popf; int $0x80; hlt");

START_TEST(no_step_trap_at_a_software_interrupt)
{
	LOAD(rig, step_int);
	rig_expect(rig, 0x80, RIG_CODE + 8);
	ck_assert_uint_eq(rig_stack(rig, EFLAGS_ON_STACK) & FL_TF, FL_TF);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 4);
}
END_TEST

GUEST(step_ss, "mov %ds, %eax; pushl $0x102; popf; mov %eax, %ss; inc %ecx; inc %ecx; hlt");

START_TEST(no_step_trap_right_after_mov_ss)
{
	LOAD(rig, step_ss);
	rig_expect(rig, 1, RIG_CODE + 11);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 1);
}
END_TEST

GUEST(rep_stos, "mov $1000, %ecx; mov $0x20000, %edi; mov $0x41, %al; cld; rep stosb; hlt");
#define REP_STOS (RIG_CODE + 13)

START_TEST(rep_counts_each_iteration_and_can_be_cut)
{
	LOAD(rig, rep_stos);
	ck_assert_int_eq(cpu_run(rig->cpu, 4 + 300), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 304);
	ck_assert_uint_eq(rig_reg(rig, "eip"), REP_STOS);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 700);
	ck_assert_uint_eq(rig_reg(rig, "edi"), 0x20000 + 300);
	ck_assert_uint_eq(rig->ram[0x20000 + 299], 0x41);
	ck_assert_uint_eq(rig->ram[0x20000 + 300], 0);
	rig_run(rig);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 4 + 1000 + 1);
}
END_TEST

START_TEST(rep_is_interrupted_between_iterations_with_rf)
{
	LOAD(rig, rep_stos);
	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	ck_assert_int_eq(cpu_run(rig->cpu, 4 + 10), CPU_EXIT_BUDGET);
	cpu_set_intr(rig->cpu, true);
	rig_expect(rig, 0x40, REP_STOS);
	ck_assert_uint_eq(rig_reg(rig, "ecx"), 990);
	ck_assert_uint_eq(rig_stack(rig, EFLAGS_ON_STACK) & FL_RF, FL_RF);
}
END_TEST

GUEST(rep_none, "xor %ecx, %ecx; rep movsb; repe cmpsb; hlt");

START_TEST(rep_of_none_counts_once)
{
	LOAD(rig, rep_none);
	rig_run(rig);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 4);
	ck_assert_uint_eq(rig_reg(rig, "esi"), 0);
}
END_TEST

/* An MMIO access in the middle of straight code: exact count, and the interrupt right behind it. */
GUEST(mmio, "inc %eax; inc %eax; mov 0xf0000010, %ebx; inc %eax; mov %ebx, 0xf0000020;"
	    "inc %eax; incl 0xf0000030; inc %eax; hlt");

static void interrupt_at_write(struct rig *r, uint16_t port, bool write)
{
	if (write && port == 0x20)
		cpu_set_intr(r->cpu, true);
}

START_TEST(mmio_in_a_trace_is_exact)
{
	LOAD(rig, mmio);
	rig->port_value = 0x1234;
	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	rig->on_io = interrupt_at_write;
	rig_expect(rig, 0x40, RIG_CODE + 15);
	ck_assert_uint_eq(rig->reads, 1);
	ck_assert_uint_eq(rig->writes, 1);
	ck_assert_uint_eq(rig->io_insns, 4);
	ck_assert_uint_eq(rig->written, 0x1234);
	ck_assert_uint_eq(rig_reg(rig, "eax"), 3);
}
END_TEST

START_TEST(mmio_read_modify_write_reads_and_writes_once)
{
	LOAD(rig, mmio);
	rig->port_value = 0x77;
	cpu_set_reg(rig->cpu, "eip", RIG_CODE + 15);
	rig_run(rig);
	ck_assert_uint_eq(rig->reads, 1);
	ck_assert_uint_eq(rig->writes, 1);
	ck_assert_uint_eq(rig->written, 0x78);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 4);
}
END_TEST

GUEST(io, "inc %eax; in $0x60, %al; inc %ebx; out %al, $0x61; inc %ebx; inc %ebx; hlt");

static void shorten_to_two(struct rig *r, uint16_t port, bool write)
{
	(void)port;
	if (write)
		cpu_shorten(r->cpu, 2);
}

START_TEST(a_callback_shortens_the_run)
{
	LOAD(rig, io);
	rig->on_io = shorten_to_two;
	ck_assert_int_eq(cpu_run(rig->cpu, 100), CPU_EXIT_BUDGET);
	/* the OUT and one more */
	ck_assert_uint_eq(rig->io_insns, 3);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 5);
	ck_assert_uint_eq(rig_reg(rig, "ebx"), 2);
}
END_TEST

GUEST(spin, "1: inc %eax; jmp 1b");

static void stop_now(void *ctx, struct cpu *cpu, uint32_t la)
{
	(void)la;
	if (++*(unsigned *)ctx == 1000)
		cpu_stop(cpu);
}

START_TEST(stop_ends_a_run)
{
	unsigned count = 0;
	const struct cpu_hooks hooks = {.ctx = &count, .insn = stop_now};

	LOAD(rig, spin);
	cpu_set_hooks(rig->cpu, &hooks);
	ck_assert_int_eq(cpu_run(rig->cpu, 1ull << 40), CPU_EXIT_STOP);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 1000);
	cpu_set_hooks(rig->cpu, NULL);
	ck_assert_int_eq(cpu_run(rig->cpu, 1001), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 2001);
}
END_TEST

/* Work of all kinds, cut into runs of random length: the same state at the same counts. */
GUEST(work, "mov $200, %ebp;"
	    "1: mov %ebp, %eax; imul $77, %eax, %eax; mov %eax, 0x20000(,%ebp,4);"
	    "test $1, %al; jz 2f; add %eax, %edx; adc $0, %ebx; jmp 3f;"
	    "2: sub %eax, %edx; sbb $0, %ebx; rol $3, %edx;"
	    "3: push %eax; push %edx; call 4f; pop %ecx; pop %ecx;"
	    "mov $9, %ecx; mov $0x20010, %esi; mov $0x21000, %edi; rep movsl;"
	    "mov $5, %ecx; mov $0x20010, %esi; mov $0x20020, %edi; repe cmpsb; setb %cl;"
	    "cmp $100, %ebp; cmovb %ecx, %eax; xchg %eax, 0x21000;"
	    "out %al, $0x80; dec %ebp; jnz 1b; hlt;"
	    "4: mov 4(%esp), %eax; xor 8(%esp), %eax; shr $1, %eax; rcl $1, %esi; ret");

static void run_cut(struct rig *r, unsigned most, unsigned seed)
{
	enum cpu_exit exit;

	do {
		seed = seed * 1103515245 + 12345;
		uint64_t before = cpu_insns(r->cpu), n = 1 + (seed >> 8) % most;

		exit = cpu_run(r->cpu, n);
		if (exit == CPU_EXIT_BUDGET)
			ck_assert_uint_eq(cpu_insns(r->cpu), before + n);
	} while (exit == CPU_EXIT_BUDGET);
	ck_assert_int_eq(exit, CPU_EXIT_HALT);
}

START_TEST(any_cut_gives_the_same_run)
{
	static const unsigned most[] = {1, 2, 3, 5, 8, 13, 40, 300, 4000};
	struct rig *other = rig_new();

	LOAD(rig, work);
	rig_run(rig);
	ck_assert_uint_gt(cpu_insns(rig->cpu), 8000);
	for (size_t i = 0; i < sizeof(most) / sizeof(most[0]); i++) {
		rig_free(other);
		other = rig_new();
		LOAD(other, work);
		run_cut(other, most[i], 99 + (unsigned)i);
		ck_assert_uint_eq(cpu_insns(other->cpu), cpu_insns(rig->cpu));
		ck_assert_mem_eq(other->cpu->a.r, rig->cpu->a.r, sizeof(rig->cpu->a.r));
		ck_assert_uint_eq(rig_reg(other, "eflags"), rig_reg(rig, "eflags"));
		ck_assert_uint_eq(rig_reg(other, "eip"), rig_reg(rig, "eip"));
		ck_assert_mem_eq(other->ram, rig->ram, RIG_BYTES);
		ck_assert_uint_eq(other->io_insns, rig->io_insns);
	}
	rig_free(other);
}
END_TEST

/* A handler that faults at once, for ever, must not stop time. */
START_TEST(events_without_instructions_cost_time)
{
	LOAD(rig, nops);
	cpu_set_reg(rig->cpu, "eflags", FL_IF);
	/* an interrupt gate whose handler is undefined, and #UD's likewise */
	rig_gate(rig, 6, SEL_CODE0, 0x9000, 0x8f);
	rig_load(rig, 0x9000, "\x0f\x0b", 2);
	rig_load(rig, RIG_CODE, "\x0f\x0b", 2);
	cpu_set_reg(rig->cpu, "esp", 0x700000);
	ck_assert_int_eq(cpu_run(rig->cpu, 1000), CPU_EXIT_BUDGET);
	ck_assert_uint_eq(cpu_insns(rig->cpu), 1000);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("events");

	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, interrupt_waits_for_if);
	tcase_add_test(tcase, sti_hlt_sleeps_and_wakes_behind_the_halt);
	tcase_add_test(tcase, mov_ss_holds_interrupts_off_for_one);
	tcase_add_test(tcase, nmi_needs_no_if_and_blocks_itself);
	tcase_add_test(tcase, an_interrupt_behind_an_nmi);
	tcase_add_test(tcase, tf_traps_after_one_instruction);
	tcase_add_test(tcase, no_step_trap_at_a_software_interrupt);
	tcase_add_test(tcase, no_step_trap_right_after_mov_ss);
	tcase_add_test(tcase, rep_counts_each_iteration_and_can_be_cut);
	tcase_add_test(tcase, rep_is_interrupted_between_iterations_with_rf);
	tcase_add_test(tcase, rep_of_none_counts_once);
	tcase_add_test(tcase, mmio_in_a_trace_is_exact);
	tcase_add_test(tcase, mmio_read_modify_write_reads_and_writes_once);
	tcase_add_test(tcase, a_callback_shortens_the_run);
	tcase_add_test(tcase, stop_ends_a_run);
	tcase_add_test(tcase, any_cut_gives_the_same_run);
	tcase_add_test(tcase, events_without_instructions_cost_time);
	return rig_main(tcase, "events");
}
