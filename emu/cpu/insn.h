/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * insn: the instruction table. One row an encoding (SDM 2, appendix A): the
 * single source of what the decoder accepts, what the engine runs, and what
 * the tests must reach.
 *
 * To go over all instructions: insn_rows[0 .. insn_row_count). A row's bytes
 * are its mandatory prefix, if any; its opcode (0Fh first when it is 0Fxxh; plus
 * a register number where a form is ZB or ZV); ModRM when insn_has_modrm(), whose
 * reg field is `ext` unless that is -1, and then what its forms call for, in
 * order: an address, immediates, an offset. tests/emu/cpu/encode.h does so. Rows
 * may share an opcode when they differ in ext, in prefix, or in that one takes
 * only memory and the other only a register. Of the status flags,
 * `sets` are as the manual defines them, `undefined` may be anything, the
 * others stay. A shift or rotation by 0 sets none, by more than 1 leaves OF
 * undefined. I_SYSTEM rows are the system's own: user code
 * gets little more than faults out of them.
 */
#ifndef ZONEMU_EMU_CPU_INSN_H
#define ZONEMU_EMU_CPU_INSN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Operand forms, named as in SDM 2 appendix A.2: where an operand is, and how wide. */
enum insn_form {
	F_NONE,
	F_EB,
	F_EW,
	F_EV,
	F_ED, /* ModRM: register or memory */
	F_GB,
	F_GW,
	F_GV,
	F_GD,	/* ModRM.reg */
	F_RDMW, /* ModRM.rm: a dword register or a word of memory */
	F_PQ,
	F_QD,
	F_QQ, /* MMX: ModRM.reg; register or 4 or 8 bytes of memory */
	F_VX,
	F_WD,
	F_WQ,
	F_WX, /* XMM: ModRM.reg; register or 4, 8, 16 bytes of memory, these aligned */
	F_WU, /* as WX, but aligned or not */
	F_RV,
	F_NQ,
	F_UX,
	F_STI,
	F_RD, /* ModRM.rm, always a register: general, MMX, XMM, x87, general */
	F_MB,
	F_MW,
	F_MD,
	F_MV,
	F_MQ,
	F_MX,
	F_MFX, /* ModRM.rm, always memory: X 16 bytes, FX 512 bytes, both aligned to 16 */
	F_MT,
	F_ME,
	F_MFA, /* 10 bytes; the x87 environment; the environment and registers */
	F_MA,
	F_MP,
	F_MS, /* memory: bounds pair, far pointer, table register */
	F_SW,
	F_CD,
	F_DD, /* ModRM.reg: segment, control, debug register */
	F_IB,
	F_IBS,
	F_IW,
	F_IZ,
	F_I1, /* immediate: byte, byte sign-extended, word, by size, 1 */
	F_JB,
	F_JZ,
	F_AP, /* relative; absolute far pointer */
	F_OB,
	F_OV, /* offset alone */
	F_ZB,
	F_ZV, /* register in the opcode's low three bits */
	F_AL,
	F_AX,
	F_CL,
	F_DX, /* fixed; AX by operand size */
	F_ST0,
	F_ES,
	F_CS,
	F_SS,
	F_DS,
	F_FS,
	F_GS,
	F_XB,
	F_XV,
	F_YB,
	F_YV, /* string source and destination */
};

