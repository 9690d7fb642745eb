/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls of per-CPU variables. */
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/smp.h>

#include "calls.h"
#include "describe.h"
#include "vars.h"

/* Per-CPU memory taken at the prompt: alloc_percpu() keeps no list of its own. */
static u32 percpus[32], percpu_bytes[32];

/* And one of DEFINE_PER_CPU()'s, to play with. */
DEFINE_PER_CPU(unsigned int, prompt_counter);

static u32 *percpu_slot(u32 bits)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(percpus); i++)
		if (percpus[i] == bits)
			return &percpus[i];
	return NULL;
}

static bool in_copies(u32 p, u32 size, u32 addr, u32 bytes)
{
	unsigned int cpu;
	u32 copy;

	for_each_possible_cpu(cpu)
	{
		copy = (u32)per_cpu_ptr((char __percpu *)p, cpu);
		if (addr >= copy && addr - copy < size && bytes <= size - (addr - copy))
			return true;
	}
	return false;
}

bool percpu_is_prompts(u32 addr, u32 bytes)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(percpus); i++)
		if (percpus[i] && in_copies(percpus[i], percpu_bytes[i], addr, bytes))
			return true;
	return in_copies((u32)&prompt_counter, sizeof(prompt_counter), addr, bytes);
}

static bool run_alloc_percpu(struct invocation *in)
{
	u32 size = in->args[0].kind == VAL_TYPE ? in->args[0].elem_bytes : in->args[0].bits;
	u32 align = in->nr_args > 1 ? in->args[1].bits : size < 8 ? size : 8;
	u32 *slot = percpu_slot(0);
	void __percpu *p;

	if (!size || (align & (align - 1)) || !align || !slot)
		return expr_fail(in->e, "%s: %s", in->call->name,
				 slot ? "a size and an alignment that is a power of two, please"
				      : "32 are the most here");
	MEASURE(in, p = __alloc_percpu(size, align));
	call_result(in, VAL_PERCPU, (u32)p);
	if (!p)
		return call_failed(in, "no memory");
	*slot = (u32)p;
	percpu_bytes[slot - percpus] = size;
	call_note(in, "%u bytes for each of %u CPU%s", size, (u32)num_possible_cpus(),
		  num_possible_cpus() == 1 ? "" : "s");
	call_note(in, "CPU 0's at 0x%08x", (u32)per_cpu_ptr(p, 0));
	return true;
}

static bool own_percpu(struct invocation *in)
{
	u32 bits = in->args[0].bits;

	if (bits == (u32)&prompt_counter || (bits && percpu_slot(bits)))
		return true;
	return expr_fail(in->e, "%s: 0x%08x is not of alloc_percpu(), or freed already",
			 in->call->name, in->args[0].bits);
}

static bool run_free_percpu(struct invocation *in)
{
	u32 bits = in->args[0].bits;

	if (bits == (u32)&prompt_counter)
		return expr_fail(in->e, "free_percpu: of DEFINE_PER_CPU(), which is never freed");
	if (!own_percpu(in))
		return false;
	*percpu_slot(bits) = 0;
	MEASURE(in, free_percpu((void __percpu *)bits));
	vars_mark(bits, VAL_PERCPU, true);
	return true;
}

static bool run_per_cpu_ptr(struct invocation *in)
{
	u32 cpu = in->args[1].bits;

	if (!own_percpu(in))
		return false;
	if (cpu >= num_possible_cpus())
		return expr_fail(in->e, "%s: there is no CPU %u", in->call->name, cpu);
	call_result(in, VAL_PTR, (u32)per_cpu_ptr((char __percpu *)in->args[0].bits, cpu));
	describe_address(&in->pr->note, in->result->bits);
	return true;
}

/* Its value: the first word of that CPU's copy. */
static bool run_per_cpu(struct invocation *in)
{
	u32 cpu = in->args[1].bits;

	if (!run_per_cpu_ptr(in))
		return false;
	call_result(in, VAL_UINT, *(u32 *)in->result->bits);
	call_note(in, "CPU %u's copy", cpu);
	return true;
}

/*
 * What get_cpu() begins has to end before the prompt reads the next line: it shows, and
 * lets the thread move again.
 */
