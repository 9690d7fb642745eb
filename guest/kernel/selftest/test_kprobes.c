/* SPDX-License-Identifier: GPL-2.0-only */
/* Probes: on every kind of instruction, at entry and return, missed, disabled, refused. */
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/selftest.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/sections.h>

int probed(int a, int b);
void probed_ret(void);
int probed_sum(int n);

/* Of each kind that stepping elsewhere must put right: calls, jumps, flags, the stack. */
__asm__(".text\nprobed_ret: ret\n.globl probed\n.type probed, @function\nprobed:\n"
	"pushl %ebx\n"
	"movl %eax, %ebx\n"
	"call 1f\n" /* relative: its return address is popped */
	"1: popl %ecx\n"
	"subl $1b, %ecx\n" /* 0, wherever it was executed */
	"addl %ecx, %ebx\n"
	"movl $2f, %ecx\n"
	"call *%ecx\n" /* indirect */
	"addl %edx, %ebx\n"
	"cmpl $0, %edx\n"
	"jne 3f\n" /* conditional, taken and not */
	"addl $1000, %ebx\n"
	"3: pushfl\n"
	"popl %ecx\n"
	"andl $0x100, %ecx\n" /* no TF seen */
	"addl %ecx, %ebx\n"
	"cli\n"
	"pushfl\n"
	"popl %ecx\n"
	"andl $0x200, %ecx\n" /* nor IF */
	"addl %ecx, %ebx\n"
	"sti\n"
	"movl $4f, %ecx\n"
	"jmp *%ecx\n"
	"addl $5000, %ebx\n"
	"4: movl %ebx, %eax\n"
	"popl %ebx\n"
	"ret\n"
	"2: addl $10, %ebx\n"
	"ret\n"
	"5: .size probed, . - probed\n");

static volatile unsigned int pre_count, post_count;

static int count_pre(struct kprobe *p, struct pt_regs *regs)
{
	pre_count++;
	return 0;
}

static void count_post(struct kprobe *p, struct pt_regs *regs, unsigned long flags)
{
	post_count++;
}

SELFTEST(kprobes, each_instruction_does_what_it_did)
{
	static struct kprobe probes[40];
	u8 *at = (u8 *)probed;
	unsigned int n = 0, i;
	unsigned long size, offset;

	EXPECT(t, kallsyms_lookup((unsigned long)at, &size, &offset));
	EXPECT_EQ(t, probed(1, 0), 1011);
	EXPECT_EQ(t, probed(1, 2), 13);
	memset(probes, 0, sizeof(probes));
	while (at < (u8 *)probed + size && n < ARRAY_SIZE(probes) && *at != 0x66 && *at != 0x90 &&
	       *at != 0x8d) {
		unsigned int len = kprobe_insn_length(at);

		probes[n].addr = at;
		probes[n].pre_handler = count_pre;
		probes[n].post_handler = count_post;
		if (!EXPECT(t, len) || !EXPECT_EQ(t, register_kprobe(&probes[n]), 0))
			break;
		n++;
		at += len;
	}
	EXPECT_EQ(t, n, 30);
	pre_count = post_count = 0;
	EXPECT_EQ(t, probed(1, 0), 1011);
	EXPECT_EQ(t, pre_count, 29);
	EXPECT_EQ(t, post_count, 29);
	EXPECT_EQ(t, probed(1, 2), 13);
	EXPECT_EQ(t, pre_count, 57);
	for (i = 0; i < n; i++)
		unregister_kprobe(&probes[i]);
	EXPECT_EQ(t, probed(1, 2), 13);
	EXPECT_EQ(t, pre_count, 57);
}

/* The compiler's code has no gaps: from symbol to symbol, instruction by instruction. */
SELFTEST(kprobes, all_code_is_understood)
{
	unsigned long addr = (unsigned long)_stext, size, offset;
	unsigned int functions = 0;
	const char *name;

	while (addr < (unsigned long)_etext) {
		unsigned long at = addr;

		name = kallsyms_lookup(addr, &size, &offset);
		if (!name) {
			addr += 16;
			continue;
		}
		functions++;
		while (at < addr + size) {
			unsigned int len = kprobe_insn_length((u8 *)at);

			if (!len && *(u16 *)at == 0x0b0f)
				len = 2;
			if (!len && *(u8 *)at == 0xcc)
				len = 1;
			if (!len) {
				selftest_fail(t, __FILE__, __LINE__,
					      "%s: no instruction at %lx: %*ph", name, at, 8,
					      (void *)at);
				break;
			}
			at += len;
		}
		addr = at > addr + size ? at : addr + size;
	}
	EXPECT(t, functions > 2000);
}

noinline int probed_sum(int n)
{
	__asm__ __volatile__("");
	return n <= 0 ? 0 : n + probed_sum(n - 1);
}

static int change_argument(struct kprobe *p, struct pt_regs *regs)
{
	regs->ax = 0;
	return 0;
}

static int answer_itself(struct kprobe *p, struct pt_regs *regs)
{
	regs->ax = 4711;
	regs->ip = (unsigned long)probed_ret; /* the return address is on the stack still */
	return 1;
}

