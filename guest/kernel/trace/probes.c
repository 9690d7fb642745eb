/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * probes: the kernel's own probes (abi/probe.h) as events.
 *
 * 1. Purpose. kmem:kmalloc and its like, as on Linux, where nothing may be paid for them while
 *    nobody wants them: a probe is one NOP, in the fastest of fast paths.
 *
 * 2. Structures. Each probe has a note in .note.stapsdt, which is part of the image: where the
 *    NOP is, and where its arguments are to be found there, as an assembler writes operands.
 *
 *	event -> sites: { kprobe at the NOP | operands }, made when it is switched on
 *
 * 3. Invariants. While an event is off its NOPs are NOPs.
 *
 * 4. Locking and context. Sites by events.c's mutex; the handler in any context, interrupts off.
 *
 * 5. Failure. A site that cannot have a kprobe is passed over; none at all is -ENOENT.
 */
#include <linux/gfp.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "mm/internal.h"
#include "trace.h"

#define MOST_ARGS 5

extern const char __start_stapsdt[], __stop_stapsdt[];

/* ---- the notes ---- */

struct note {
	u32 name_bytes, desc_bytes, type;
	char owner[8]; /* "stapsdt" */
	u32 pc, base, semaphore;
	char provider[]; /* then name, then arguments, each with its end */
};

static const struct note *next_note(const struct note *note)
{
	const char *at = note->owner + ALIGN(note->name_bytes, 4) + ALIGN(note->desc_bytes, 4);

	return (const struct note *)at;
}

#define for_each_note(note)                                                                        \
	for (note = (const struct note *)__start_stapsdt; (const char *)note < __stop_stapsdt;     \
	     note = next_note(note))

/* ---- operands ---- */

struct operand {
	enum { IMMEDIATE, REGISTER, MEMORY } kind;
	s8 base, index; /* of registers[]; -1: none */
	u8 scale;
	long value; /* of the immediate; what is added to the address */
};

static const struct {
	const char *name;
	unsigned int off;
} registers[] = {
    {"eax", offsetof(struct pt_regs, ax)}, {"ebx", offsetof(struct pt_regs, bx)},
    {"ecx", offsetof(struct pt_regs, cx)}, {"edx", offsetof(struct pt_regs, dx)},
    {"esi", offsetof(struct pt_regs, si)}, {"edi", offsetof(struct pt_regs, di)},
    {"ebp", offsetof(struct pt_regs, bp)}, {"esp", offsetof(struct pt_regs, sp)},
};

static int parse_register(const char **at)
{
	unsigned int i;

	if (**at != '%')
		return -1;
	for (i = 0; i < ARRAY_SIZE(registers); i++) {
		if (!strncmp(*at + 1, registers[i].name, 3)) {
			*at += 4;
			return (int)i;
		}
	}
	return -1;
}

/* "12", "-12", "symbol", "symbol+12" */
static long parse_displacement(const char **at)
{
	char name[KSYM_NAME_LEN];
	size_t len = strcspn(*at, "+-( ");
	long value = 0;

	if (len && len < sizeof(name) && (**at < '0' || **at > '9')) {
		memcpy(name, *at, len);
		name[len] = '\0';
		value = (long)kallsyms_lookup_name(name);
		*at += len;
	}
	if (**at == '+')
		(*at)++;
	return value + simple_strtol(*at, (char **)at, 0);
}

/* "4@%eax", "-4@$12", "4@-8(%ebp,%eax,4)"; moves to the next. */
static struct operand parse_operand(const char **text)
{
	struct operand op = {.base = -1, .index = -1, .scale = 1};
	const char *at = strchr(*text, '@');

	at = at ? at + 1 : *text + strlen(*text);
	if (*at == '$') {
		at++;
		op.value = parse_displacement(&at);
	} else if (*at == '%') {
		op.kind = REGISTER;
		op.base = parse_register(&at);
	} else {
		op.kind = MEMORY;
		op.value = parse_displacement(&at);
		if (*at == '(') {
			at++;
			op.base = parse_register(&at);
			if (*at == ',') {
				at++;
				op.index = parse_register(&at);
			}
			if (*at == ',')
				op.scale = at[1] - '0';
		}
	}
	at += strcspn(at, " ");
	*text = *at ? at + 1 : at;
	return op;
}

static unsigned long register_value(const struct pt_regs *regs, int reg)
{
	if (reg < 0)
		return 0;
	if (registers[reg].off == offsetof(struct pt_regs, sp))
		return kernel_stack_pointer((struct pt_regs *)regs);
	return *(const unsigned long *)((const char *)regs + registers[reg].off);
}

static unsigned long operand_value(const struct pt_regs *regs, const struct operand *op)
{
	unsigned long at = register_value(regs, op->base);

	if (op->kind == IMMEDIATE)
		return op->value;
	if (op->kind == REGISTER)
		return at;
	at += register_value(regs, op->index) * op->scale + op->value;
	return *(const unsigned long *)at;
}

