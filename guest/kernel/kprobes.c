/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kprobes: functions called when the kernel comes by an instruction.
 *
 * 1. Purpose. To look into a running kernel without having built anything into it.
 *
 * 2. Structures. The instruction's first byte is replaced by INT3; the instruction itself is
 *    copied to a slot, where the trap's handler has it executed as a single step:
 *
 *	site { addr, slot, probes -> kprobe -> kprobe }   in a hash by addr
 *
 *	... push %ebp                 slot: mov %esp,%ebp   (TF set)
 *	    INT3     -> int3: pre_handlers, to the slot
 *	    sub ...  <- debug: post_handlers, back
 *
 *    Each CPU notes what it is about; a second level is for a probe that is come by while
 *    the handlers of another run: it is stepped over, and counted as missed.
 *
 * 3. Invariants. A site has a probe. Its breakpoint is in the code if one of them is neither
 *    disabled nor gone. Nothing of what runs between the trap and the look into the hash can
 *    be probed: it is in .kprobes.text or .entry.text.
 *
 * 4. Locking and context. kprobe_mutex for every change; traps read the hash with interrupts
 *    off. Who removes a site waits for them (synchronize_rcu()).
 *
 * 5. Failure. -EINVAL, -ENOENT, -EILSEQ, -ENOMEM from registering.
 */
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <asm/sections.h>

#include "kprobes_internal.h"

#define HASH_BITS  6
#define SLOT_BYTES 16
#define SLOTS	   (PAGE_SIZE / SLOT_BYTES)
#define LEVELS	   2

struct site {
	struct hlist_node hash;
	u8 *addr, *slot;
	u8 opcode;
	bool armed, gone;
	struct list_head probes;
};

/* A page of memory that may be executed. */
struct slots {
	struct list_head list;
	u8 *page;
	DECLARE_BITMAP(used, SLOTS);
};

enum state { HANDLING, STEPPING };

struct level {
	enum state state;
	struct site *site; /* NULL: the handlers of a function's return */
	struct kprobe *running;
	unsigned long flags; /* TF and IF as they were */
};

struct about {
	unsigned int depth;
	struct level level[LEVELS];
};

static DEFINE_MUTEX(kprobe_mutex);
static struct hlist_head sites[1 << HASH_BITS];
static LIST_HEAD(slot_pages);
static DEFINE_PER_CPU(struct about, about);

/* linker */
extern char __kprobes_text_start[], __kprobes_text_end[], __entry_text_start[], __entry_text_end[];

/* ---- the trap ---- */

static __always_inline struct site *find_site(const void *addr)
{
	struct hlist_node *n;

	for (n = READ_ONCE(sites[hash_ptr(addr, HASH_BITS)].first); n; n = READ_ONCE(n->next))
		if (hlist_entry(n, struct site, hash)->addr == addr)
			return hlist_entry(n, struct site, hash);
	return NULL;
}

static __always_inline struct level *push(struct about *me, struct site *site)
{
	struct level *level = &me->level[me->depth++];

	preempt_count_add(1);
	*level = (struct level){.state = HANDLING, .site = site};
	return level;
}

static __always_inline void pop(struct about *me)
{
	me->depth--;
	preempt_count_sub(1);
}

static __always_inline void begin_step(struct level *level, struct pt_regs *regs)
{
	level->state = STEPPING;
	level->flags = regs->flags & (X86_EFLAGS_TF | X86_EFLAGS_IF);
	regs->flags &= ~(unsigned long)X86_EFLAGS_IF;
	regs->flags |= X86_EFLAGS_TF;
	regs->ip = (unsigned long)level->site->slot;
}

/* True: one of them has set another ip. */
static bool __kprobes before(struct level *level, struct pt_regs *regs)
{
	struct kprobe *p;

	list_for_each_entry_rcu(p, &level->site->probes, list)
	{
		if (!p->pre_handler || kprobe_disabled(p))
			continue;
		level->running = p;
		if (p->pre_handler(p, regs))
			return true;
	}
	level->running = NULL;
	return false;
}

bool __kprobes kprobe_int3(struct pt_regs *regs)
{
	u8 *addr = (u8 *)regs->ip - 1;
	struct about *me = this_cpu_ptr(&about);
	struct site *site = find_site(addr);
	struct level *level;
	struct kprobe *p;

	if (!site) {
		/* taken away since by another CPU? */
		if (READ_ONCE(*addr) == BREAKPOINT_INSTRUCTION)
			return false;
		regs->ip = (unsigned long)addr;
		return true;
	}
	if (me->depth == LEVELS)
		panic("A probe at %pS, come by while one is stepped over", addr);
	if (me->depth) {
		list_for_each_entry_rcu(p, &site->probes, list) p->nmissed++;
		begin_step(push(me, site), regs);
		return true;
	}
	level = push(me, site);
	if (before(level, regs))
		pop(me);
	else
		begin_step(level, regs);
	return true;
}

