/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * random: numbers that look like chance (guest/lib/random.c). Here they are the same in
 * every run with the same input, for that is what the machine promises: good for choosing,
 * not for secrets.
 */
#ifndef _LINUX_RANDOM_H
#define _LINUX_RANDOM_H

#include <linux/list.h>
#include <linux/types.h>

struct rnd_state {
	u32 s1, s2, s3, s4;
};

void get_random_bytes(void *buf, size_t len);
#define get_random_bytes_wait(buf, len) (get_random_bytes(buf, len), 0)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define get_random_bytes_arch(buf, len) (get_random_bytes(buf, len), (len))
#endif
u32 get_random_u32(void);
u64 get_random_u64(void);
u8 get_random_u8(void);
u16 get_random_u16(void);
u32 get_random_u32_below(u32 ceil); /* 0 to ceil - 1 */

static inline u32 get_random_u32_above(u32 floor)
{
	return floor + 1 + get_random_u32_below(~floor);
}

static inline u32 get_random_u32_inclusive(u32 floor, u32 ceil)
{
	return floor + get_random_u32_below(ceil - floor + 1);
}

#ifndef LINUX_6_1_ONLY /* of other versions */
#define get_random_int() get_random_u32()
#endif
#define get_random_long() ((unsigned long)get_random_u32())
#ifndef LINUX_6_1_ONLY /* of other versions */
#define random32()    get_random_u32()
#define net_random()  get_random_u32()
#define prandom_u32() get_random_u32()
#endif
#define prandom_u32_max(n) get_random_u32_below(n)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define prandom_bytes(buf, len) get_random_bytes(buf, len)
#define secure_ipv6_id()	get_random_u32()
#endif
#define wait_for_random_bytes() 0
#define rng_is_initialized()	true
#ifndef LINUX_6_1_ONLY /* of other versions */
void srandom32(u32 seed);
#endif

/* What else may be mixed in; it changes what comes. */
void add_device_randomness(const void *buf, size_t len);
#define add_interrupt_randomness(irq)			   ((void)(irq))
#define add_input_randomness(type, code, value)		   ((void)(value))
#define add_hwgenerator_randomness(buf, len, entropy, ...) add_device_randomness(buf, len)

/* A sequence of one's own. */
void prandom_seed_state(struct rnd_state *state, u64 seed);
u32 prandom_u32_state(struct rnd_state *state);
void prandom_bytes_state(struct rnd_state *state, void *buf, size_t len);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#endif

#endif