/* ---- what each says ---- */

struct probe_entry {
	struct trace_entry ent;
	unsigned long arg[MOST_ARGS];
};

struct kernel_event {
	const char *provider, *probe;
	unsigned int args;
	const char *names[MOST_ARGS];
	void (*print)(struct trace_seq *s, const unsigned long *arg);
	struct trace_event_call call;
	struct list_head sites;
};

static void print_gfp(struct trace_seq *s, gfp_t gfp)
{
	char names[128];

	gfp_text(gfp, names, sizeof(names));
	trace_seq_printf(s, " gfp_flags=%s", names);
}

static void print_alloc(struct trace_seq *s, const unsigned long *arg)
{
	trace_seq_printf(s, "call_site=%pS ptr=%px bytes_req=%lu bytes_alloc=%lu", (void *)arg[0],
			 (void *)arg[1], arg[2], arg[3]);
	print_gfp(s, arg[4]);
}

static void print_free(struct trace_seq *s, const unsigned long *arg)
{
	trace_seq_printf(s, "call_site=%pS ptr=%px", (void *)arg[0], (void *)arg[1]);
}

static void print_page_alloc(struct trace_seq *s, const unsigned long *arg)
{
	const struct page *page = arg[0] == -1UL ? NULL : pfn_to_page(arg[0]);

	trace_seq_printf(s, "page=%px pfn=0x%lx order=%lu migratetype=0", page, page ? arg[0] : 0ul,
			 arg[1]);
	print_gfp(s, arg[2]);
}

static void print_page_free(struct trace_seq *s, const unsigned long *arg)
{
	trace_seq_printf(s, "page=%px pfn=0x%lx order=%lu", pfn_to_page(arg[0]), arg[0], arg[1]);
}

static char state_char(const struct task_struct *task)
{
	unsigned int state = READ_ONCE(task->__state);

	return !state			      ? 'R'
	       : state & TASK_INTERRUPTIBLE   ? 'S'
	       : state & TASK_UNINTERRUPTIBLE ? 'D'
					      : 'X';
}

static void print_switch(struct trace_seq *s, const unsigned long *arg)
{
	const struct task_struct *prev = (void *)arg[0], *next = (void *)arg[1];

	trace_seq_printf(s,
			 "prev_comm=%s prev_pid=%d prev_prio=%d prev_state=%c ==> next_comm=%s "
			 "next_pid=%d next_prio=%d",
			 prev->comm, prev->pid, prev->static_prio, state_char(prev), next->comm,
			 next->pid, next->static_prio);
}

static void print_wakeup(struct trace_seq *s, const unsigned long *arg)
{
	const struct task_struct *task = (void *)arg[0];

	trace_seq_printf(s, "comm=%s pid=%d prio=%d target_cpu=%03d", task->comm, task->pid,
			 task->static_prio, task_cpu(task));
}

#define EVENT(_provider, _probe, _system, _name, _print, _n, ...)                                  \
	{                                                                                          \
		.provider = _provider, .probe = _probe, .args = _n, .names = {__VA_ARGS__},        \
		.print = _print, .call = {                                                         \
			.system = _system,                                                         \
			.name = _name                                                              \
		}                                                                                  \
	}

static struct kernel_event kernel_events[] = {
    EVENT("kmem", "kmalloc", "kmem", "kmalloc", print_alloc, 5, "call_site", "ptr", "bytes_req",
	  "bytes_alloc", "gfp_flags"),
    EVENT("kmem", "kfree", "kmem", "kfree", print_free, 2, "call_site", "ptr"),
    EVENT("kmem", "kmem_cache_alloc", "kmem", "kmem_cache_alloc", print_alloc, 5, "call_site",
	  "ptr", "bytes_req", "bytes_alloc", "gfp_flags"),
    EVENT("kmem", "kmem_cache_free", "kmem", "kmem_cache_free", print_free, 2, "call_site", "ptr"),
    EVENT("kmem", "mm_page_alloc", "kmem", "mm_page_alloc", print_page_alloc, 4, "pfn", "order",
	  "gfp_flags", "call_site"),
    EVENT("kmem", "mm_page_free", "kmem", "mm_page_free", print_page_free, 3, "pfn", "order",
	  "call_site"),
    EVENT("kmem", "mm_page_pcpu_refill", "kmem", "mm_page_pcpu_refill", NULL, 3, "zone", "pages",
	  "cpu"),
    EVENT("kmem", "mm_page_pcpu_drain", "kmem", "mm_page_pcpu_drain", NULL, 3, "zone", "pages",
	  "cpu"),
    EVENT("kmem", "slab_grow", "kmem", "slab_grow", NULL, 3, "cache", "pfn", "order"),
    EVENT("kmem", "slab_reap", "kmem", "slab_reap", NULL, 3, "cache", "pfn", "order"),
    EVENT("vmalloc", "alloc", "vmalloc", "vmalloc_alloc", NULL, 4, "addr", "bytes", "pages",
	  "caller"),
    EVENT("vmalloc", "free", "vmalloc", "vmalloc_free", NULL, 2, "addr", "bytes"),
    EVENT("vmalloc", "ioremap", "vmalloc", "ioremap", NULL, 4, "addr", "phys", "bytes", "caller"),
    EVENT("highmem", "kmap", "highmem", "kmap", NULL, 2, "pfn", "vaddr"),
    EVENT("highmem", "kunmap", "highmem", "kunmap", NULL, 1, "pfn"),
    EVENT("vmscan", "kswapd_wake", "vmscan", "mm_vmscan_kswapd_wake", NULL, 2, "zone", "order"),
    EVENT("vmscan", "kswapd_sleep", "vmscan", "mm_vmscan_kswapd_sleep", NULL, 1, "zone"),
    EVENT("sched", "switch", "sched", "sched_switch", print_switch, 2, "prev", "next"),
    EVENT("sched", "wakeup", "sched", "sched_wakeup", print_wakeup, 1, "task"),
    EVENT("irq", "entry", "irq", "irq_handler_entry", NULL, 1, "irq"),
    EVENT("irq", "exit", "irq", "irq_handler_exit", NULL, 1, "irq"),
};