/* STI, CLI, POPF, IRET: what they leave in IF counts. */
static __always_inline bool changes_if(u8 opcode)
{
	return opcode == 0xfb || opcode == 0xfa || opcode == 0x9d || opcode == 0xcf;
}

static __always_inline void restore_flags(const struct level *level, struct pt_regs *regs,
					  unsigned long which)
{
	regs->flags &= ~which;
	regs->flags |= level->flags & which;
}

bool __kprobes kprobe_debug(struct pt_regs *regs)
{
	struct about *me = this_cpu_ptr(&about);
	struct level *level;
	struct kprobe *p;

	if (!me->depth || me->level[me->depth - 1].state != STEPPING)
		return false;
	level = &me->level[me->depth - 1];
	regs->flags &= ~(unsigned long)X86_EFLAGS_TF;
	restore_flags(level, regs,
		      changes_if(level->site->opcode) ? X86_EFLAGS_TF
						      : X86_EFLAGS_TF | X86_EFLAGS_IF);
	kprobe_after_step(regs, level->site->addr, level->site->slot);
	level->state = HANDLING;
	if (me->depth == 1)
		list_for_each_entry_rcu(p, &level->site->probes, list)
		{
			if (!p->post_handler || kprobe_disabled(p))
				continue;
			level->running = p;
			p->post_handler(p, regs, 0);
		}
	pop(me);
	return true;
}

/* The trap is dealt with as the original's; if it goes on, it comes by the probe again. */
void __kprobes kprobe_fault(struct pt_regs *regs)
{
	struct about *me = this_cpu_ptr(&about);
	struct level *level;

	if (!me->depth || me->level[me->depth - 1].state != STEPPING)
		return;
	level = &me->level[me->depth - 1];
	if (regs->ip != (unsigned long)level->site->slot)
		return;
	regs->ip = (unsigned long)level->site->addr;
	restore_flags(level, regs, X86_EFLAGS_TF | X86_EFLAGS_IF);
	pop(me);
}

struct kprobe *kprobe_running(void)
{
	const struct about *me = this_cpu_ptr(&about);

	return me->depth ? me->level[me->depth - 1].running : NULL;
}
EXPORT_SYMBOL_GPL(kprobe_running);

bool __kprobes kprobe_enter_handler(struct kprobe *p)
{
	struct about *me = this_cpu_ptr(&about);

	if (me->depth)
		return false;
	push(me, NULL)->running = p;
	return true;
}

void __kprobes kprobe_leave_handler(void)
{
	pop(this_cpu_ptr(&about));
}

/* ---- slots ---- */

static u8 *take_slot(void)
{
	struct slots *s;
	unsigned int i;

	list_for_each_entry (s, &slot_pages, list) {
		i = find_first_zero_bit(s->used, SLOTS);
		if (i < SLOTS)
			goto found;
	}
	s = kzalloc(sizeof(*s), GFP_KERNEL);
	if (!s)
		return NULL;
	s->page = vmalloc_exec(PAGE_SIZE);
	if (!s->page) {
		kfree(s);
		return NULL;
	}
	list_add(&s->list, &slot_pages);
	i = 0;
found:
	__set_bit(i, s->used);
	return s->page + i * SLOT_BYTES;
}

static void give_slot(u8 *slot)
{
	struct slots *s;

	list_for_each_entry (s, &slot_pages, list)
		if (slot >= s->page && slot < s->page + PAGE_SIZE)
			break;
	__clear_bit((slot - s->page) / SLOT_BYTES, s->used);
	if (!bitmap_empty(s->used, SLOTS))
		return;
	list_del(&s->list);
	vfree(s->page);
	kfree(s);
}

/* ---- registering, with kprobe_mutex ---- */

static bool is_forbidden(const char *addr)
{
	return (addr >= __kprobes_text_start && addr < __kprobes_text_end) ||
	       (addr >= __entry_text_start && addr < __entry_text_end) ||
	       (addr >= _sinittext && addr < _einittext);
}

/* The byte as it was before probes. */
static u8 original(const u8 *addr)
{
	const struct site *site = find_site(addr);

	return site ? site->opcode : *addr;
}

