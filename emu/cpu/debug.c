/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/debug.h"

#define DR6_FIXED 0xffff0ff0u
#define DR6_KNOWN (0xfu | DR6_BD | DR6_BS | DR6_BT)
#define DR7_FIXED 0x400u
#define DR7_KNOWN 0xffff23ffu
#define DR7_LOCAL 0x155u /* L0-3 and LE */
#define PAGE_MASK (~4095u)

enum { WATCH_EXEC, WATCH_WRITE, WATCH_PORT, WATCH_ACCESS };

static bool enabled(const struct cpu *cpu, unsigned n)
{
	return cpu->a.dr[7] >> 2 * n & 3;
}

/* An undefined kind (I/O without CR4.DE) watches nothing. */
static unsigned kind(const struct cpu *cpu, unsigned n)
{
	return cpu->a.dr[7] >> (16 + 4 * n) & 3;
}

static unsigned length(const struct cpu *cpu, unsigned n)
{
	static const uint8_t bytes[4] = {1, 2, 8, 4};

	return bytes[cpu->a.dr[7] >> (18 + 4 * n) & 3];
}

/* Addresses are aligned to the length (SDM 3B 17.2.5). */
static uint32_t first_of(const struct cpu *cpu, unsigned n)
{
	return cpu->a.dr[n] & ~(length(cpu, n) - 1);
}

static bool is_data(const struct cpu *cpu, unsigned n)
{
	return enabled(cpu, n) && (kind(cpu, n) == WATCH_WRITE || kind(cpu, n) == WATCH_ACCESS);
}

static bool is_port(const struct cpu *cpu, unsigned n)
{
	return enabled(cpu, n) && kind(cpu, n) == WATCH_PORT && cpu->a.cr4 & CR4_DE;
}

static bool is_exec(const struct cpu *cpu, unsigned n)
{
	return enabled(cpu, n) && kind(cpu, n) == WATCH_EXEC;
}

void debug_update(struct cpu *cpu)
{
	bool data = false;

	cpu->watches_ports = false;
	for (unsigned n = 0; n < 4; n++) {
		data = data || is_data(cpu, n);
		cpu->watches_ports = cpu->watches_ports || is_port(cpu, n);
		cpu_mark_debug(cpu, n, is_exec(cpu, n), cpu->a.dr[n]);
	}
	/* Tags of before may let accesses pass unseen; without breakpoints there is nothing to see.
	 */
	if (data)
		cpu_flush_tlb(cpu, true);
	cpu->watches_data = data;
}

void debug_set(struct cpu *cpu, unsigned n, uint32_t value)
{
	if (n == 6)
		value = (value & DR6_KNOWN) | DR6_FIXED;
	else if (n == 7)
		value = (value & DR7_KNOWN) | DR7_FIXED;
	cpu->a.dr[n] = value;
	if (n != 6)
		debug_update(cpu);
}

void debug_task_switched(struct cpu *cpu, bool trap)
{
	if (cpu->a.dr[7] & DR7_LOCAL)
		debug_set(cpu, 7, cpu->a.dr[7] & ~DR7_LOCAL);
	if (trap)
		cpu->a.trap |= DR6_BT;
	cpu->no_step = true;
}

uint32_t debug_at(const struct cpu *cpu, uint32_t la)
{
	uint32_t met = 0;

	for (unsigned n = 0; n < 4; n++)
		if (is_exec(cpu, n) && cpu->a.dr[n] == la)
			met |= 1u << n;
	return met;
}

bool debug_in_page(const struct cpu *cpu, uint32_t la)
{
	if (!cpu->watches_data)
		return false;
	for (unsigned n = 0; n < 4; n++)
		if (is_data(cpu, n) && !((first_of(cpu, n) ^ la) & PAGE_MASK))
			return true;
	return false;
}

static uint32_t met_by(const struct cpu *cpu, uint32_t la, unsigned bytes, bool write)
{
	uint32_t met = 0;

	for (unsigned n = 0; n < 4; n++)
		if (is_data(cpu, n) && (write || kind(cpu, n) == WATCH_ACCESS) &&
		    (first_of(cpu, n) - la < bytes || la - first_of(cpu, n) < length(cpu, n)))
			met |= 1u << n;
	return met;
}

bool debug_meets(const struct cpu *cpu, uint32_t la, unsigned bytes, bool write)
{
	return cpu->watches_data && met_by(cpu, la, bytes, write);
}

static void met(struct cpu *cpu, uint32_t bits)
{
	cpu->a.trap |= bits;
	if (bits)
		cpu_attend(cpu);
}

void debug_access(struct cpu *cpu, uint32_t la, unsigned bytes, bool write)
{
	if (cpu->watches_data)
		met(cpu, met_by(cpu, la, bytes, write));
}

void debug_port(struct cpu *cpu, uint16_t port, unsigned bytes)
{
	uint32_t bits = 0;

	if (!cpu->watches_ports)
		return;
	for (unsigned n = 0; n < 4; n++)
		if (is_port(cpu, n) &&
		    (first_of(cpu, n) - port < bytes || port - first_of(cpu, n) < length(cpu, n)))
			bits |= 1u << n;
	met(cpu, bits);
}