static bool run_get_cpu(struct invocation *in)
{
	int cpu;

	MEASURE(in, cpu = get_cpu());
	put_cpu();
	call_result(in, VAL_INT, (u32)cpu);
	call_note(in, "preemption is on again: nobody may sleep before put_cpu()");
	return true;
}

static bool run_get_cpu_var(struct invocation *in)
{
	u32 value, cpu;
	u32 *p;

	if (!own_percpu(in))
		return false;
	MEASURE(in, p = get_cpu_ptr((u32 __percpu *)in->args[0].bits));
	value = *p;
	cpu = smp_processor_id();
	put_cpu_ptr((u32 __percpu *)in->args[0].bits);
	call_result(in, VAL_UINT, value);
	call_note(in, "CPU %u's copy, at 0x%08x", cpu, (u32)p);
	call_note(in, "preemption is on again: nobody may sleep before put_cpu_var()");
	return true;
}

static bool run_put_cpu(struct invocation *in)
{
	call_note(in, "the prompt has done that already");
	return true;
}

/* What is a declaration in C can only be told about here. */
static bool run_declaration(struct invocation *in)
{
	return expr_fail(in->e,
			 "%s: for C files; alloc_percpu() does it at run time, and prompt_counter "
			 "is one to try",
			 in->call->name);
}

#define PROCESS "process context; sleeps"
#define ANY	"any context"
#define NOSLEEP "any context; no sleeping until it is put"
#define FILES	"outside of functions"
#define BOOK	"Per-CPU Variables"

const struct call calls_percpu[] = {
    {"alloc_percpu", "t", run_alloc_percpu, "void __percpu *alloc_percpu(type)", "linux/percpu.h",
     PROCESS, BOOK, "an object of the type for each CPU"},
    {"__alloc_percpu", "tn", run_alloc_percpu,
     "void __percpu *__alloc_percpu(size_t size, size_t align)", "linux/percpu.h", PROCESS, BOOK,
     "size bytes for each CPU"},
    {"free_percpu", "%", run_free_percpu, "void free_percpu(void __percpu *p)", "linux/percpu.h",
     PROCESS, BOOK, "give them back"},
    {"per_cpu_ptr", "%n", run_per_cpu_ptr, "void *per_cpu_ptr(void __percpu *p, int cpu)",
     "linux/percpu.h", ANY, BOOK, "one CPU's object"},
    {"per_cpu", "%n", run_per_cpu, "type per_cpu(variable, int cpu)", "linux/percpu.h", ANY, BOOK,
     "one CPU's copy, an lvalue; here its value: per_cpu_ptr() has the address"},
    {"this_cpu_ptr", "%", run_get_cpu_var, "type *this_cpu_ptr(type __percpu *p)", "linux/percpu.h",
     "with preemption off", NULL, "this CPU's copy; here its value"},
    {"get_cpu_var", "%", run_get_cpu_var, "type get_cpu_var(variable)", "linux/percpu.h", NOSLEEP,
     BOOK, "this CPU's copy, an lvalue, and no preemption until put_cpu_var()"},
    {"put_cpu_var", "%", run_put_cpu, "void put_cpu_var(variable)", "linux/percpu.h", ANY, BOOK,
     "preemption on again"},
    {"get_cpu", "", run_get_cpu, "int get_cpu(void)", "linux/smp.h", NOSLEEP, BOOK,
     "this CPU's number, and no move to another until put_cpu()"},
    {"put_cpu", "", run_put_cpu, "void put_cpu(void)", "linux/smp.h", ANY, BOOK,
     "preemption on again"},
    {"DEFINE_PER_CPU", "|vv", run_declaration, "DEFINE_PER_CPU(type, name)", "linux/percpu.h",
     FILES, BOOK, "a variable of which each CPU has a copy"},
    {"DECLARE_PER_CPU", "|vv", run_declaration, "DECLARE_PER_CPU(type, name)", "linux/percpu.h",
     FILES, BOOK, "one that is defined elsewhere"},
    {"EXPORT_PER_CPU_SYMBOL", "|v", run_declaration, "EXPORT_PER_CPU_SYMBOL(name)",
     "linux/percpu.h", FILES, BOOK, "for modules; EXPORT_PER_CPU_SYMBOL_GPL() for GPL ones"},
    {NULL},
};