/* 0 if an instruction begins at addr, its length in *len. */
static int check_boundary(const u8 *addr, unsigned int *len)
{
	unsigned long size, offset;
	const char *mod;
	u8 code[MAX_INSN_SIZE + 1];
	const u8 *at;

	if (!kallsyms_lookup((unsigned long)addr, &size, &offset) &&
	    !module_address_lookup((unsigned long)addr, &size, &offset, &mod))
		return -EINVAL;
	for (at = addr - offset;; at += *len) {
		memcpy(code, at, sizeof(code));
		code[0] = original(at);
		*len = kprobe_insn_length(code);
		if (at >= addr)
			break;
		/* UD2, of WARN() and BUG(): not to be probed, but to be passed */
		if (!*len && code[0] == 0x0f && code[1] == 0x0b)
			*len = 2;
		if (!*len)
			return -EILSEQ;
	}
	return at != addr ? -EILSEQ : *len ? 0 : -EINVAL;
}

static u8 *find_address(struct kprobe *p)
{
	unsigned long addr;

	if (!p->symbol_name == !p->addr)
		return ERR_PTR(-EINVAL);
	if (!p->symbol_name)
		return p->addr + p->offset;
	addr = kallsyms_lookup_name(p->symbol_name);
	return addr ? (u8 *)addr + p->offset : ERR_PTR(-ENOENT);
}

static bool wants_armed(const struct site *site)
{
	struct kprobe *p;

	list_for_each_entry (p, &site->probes, list)
		if (!kprobe_disabled(p))
			return !site->gone;
	return false;
}

static void arm_as_wanted(struct site *site)
{
	bool wanted = wants_armed(site);

	if (wanted == site->armed)
		return;
	if (!site->gone)
		WRITE_ONCE(*site->addr, wanted ? BREAKPOINT_INSTRUCTION : site->opcode);
	site->armed = wanted;
}

static struct site *make_site(u8 *addr)
{
	struct site *site;
	unsigned int len;
	int err;

	if (is_forbidden((char *)addr) || (!core_kernel_text((unsigned long)addr) &&
					   !is_module_text_address((unsigned long)addr)))
		return ERR_PTR(-EINVAL);
	err = check_boundary(addr, &len);
	if (err)
		return ERR_PTR(err);
	site = kzalloc(sizeof(*site), GFP_KERNEL);
	if (!site)
		return ERR_PTR(-ENOMEM);
	site->slot = take_slot();
	if (!site->slot) {
		kfree(site);
		return ERR_PTR(-ENOMEM);
	}
	memcpy(site->slot, addr, len);
	site->addr = addr;
	site->opcode = *addr;
	INIT_LIST_HEAD(&site->probes);
	hlist_add_head_rcu(&site->hash, &sites[hash_ptr(addr, HASH_BITS)]);
	return site;
}

static void remove_probe(struct kprobe *p)
{
	struct site *site = find_site(p->addr);

	list_del_rcu(&p->list);
	arm_as_wanted(site);
	if (list_empty(&site->probes))
		hlist_del_rcu(&site->hash);
	synchronize_rcu();
	INIT_LIST_HEAD(&p->list);
	if (!list_empty(&site->probes))
		return;
	give_slot(site->slot);
	kfree(site);
}

static bool is_registered(const struct kprobe *p)
{
	const struct site *site = p->addr ? find_site(p->addr) : NULL;
	const struct kprobe *other;

	if (site)
		list_for_each_entry (other, &site->probes, list)
			if (other == p)
				return true;
	return false;
}

