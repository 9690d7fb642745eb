/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kprobes, the processor's part: how long an instruction is, and what is to be put right when
 * it has been executed at another place than its own (SDM 2 chapter 2 and appendix A).
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/types.h>
#include <asm/kprobes.h>

/* What follows an opcode. */
enum follow {
	N = 0,	/* nothing */
	M = 1,	/* ModR/M and what it asks for */
	B = 2,	/* 8 bits */
	W = 4,	/* 16 bits */
	Z = 8,	/* 32 bits; 16 with prefix 66h */
	A = 16, /* an address of 32 bits */
	X = 32, /* cannot be probed */
	MB = M | B,
	MZ = M | Z,
};

/* Appendix A.3, table A-2; rows of 16. */
static const u8 one_byte[256] = {
    /* clang-format off */
	M, M, M, M, B, Z, N, N, M, M, M, M, B, Z, N, X,
	M, M, M, M, B, Z, N, N, M, M, M, M, B, Z, N, N,
	M, M, M, M, B, Z, X, N, M, M, M, M, B, Z, X, N,
	M, M, M, M, B, Z, X, N, M, M, M, M, B, Z, X, N,
	N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
	N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
	N, N, M, M, X, X, X, X, Z, MZ, B, MB, N, N, N, N,
	B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
	MB, MZ, MB, MB, M, M, M, M, M, M, M, M, M, M, M, M,
	N, N, N, N, N, N, N, N, N, N, W | Z, N, N, N, N, N,
	A, A, A, A, N, N, N, N, B, Z, N, N, N, N, N, N,
	B, B, B, B, B, B, B, B, Z, Z, Z, Z, Z, Z, Z, Z,
	MB, MB, W, N, M, M, MB, MZ, W | B, N, W, N, X, B, N, N,
	M, M, M, M, B, B, N, N, M, M, M, M, M, M, M, M,
	B, B, B, B, B, B, B, B, Z, Z, W | Z, B, N, N, N, N,
	X, N, X, X, N, N, M, M, N, N, N, N, N, N, M, M,
    /* clang-format on */
};

/* Table A-3: behind 0Fh. 0Bh is UD2, which is looked up by its address. */
static const u8 two_byte[256] = {
    /* clang-format off */
	M, M, M, M, X, N, N, N, N, N, X, X, X, M, N, X,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	M, M, M, M, X, X, X, X, M, M, M, M, M, M, M, M,
	N, N, N, N, N, N, X, N, X, X, X, X, X, X, X, X,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	MB, MB, MB, MB, M, M, M, N, M, M, X, X, M, M, M, M,
	Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z, Z,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	N, N, N, M, MB, M, X, X, N, N, N, M, MB, M, M, M,
	M, M, M, M, M, M, M, M, M, M, MB, M, M, M, M, M,
	M, M, MB, M, MB, MB, MB, M, N, N, N, N, N, N, N, N,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, M,
	M, M, M, M, M, M, M, M, M, M, M, M, M, M, M, X,
    /* clang-format on */
};

static bool is_prefix(u8 byte)
{
	switch (byte) {
	case 0x26:
	case 0x2e:
	case 0x36:
	case 0x3e:
	case 0x64:
	case 0x65:
	case 0x66:
	case 0xf0:
	case 0xf2:
	case 0xf3:
		return true;
	}
	return false;
}

/* Table 2-2: ModR/M, SIB, displacement. */
static unsigned int modrm_length(const u8 *at)
{
	u8 mod = at[0] >> 6, rm = at[0] & 7;
	unsigned int len = 1;

	if (mod == 3)
		return len;
	if (rm == 4) {
		len++;
		if (mod == 0 && (at[1] & 7) == 5)
			return len + 4;
	}
	if (mod == 0)
		return rm == 5 ? len + 4 : len;
	return len + (mod == 1 ? 1 : 4);
}

static const u8 *skip_prefixes(const u8 *at, bool *short_operand)
{
	*short_operand = false;
	for (; is_prefix(*at); at++)
		if (*at == 0x66)
			*short_operand = true;
	return at;
}

unsigned int __kprobes kprobe_insn_length(const u8 *code)
{
	bool short_operand;
	const u8 *at = skip_prefixes(code, &short_operand);
	u8 opcode = *at++, follow = one_byte[opcode];

	if (opcode == 0x0f)
		follow = two_byte[*at++];
	if (follow & X)
		return 0;
	if (follow & M) {
		if ((opcode == 0xf6 || opcode == 0xf7) && !(*at & 0x30))
			follow |= opcode == 0xf6 ? B : Z;
		if ((opcode == 0xc4 || opcode == 0xc5) && *at >= 0xc0)
			return 0; /* VEX */
		at += modrm_length(at);
	}
	if (follow & B)
		at += 1;
	if (follow & W)
		at += 2;
	if (follow & Z)
		at += short_operand ? 2 : 4;
	if (follow & A)
		at += 4;
	return at - code > MAX_INSN_SIZE ? 0 : at - code;
}

void __kprobes kprobe_after_step(struct pt_regs *regs, const u8 *addr, const u8 *slot)
{
	unsigned long *stack = (unsigned long *)kernel_stack_pointer(regs);
	unsigned long moved = addr - slot;
	bool short_operand;
	const u8 *at = skip_prefixes(slot, &short_operand);

	switch (at[0]) {
	case 0x9c: /* PUSHF: not the flags of the step */
		stack[0] &= ~(X86_EFLAGS_TF | X86_EFLAGS_IF);
		stack[0] |= regs->flags & (X86_EFLAGS_TF | X86_EFLAGS_IF);
		break;
	case 0xe8: /* CALL */
		stack[0] += moved;
		break;
	case 0xff:
		if ((at[1] & 0x38) == 0x10 || (at[1] & 0x38) == 0x18) { /* indirect CALL */
			stack[0] += moved;
			return;
		}
		if ((at[1] & 0x38) == 0x20 || (at[1] & 0x38) == 0x28) /* indirect JMP */
			return;
		break;
	case 0x9a: /* far CALL */
		stack[0] += moved;
		return;
	case 0xc2: /* RET, IRET, far JMP: where to is absolute */
	case 0xc3:
	case 0xca:
	case 0xcb:
	case 0xcf:
	case 0xea:
		return;
	}
	regs->ip += moved;
}
