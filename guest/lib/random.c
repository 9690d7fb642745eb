/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * random: four shift registers, combined (P. L'Ecuyer, "Tables of Maximally Equidistributed
 * Combined LFSR Generators", 1999), as for rnd_state; the kernel's own has its state behind a
 * lock, and is stirred by the date at boot and by what drivers give it.
 */
#include <linux/export.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#define FIRST_SEED 0x9e3779b97f4a7c15ull

static u32 step(u32 s, unsigned int a, unsigned int b, u32 mask, unsigned int c)
{
	return (s & mask) << c ^ (s << a ^ s) >> b;
}

u32 prandom_u32_state(struct rnd_state *state)
{
	state->s1 = step(state->s1, 6, 13, ~1u, 18);
	state->s2 = step(state->s2, 2, 27, ~7u, 2);
	state->s3 = step(state->s3, 13, 21, ~15u, 7);
	state->s4 = step(state->s4, 3, 12, ~127u, 13);
	return state->s1 ^ state->s2 ^ state->s3 ^ state->s4;
}
EXPORT_SYMBOL(prandom_u32_state);

/* Each register must be above what its mask takes away. */
void prandom_seed_state(struct rnd_state *state, u64 seed)
{
	u32 i = (u32)(seed >> 32) ^ (u32)(seed << 10) ^ (u32)seed;
	int n;

	state->s1 = i + 2;
	state->s2 = (i ^ 0x5bd1e995u) + 8;
	state->s3 = (i ^ 0x1b873593u) + 16;
	state->s4 = (i ^ 0xcc9e2d51u) + 128;
	if (state->s1 < 2)
		state->s1 += 2;
	if (state->s2 < 8)
		state->s2 += 8;
	if (state->s3 < 16)
		state->s3 += 16;
	if (state->s4 < 128)
		state->s4 += 128;
	for (n = 0; n < 10; n++)
		prandom_u32_state(state);
}
EXPORT_SYMBOL(prandom_seed_state);

void prandom_bytes_state(struct rnd_state *state, void *buf, size_t len)
{
	u8 *p = buf;
	u32 word = 0;
	size_t i;

	for (i = 0; i < len; i++, word >>= 8) {
		if (i % 4 == 0)
			word = prandom_u32_state(state);
		p[i] = word;
	}
}
EXPORT_SYMBOL(prandom_bytes_state);

/* ---- the kernel's own ---- */

static DEFINE_SPINLOCK(lock);
static struct rnd_state pool;

static void seed_once(void)
{
	if (!pool.s1)
		prandom_seed_state(&pool, FIRST_SEED);
}

void get_random_bytes(void *buf, size_t len)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	seed_once();
	prandom_bytes_state(&pool, buf, len);
	spin_unlock_irqrestore(&lock, flags);
}
EXPORT_SYMBOL(get_random_bytes);

u32 get_random_u32(void)
{
	u32 value;

	get_random_bytes(&value, sizeof(value));
	return value;
}
EXPORT_SYMBOL(get_random_u32);

u64 get_random_u64(void)
{
	u64 value;

	get_random_bytes(&value, sizeof(value));
	return value;
}
EXPORT_SYMBOL(get_random_u64);

u8 get_random_u8(void)
{
	return get_random_u32();
}
EXPORT_SYMBOL(get_random_u8);

u16 get_random_u16(void)
{
	return get_random_u32();
}
EXPORT_SYMBOL(get_random_u16);

u32 get_random_u32_below(u32 ceil)
{
	return (u64)get_random_u32() * ceil >> 32;
}
EXPORT_SYMBOL(get_random_u32_below);

void add_device_randomness(const void *buf, size_t len)
{
	const u8 *p = buf;
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	seed_once();
	for (; len; len--)
		prandom_seed_state(&pool, (u64)prandom_u32_state(&pool) << 32 |
					      (prandom_u32_state(&pool) ^ *p++));
	spin_unlock_irqrestore(&lock, flags);
}
EXPORT_SYMBOL(add_device_randomness);

void srandom32(u32 seed)
{
	add_device_randomness(&seed, sizeof(seed));
}
EXPORT_SYMBOL(srandom32);