int register_kprobe(struct kprobe *p)
{
	struct site *site;
	u8 *addr = find_address(p);
	int err = 0;

	if (IS_ERR(addr))
		return PTR_ERR(addr);
	mutex_lock(&kprobe_mutex);
	site = find_site(addr);
	if (is_registered(p))
		err = -EINVAL;
	else if (!site)
		site = make_site(addr);
	if (!err)
		err = PTR_ERR_OR_ZERO(site);
	if (!err) {
		p->addr = addr;
		p->opcode = site->opcode;
		p->flags &= KPROBE_FLAG_DISABLED;
		p->nmissed = 0;
		list_add_tail_rcu(&p->list, &site->probes);
		arm_as_wanted(site);
	}
	mutex_unlock(&kprobe_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(register_kprobe);

void unregister_kprobe(struct kprobe *p)
{
	mutex_lock(&kprobe_mutex);
	if (is_registered(p))
		remove_probe(p);
	mutex_unlock(&kprobe_mutex);
}
EXPORT_SYMBOL_GPL(unregister_kprobe);

int register_kprobes(struct kprobe **kps, int num)
{
	int i, err = num > 0 ? 0 : -EINVAL;

	for (i = 0; i < num && !err; i++)
		err = register_kprobe(kps[i]);
	if (err && i > 1)
		unregister_kprobes(kps, i - 1);
	return err;
}
EXPORT_SYMBOL_GPL(register_kprobes);

void unregister_kprobes(struct kprobe **kps, int num)
{
	int i;

	for (i = 0; i < num; i++)
		unregister_kprobe(kps[i]);
}
EXPORT_SYMBOL_GPL(unregister_kprobes);

static int set_disabled(struct kprobe *p, bool disabled)
{
	int err = 0;

	mutex_lock(&kprobe_mutex);
	if (!is_registered(p) || kprobe_gone(p)) {
		err = -EINVAL;
	} else {
		p->flags =
		    disabled ? p->flags | KPROBE_FLAG_DISABLED : p->flags & ~KPROBE_FLAG_DISABLED;
		arm_as_wanted(find_site(p->addr));
	}
	mutex_unlock(&kprobe_mutex);
	return err;
}

int enable_kprobe(struct kprobe *p)
{
	return set_disabled(p, false);
}
EXPORT_SYMBOL_GPL(enable_kprobe);

int disable_kprobe(struct kprobe *p)
{
	return set_disabled(p, true);
}
EXPORT_SYMBOL_GPL(disable_kprobe);

struct kprobe *get_kprobe(void *addr)
{
	const struct site *site = find_site(addr);

	return site ? list_first_entry_or_null(&site->probes, struct kprobe, list) : NULL;
}
EXPORT_SYMBOL_GPL(get_kprobe);

/* ---- modules that go ---- */

void kprobes_code_gone(const void *start, size_t bytes)
{
	struct site *site;
	struct kprobe *p;
	unsigned int i;

	mutex_lock(&kprobe_mutex);
	for (i = 0; i < ARRAY_SIZE(sites); i++)
		hlist_for_each_entry(site, &sites[i], hash)
		{
			if ((void *)site->addr - start >= bytes)
				continue;
			site->gone = true;
			site->armed = false;
			list_for_each_entry (p, &site->probes, list)
				p->flags |= KPROBE_FLAG_GONE;
		}
	mutex_unlock(&kprobe_mutex);
}

static bool is_in(const void *p, const void *start, size_t bytes)
{
	return p && (unsigned long)p - (unsigned long)start < bytes;
}

/* With the mutex held; the first that would call into the range, or lies there. */
static struct kprobe *find_left(const void *start, size_t bytes)
{
	struct site *site;
	struct kprobe *p;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(sites); i++)
		hlist_for_each_entry(site, &sites[i], hash) list_for_each_entry (
		    p, &site->probes, list) if (is_in(p, start, bytes) ||
						is_in(p->pre_handler, start, bytes) ||
						is_in(p->post_handler, start, bytes)) return p;
	return NULL;
}

unsigned int kprobes_handlers_gone(const char *owner, const void *start, size_t bytes)
{
	struct kprobe *p;
	unsigned int found = 0;
	unsigned long handler;

	mutex_lock(&kprobe_mutex);
	while ((p = find_left(start, bytes))) {
		handler =
		    p->pre_handler ? (unsigned long)p->pre_handler : (unsigned long)p->post_handler;
		misuse_told(owner, handler + 1, "leaves a probe at %pS (taken away), which calls",
			    p->addr);
		remove_probe(p);
		if (p->pre_handler == kretprobe_entered)
			kretprobe_forget(container_of(p, struct kretprobe, kp));
		found++;
	}
	mutex_unlock(&kprobe_mutex);
	return found;
}

/* ---- /sys/kernel/debug/kprobes/list ---- */

void kprobes_show(struct seq_file *m)
{
	struct site *site;
	struct kprobe *p;
	unsigned int i;

	mutex_lock(&kprobe_mutex);
	for (i = 0; i < ARRAY_SIZE(sites); i++)
		hlist_for_each_entry(site, &sites[i], hash)
		    list_for_each_entry (p, &site->probes, list)
			seq_printf(m, "%px  %c  %ps+0x%x  %s%s\n", p->addr,
				   p->pre_handler == kretprobe_entered ? 'r' : 'k', p->addr,
				   p->offset, kprobe_gone(p) ? "[GONE]" : "",
				   kprobe_disabled(p) && !kprobe_gone(p) ? "[DISABLED]" : "");
	mutex_unlock(&kprobe_mutex);
}
