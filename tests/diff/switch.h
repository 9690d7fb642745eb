/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * switch: the way from 64-bit code into 32-bit code of the same process, and
 * back: where things lie in struct host_ctx, for C and assembly alike.
 */
#ifndef ZONEMU_TESTS_DIFF_SWITCH_H
#define ZONEMU_TESTS_DIFF_SWITCH_H

#define CTX_FX_IN    0x000
#define CTX_FX_OUT   0x200
#define CTX_FX_HOST  0x400
#define CTX_R_IN     0x600
#define CTX_R_OUT    0x620
#define CTX_SEL_IN   0x640
#define CTX_SEL_OUT  0x650
#define CTX_FLAGS_IN 0x660
#define CTX_FLAGS    0x668
#define CTX_RSP	     0x670
#define CTX_FSBASE   0x678
#define CTX_FAR	     0x680
#define CTX_PAD	     0x688
#define CTX_FPU	     0x690
#define CTX_BYTES    0x6c0

/* Bytes between the stubs that pads jump to. */
#define STUB_STRIDE 32

#endif