/* What the instruction does; each has one handler or one family of them. */
enum insn_sem {
	S_UNDEFINED, /* #UD; rows whose time comes later say so in their note */
	S_ADD,
	S_OR,
	S_ADC,
	S_SBB,
	S_AND,
	S_SUB,
	S_XOR,
	S_CMP,
	S_ROL,
	S_ROR,
	S_RCL,
	S_RCR,
	S_SHL,
	S_SHR,
	S_SAL,
	S_SAR,
	S_TEST,
	S_INC,
	S_DEC,
	S_NOT,
	S_NEG,
	S_MUL,
	S_IMUL,
	S_DIV,
	S_IDIV,
	S_IMUL2,
	S_IMUL3,
	S_SHLD,
	S_SHRD,
	S_MOV,
	S_MOVZX,
	S_MOVSX,
	S_LEA,
	S_XCHG,
	S_CMPXCHG,
	S_XADD,
	S_CMPXCHG8B,
	S_BSWAP,
	S_BT,
	S_BTS,
	S_BTR,
	S_BTC,
	S_BSF,
	S_BSR,
	S_SETCC,
	S_CMOVCC,
	S_JCC,
	S_JMP,
	S_CALL,
	S_RET,
	S_JMPF,
	S_CALLF,
	S_RETF,
	S_LOOPNE,
	S_LOOPE,
	S_LOOP,
	S_JCXZ,
	S_PUSH,
	S_POP,
	S_PUSHA,
	S_POPA,
	S_PUSHF,
	S_POPF,
	S_PUSHSEG,
	S_POPSEG,
	S_ENTER,
	S_LEAVE,
	S_LOADFAR,
	S_MOVFROMSEG,
	S_MOVTOSEG,
	S_CBW,
	S_CWD,
	S_SAHF,
	S_LAHF,
	S_CMC,
	S_CLC,
	S_STC,
	S_CLI,
	S_STI,
	S_CLD,
	S_STD,
	S_XLAT,
	S_SALC,
	S_DAA,
	S_DAS,
	S_AAA,
	S_AAS,
	S_AAM,
	S_AAD,
	S_MOVS,
	S_CMPS,
	S_STOS,
	S_LODS,
	S_SCAS,
	S_INS,
	S_OUTS,
	S_IN,
	S_OUT,
	S_INT,
	S_INT3,
	S_INTO,
	S_INT1,
	S_IRET,
	S_HLT,
	S_NOP,
	S_PAUSE,
	S_BOUND,
	S_ARPL,
	S_SLDT,
	S_STR,
	S_LLDT,
	S_LTR,
	S_VERR,
	S_VERW,
	S_SGDT,
	S_SIDT,
	S_LGDT,
	S_LIDT,
	S_SMSW,
	S_LMSW,
	S_INVLPG,
	S_LAR,
	S_LSL,
	S_CLTS,
	S_INVD,
	S_WBINVD,
	S_MOVFROMCR,
	S_MOVTOCR,
	S_MOVFROMDR,
	S_MOVTODR,
	S_WRMSR,
	S_RDTSC,
	S_RDMSR,
	S_RDPMC,
	S_SYSENTER,
	S_SYSEXIT,
	S_CPUID,
	S_FWAIT,
	/* x87: the arithmetic in the order of ModRM.reg; where operands are, forms and opcode say
	 */
	S_FADD,
	S_FMUL,
	S_FCOM,
	S_FCOMP,
	S_FSUB,
	S_FSUBR,
	S_FDIV,
	S_FDIVR,
	S_FLD,
	S_FXCH,
	S_FST,
	S_FNOP,
	S_FSTP,
	S_FLDENV,
	S_FCHS,
	S_FABS,
	S_FTST,
	S_FXAM,
	S_FLDCW,
	S_FLDCONST,
	S_FNSTENV,
	S_F2XM1,
	S_FYL2X,
	S_FPTAN,
	S_FPATAN,
	S_FXTRACT,
	S_FPREM1,
	S_FDECSTP,
	S_FINCSTP,
	S_FNSTCW,
	S_FPREM,
	S_FYL2XP1,
	S_FSQRT,
	S_FSINCOS,
	S_FRNDINT,
	S_FSCALE,
	S_FSIN,
	S_FCOS,
	S_FCMOV,
	S_FUCOMPP,
	S_FILD,
	S_FIST,
	S_FISTP,
	S_FNENI,
	S_FNCLEX,
	S_FNINIT,
	S_FUCOMI,
	S_FCOMI,
	S_FFREE,
	S_FRSTOR,
	S_FUCOM,
	S_FUCOMP,
	S_FNSAVE,
	S_FNSTSW,
	S_FCOMPP,
	S_FFREEP,
	S_FBLD,
	S_FUCOMIP,
	S_FBSTP,
	S_FCOMIP,
	S_MMX,	/* an operation on MMX registers; its name says which */
	S_VINT, /* the same on XMM registers: no exceptions, no MXCSR */
	S_VFP,	/* floating-point, under MXCSR */
	S_VCOMI,
	S_VMOV,	    /* the whole operand; what it does not fill is zeroed */
	S_VMERGE,   /* between registers the rest stays; from memory it is zeroed */
	S_VMOVLOW,  /* the low quadword of a register, and memory */
	S_VMOVHIGH, /* the high quadword */
	S_MOVHLPS,
	S_MOVLHPS,
	S_MOVMSKPS,
	S_MOVMSKPD,
	S_PMOVMSKB,
	S_PEXTRW,
	S_MASKMOV,
	S_MOVNTI,
	S_EMMS,
	S_FXSAVE,
	S_FXRSTOR,
	S_LDMXCSR,
	S_STMXCSR,
	S_FENCE,
	S_CLFLUSH,
	S_COUNT
};

/* The last F2h or F3h, else 66h, where they tell instructions apart (SDM 2A 2.1.2). */
enum insn_prefix {
	P_ANY, /* they do what prefixes do; a row of the same opcode that names one goes first */
	P_NONE,
	P_66,
	P_F2,
	P_F3
};

/* Properties */
#define I_LOCK	 0x0001u /* LOCK is permitted when the first operand is memory */
#define I_REP	 0x0002u /* REP repeats it */
#define I_REPZ	 0x0004u /* REPE and REPNE repeat it */
#define I_END	 0x0008u /* ends its trace */
#define I_JUMP	 0x0010u /* a near branch that traces are linked across */
#define I_CPL0	 0x0020u /* #GP unless CPL is 0 */
#define I_IOPL	 0x0040u /* depends on IOPL */
#define I_PROT	 0x0080u /* #UD in real and virtual-8086 mode */
#define I_D64	 0x0100u /* stack operation: operand size is the stack's business */
#define I_SYSTEM 0x0200u /* the system's: user code can do it in part only, or not at all */

struct insn_row {
	const char *name;
	uint16_t opcode; /* 0x0fXX for the two-byte map */
	int8_t ext;	 /* ModRM.reg that it needs, or -1 */
	uint8_t form[3]; /* enum insn_form */
	uint8_t sem;	 /* enum insn_sem */
	uint16_t props;
	uint16_t sets;	    /* status flags it defines */
	uint16_t undefined; /* status flags it leaves undefined */
	uint16_t tests;	    /* status flags it reads */
	uint8_t cond;	    /* condition code of Jcc, SETcc, CMOVcc */
	uint8_t prefix;	    /* enum insn_prefix: the mandatory one */
	uint8_t modrm;	    /* the whole byte that it needs, or 0 */
};

extern const struct insn_row insn_rows[];
extern const size_t insn_row_count;

/* The row of an encoding; ModRM chooses within a group. NULL: undefined. */
const struct insn_row *insn_find(uint16_t opcode, enum insn_prefix prefix, uint8_t modrm);
bool insn_has_modrm(const struct insn_row *row);
bool insn_opcode_has_modrm(uint16_t opcode);
/* False: two rows claim one encoding; both are given. For tests. */
bool insn_table_sound(const struct insn_row **one, const struct insn_row **other);

#endif
