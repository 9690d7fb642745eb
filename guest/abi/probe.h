/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * probe: static probe points that cost the guest one NOP.
 *
 * The form is SystemTap's SDT version 3 (the .note.stapsdt ELF notes that
 * gdb, perf and bpftrace read too): at the place of the probe stands a NOP; a note
 * in the ELF file gives its address, its provider and name, and where each
 * argument can be found ("4@%eax", "-4@8(%ebp)", "4@$12"). An emulator that
 * has read the notes looks when execution gets there; on any other machine
 * nothing happens. The list of probes and their arguments is in probes.def.h.
 */
#ifndef ZONEMU_ABI_PROBE_H
#define ZONEMU_ABI_PROBE_H

/* Part of the image, so that the kernel finds them, too; of a test on the host it cannot be. */
#ifdef MM_HOST_TEST
#define PROBE_NOTE_FLAGS "\"\""
#else
#define PROBE_NOTE_FLAGS "\"a\""
#endif

#define PROBE_NOTE(provider, name, args, ...)                                                     \
	__asm__ __volatile__("990:	nop\n"                                                        \
			     "	.pushsection .note.stapsdt," PROBE_NOTE_FLAGS ",@note\n"            \
			     "	.balign 4\n"                                                      \
			     "	.4byte 992f-991f, 994f-993f, 3\n"                                 \
			     "991:	.asciz \"stapsdt\"\n"                                         \
			     "992:	.balign 4\n"                                                  \
			     "993:	.4byte 990b, 0, 0\n"                                          \
			     "	.asciz \"" #provider "\"\n"                                       \
			     "	.asciz \"" #name "\"\n"                                           \
			     "	.asciz \"" args "\"\n"                                            \
			     "994:	.balign 4\n"                                                  \
			     "	.popsection\n" ::__VA_ARGS__)

/* "nor" lets each argument be an immediate, a memory operand or a register. */
#define PROBE0(provider, name) PROBE_NOTE(provider, name, "", )
#define PROBE1(provider, name, a) PROBE_NOTE(provider, name, "4@%0", "nor"((unsigned long)(a)))
#define PROBE2(provider, name, a, b)                                                              \
	PROBE_NOTE(provider, name, "4@%0 4@%1", "nor"((unsigned long)(a)), "nor"((unsigned long)(b)))
#define PROBE3(provider, name, a, b, c)                                                           \
	PROBE_NOTE(provider, name, "4@%0 4@%1 4@%2", "nor"((unsigned long)(a)),                   \
		   "nor"((unsigned long)(b)), "nor"((unsigned long)(c)))
#define PROBE4(provider, name, a, b, c, d)                                                        \
	PROBE_NOTE(provider, name, "4@%0 4@%1 4@%2 4@%3", "nor"((unsigned long)(a)),              \
		   "nor"((unsigned long)(b)), "nor"((unsigned long)(c)), "nor"((unsigned long)(d)))
#define PROBE5(provider, name, a, b, c, d, e)                                                     \
	PROBE_NOTE(provider, name, "4@%0 4@%1 4@%2 4@%3 4@%4", "nor"((unsigned long)(a)),         \
		   "nor"((unsigned long)(b)), "nor"((unsigned long)(c)), "nor"((unsigned long)(d)), \
		   "nor"((unsigned long)(e)))

#endif
