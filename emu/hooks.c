/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hooks: several onlookers share the processors' one set of hooks. A hook that
 * no onlooker wants stays unset, so that it costs the guest nothing.
 */
#include <assert.h>
#include <string.h>

#include "emu/machine_state.h"

#define FOR_EACH_ONLOOKER(machine, hooks)                                                          \
	for (const struct cpu_hooks *hooks = (machine)->onlookers.hooks;                           \
	     hooks < (machine)->onlookers.hooks + MACHINE_MAX_ONLOOKERS; hooks++)

static void on_insn(void *ctx, struct cpu *cpu, uint32_t la)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->insn)
		hooks->insn(hooks->ctx, cpu, la);
}

static void on_mem(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes, bool write,
		   uint64_t value)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->mem)
		hooks->mem(hooks->ctx, cpu, la, pa, bytes, write, value);
}

static void on_walk(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, bool write, bool ok)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->walk)
		hooks->walk(hooks->ctx, cpu, la, pa, write, ok);
}

static void on_event(void *ctx, struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error,
		     bool hw)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->event)
		hooks->event(hooks->ctx, cpu, vector, has_error, error, hw);
}

static void on_port(void *ctx, struct cpu *cpu, uint16_t port, unsigned bytes, bool write,
		    uint32_t value)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->port)
		hooks->port(hooks->ctx, cpu, port, bytes, write, value);
}

static void on_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	FOR_EACH_ONLOOKER((struct machine *)ctx, hooks)
	if (hooks->probe)
		hooks->probe(hooks->ctx, cpu, la);
}

static void merge(struct machine *machine)
{
	struct cpu_hooks merged = {.ctx = machine};
	bool any;

	FOR_EACH_ONLOOKER(machine, hooks)
	{
		merged.insn = hooks->insn ? on_insn : merged.insn;
		merged.mem = hooks->mem ? on_mem : merged.mem;
		merged.walk = hooks->walk ? on_walk : merged.walk;
		merged.event = hooks->event ? on_event : merged.event;
		merged.port = hooks->port ? on_port : merged.port;
		merged.probe = hooks->probe ? on_probe : merged.probe;
	}
	any =
	    merged.insn || merged.mem || merged.walk || merged.event || merged.port || merged.probe;
	machine->onlookers.merged = merged;
	for (unsigned i = 0; i < machine->cpus; i++)
		cpu_set_hooks(machine->cpu[i], any ? &machine->onlookers.merged : NULL);
}

int machine_add_hooks(struct machine *machine, const struct cpu_hooks *hooks)
{
	struct machine_onlookers *onlookers = &machine->onlookers;
	int number = 0;

	while (number < MACHINE_MAX_ONLOOKERS && onlookers->used[number])
		number++;
	assert(number < MACHINE_MAX_ONLOOKERS);
	onlookers->used[number] = true;
	onlookers->hooks[number] = *hooks;
	merge(machine);
	return number;
}

void machine_remove_hooks(struct machine *machine, int number)
{
	struct machine_onlookers *onlookers = &machine->onlookers;

	assert(number >= 0 && number < MACHINE_MAX_ONLOOKERS && onlookers->used[number]);
	onlookers->used[number] = false;
	onlookers->hooks[number] = (struct cpu_hooks){0};
	merge(machine);
}

void machine_set_probe(struct machine *machine, uint32_t la, bool on)
{
	struct machine_onlookers *onlookers = &machine->onlookers;
	unsigned i = 0;

	while (i < onlookers->probes && onlookers->probe[i].la != la)
		i++;
	if (i == onlookers->probes) {
		assert(on && onlookers->probes < MACHINE_MAX_PROBES);
		onlookers->probe[i].la = la;
		onlookers->probe[i].users = 0;
		onlookers->probes++;
	}
	onlookers->probe[i].users += on ? 1 : -1u;
	if (onlookers->probe[i].users == (on ? 1 : 0))
		for (unsigned n = 0; n < machine->cpus; n++)
			cpu_set_probe(machine->cpu[n], la, on);
	if (!onlookers->probe[i].users)
		onlookers->probe[i] = onlookers->probe[--onlookers->probes];
}

void machine_defer(struct machine *machine, void (*fn)(void *ctx, struct machine *machine),
		   void *ctx)
{
	struct machine_onlookers *onlookers = &machine->onlookers;

	assert(onlookers->deferred_count < MACHINE_MAX_DEFERRED);
	onlookers->deferred[onlookers->deferred_count].fn = fn;
	onlookers->deferred[onlookers->deferred_count++].ctx = ctx;
	/* Let the instruction at hand complete, so that a probe is not met twice. */
	cpu_shorten(machine->cpu[machine->current], 1);
}

void hooks_run_deferred(struct machine *machine)
{
	struct machine_onlookers *onlookers = &machine->onlookers;
	unsigned count = onlookers->deferred_count;

	onlookers->deferred_count = 0;
	for (unsigned i = 0; i < count; i++)
		onlookers->deferred[i].fn(onlookers->deferred[i].ctx, machine);
}

struct cpu *machine_current_cpu(struct machine *machine)
{
	return machine->cpu[machine->current];
}

void machine_set_notice(struct machine *machine, const char *text, uint32_t pfn)
{
	struct machine_notice *notice = &machine->notice;

	snprintf(notice->text, sizeof(notice->text), "%s", text);
	notice->pfn = pfn;
	notice->number++;
}

unsigned machine_loads(const struct machine *machine)
{
	return machine->loads;
}

const struct machine_notice *machine_notice(const struct machine *machine)
{
	return &machine->notice;
}