static void output(struct trace_seq *s, void *raw)
{
	const struct probe_entry *entry = raw;
	const struct kernel_event *event = &kernel_events[entry->ent.flags];
	unsigned int i;

	if (event->print) {
		event->print(s, entry->arg);
		return;
	}
	for (i = 0; i < event->args; i++)
		trace_seq_printf(s, "%s%s=%s%lx", i ? " " : "", event->names[i],
				 entry->arg[i] > 9 ? "0x" : "", entry->arg[i]);
}

/* ---- sites ---- */

struct site {
	struct list_head list;
	struct kprobe kp;
	struct kernel_event *event;
	struct operand op[MOST_ARGS];
};

static int reached(struct kprobe *kp, struct pt_regs *regs)
{
	struct site *site = container_of(kp, struct site, kp);
	struct kernel_event *event = site->event;
	struct probe_entry *entry = trace_event_begin(&event->call, sizeof(*entry));
	unsigned int i;

	if (!entry)
		return 0;
	entry->ent.flags = event - kernel_events;
	for (i = 0; i < event->args; i++)
		entry->arg[i] = operand_value(regs, &site->op[i]);
	trace_event_end(&event->call);
	return 0;
}

static void add_site(struct kernel_event *event, const struct note *note, const char *args)
{
	struct site *site = kzalloc(sizeof(*site), GFP_KERNEL);
	unsigned int i;

	if (!site)
		return;
	site->event = event;
	site->kp.addr = (kprobe_opcode_t *)note->pc;
	site->kp.pre_handler = reached;
	for (i = 0; i < event->args; i++)
		site->op[i] = parse_operand(&args);
	if (register_kprobe(&site->kp))
		kfree(site);
	else
		list_add(&site->list, &event->sites);
}

static void remove_sites(struct kernel_event *event)
{
	struct site *site, *next;

	list_for_each_entry_safe (site, next, &event->sites, list) {
		unregister_kprobe(&site->kp);
		list_del(&site->list);
		kfree(site);
	}
}

static int switch_event(struct trace_event_call *call, bool on)
{
	struct kernel_event *event = call->data;
	const struct note *note;
	const char *name;

	if (!on) {
		remove_sites(event);
		return 0;
	}
	for_each_note(note)
	{
		name = note->provider + strlen(note->provider) + 1;
		if (!strcmp(note->provider, event->provider) && !strcmp(name, event->probe))
			add_site(event, note, name + strlen(name) + 1);
	}
	return list_empty(&event->sites) ? -ENOENT : 0;
}

/* They are all alike: words, of which some are printed in their own way. */
static void describe(struct trace_field_list *list)
{
	unsigned int i;
	char name[] = "arg0";

	for (i = 0; i < MOST_ARGS; i++, name[3]++)
		trace_event_field(list, "unsigned long", name,
				  offsetof(struct probe_entry, arg) + i * sizeof(long),
				  sizeof(long), false);
}

void __init trace_probes_init(void)
{
	struct kernel_event *event = kernel_events;

	for (; event < kernel_events + ARRAY_SIZE(kernel_events); event++) {
		INIT_LIST_HEAD(&event->sites);
		event->call.data = event;
		event->call.reg = switch_event;
		event->call.output = output;
		event->call.describe = describe;
		event->call.print_fmt = "\"%lx %lx %lx %lx %lx\", REC->arg0, REC->arg1, REC->arg2, "
					"REC->arg3, REC->arg4";
		trace_event_add(&event->call, NULL);
	}
}