SELFTEST(kprobes, handlers_may_change_registers)
{
	struct kprobe p = {.symbol_name = "probed_sum", .pre_handler = change_argument};

	EXPECT_EQ(t, register_kprobe(&p), 0);
	EXPECT_EQ(t, probed_sum(5), 0);
	EXPECT_EQ(t, disable_kprobe(&p), 0);
	EXPECT_EQ(t, probed_sum(5), 15);
	EXPECT_EQ(t, enable_kprobe(&p), 0);
	EXPECT_EQ(t, probed_sum(5), 0);
	unregister_kprobe(&p);
	EXPECT_EQ(t, probed_sum(5), 15);
}

static int sums_in_handler(struct kprobe *p, struct pt_regs *regs)
{
	pre_count += probed_sum(3);
	return 0;
}

SELFTEST(kprobes, several_at_a_place_and_within_handlers)
{
	struct kprobe a = {.symbol_name = "probed_sum", .pre_handler = count_pre};
	struct kprobe b = {.symbol_name = "probed_sum", .pre_handler = count_pre};
	struct kprobe c = {.addr = (u8 *)probed, .pre_handler = sums_in_handler};

	pre_count = 0;
	EXPECT_EQ(t, register_kprobe(&a), 0);
	EXPECT_EQ(t, register_kprobe(&b), 0);
	EXPECT_EQ(t, register_kprobe(&a), -EINVAL);
	EXPECT_EQ(t, register_kprobe(&c), 0);
	EXPECT_EQ(t, probed_sum(0), 0);
	EXPECT_EQ(t, pre_count, 2);
	EXPECT_EQ(t, probed(1, 2), 13);
	EXPECT_EQ(t, pre_count, 8);
	EXPECT_EQ(t, a.nmissed, 4);
	unregister_kprobe(&a);
	probed_sum(0);
	EXPECT_EQ(t, pre_count, 9);
	unregister_kprobe(&c);
	unregister_kprobe(&b);
	b.pre_handler = answer_itself;
	b.addr = NULL;
	EXPECT_EQ(t, register_kprobe(&b), 0);
	EXPECT_EQ(t, probed_sum(7), 4711);
	unregister_kprobe(&b);
}

SELFTEST(kprobes, what_cannot_be_probed)
{
	struct kprobe amidst = {.addr = (u8 *)probed + 2};
	struct kprobe nowhere = {.symbol_name = "no_such_function"};
	struct kprobe entry = {.symbol_name = "common_entry"};
	struct kprobe itself = {.symbol_name = "kprobe_int3"};
	struct kprobe both = {.symbol_name = "probed", .addr = (u8 *)probed};
	struct kprobe data = {.addr = (u8 *)&pre_count};

	EXPECT_EQ(t, register_kprobe(&amidst), -EILSEQ);
	EXPECT_EQ(t, register_kprobe(&nowhere), -ENOENT);
	EXPECT_EQ(t, register_kprobe(&entry), -EINVAL);
	EXPECT_EQ(t, register_kprobe(&itself), -EINVAL);
	EXPECT_EQ(t, register_kprobe(&both), -EINVAL);
	EXPECT_EQ(t, register_kprobe(&data), -EINVAL);
}

/* ---- returns ---- */

static volatile unsigned int entered, returned, returned_sum;

static int note_entry(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	*(unsigned long *)ri->data = regs_get_kernel_argument(regs, 0);
	entered++;
	return regs->ax == 2; /* that call is not followed */
}

static int note_return(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	returned++;
	returned_sum += *(unsigned long *)ri->data * 100 + regs_return_value(regs);
	return 0;
}

SELFTEST(kprobes, returns_are_followed)
{
	struct kretprobe rp = {
	    .kp.symbol_name = "probed_sum",
	    .handler = note_return,
	    .entry_handler = note_entry,
	    .data_size = sizeof(long),
	    .maxactive = 3,
	};
	struct kretprobe second = {.kp.symbol_name = "probed_sum",
				   .handler = note_return,
				   .data_size = sizeof(long),
				   .maxactive = 8};

	entered = returned = returned_sum = 0;
	EXPECT_EQ(t, register_kretprobe(&rp), 0);
	EXPECT_EQ(t, probed_sum(3), 6); /* 3, 2 (not followed), 1, 0 */
	EXPECT_EQ(t, entered, 4);
	EXPECT_EQ(t, returned, 3);
	EXPECT_EQ(t, returned_sum, 306 + 101 + 0);
	EXPECT_EQ(t, rp.nmissed, 0);
	EXPECT_EQ(t, probed_sum(6), 21);
	EXPECT(t, rp.nmissed > 0);
	EXPECT_EQ(t, register_kretprobe(&second), 0);
	returned = 0;
	EXPECT_EQ(t, probed_sum(1), 1);
	EXPECT_EQ(t, returned, 4);
	unregister_kretprobe(&rp);
	EXPECT_EQ(t, probed_sum(1), 1);
	EXPECT_EQ(t, returned, 6);
	unregister_kretprobe(&second);
	EXPECT_EQ(t, probed_sum(1), 1);
	EXPECT_EQ(t, returned, 6);
}
