/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_symbols: which module an address belongs to, and what it is called there. For
 * traces, so any context will do.
 */
#include <linux/bug.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <asm/extable.h>

#include "module_internal.h"

struct module *__module_address(unsigned long addr)
{
	struct module *mod;

	list_for_each_entry_rcu(mod, &modules, list) if (within_module(addr, mod)) return mod;
	return NULL;
}
EXPORT_SYMBOL_GPL(__module_address);

static bool in_text(unsigned long addr, const struct module_layout *in)
{
	return addr - (unsigned long)in->base < in->text_size;
}

struct module *__module_text_address(unsigned long addr)
{
	struct module *mod = __module_address(addr);

	return mod && (in_text(addr, &mod->core_layout) || in_text(addr, &mod->init_layout)) ? mod
											     : NULL;
}
EXPORT_SYMBOL_GPL(__module_text_address);

bool is_module_address(unsigned long addr)
{
	bool is;

	preempt_disable();
	is = __module_address(addr) != NULL;
	preempt_enable();
	return is;
}

bool is_module_text_address(unsigned long addr)
{
	bool is;

	preempt_disable();
	is = __module_text_address(addr) != NULL;
	preempt_enable();
	return is;
}

/* ---- names ---- */

/* Of what nm would call it: t, T, d, b, r, D ...; 0: not worth keeping. */
static char symbol_type(const struct module_elf *elf, const Elf32_Sym *sym)
{
	u32 type = ELF_ST_TYPE(sym->st_info);
	const Elf32_Shdr *s;
	char c;

	if (!sym->st_name || sym->st_shndx == SHN_UNDEF || sym->st_shndx >= elf->hdr->e_shnum ||
	    type == STT_SECTION || type == STT_FILE || !elf->sec[sym->st_shndx].kept)
		return 0;
	s = &elf->sechdrs[sym->st_shndx];
	c = s->sh_flags & SHF_EXECINSTR ? 't'
	    : s->sh_type == SHT_NOBITS	? 'b'
	    : s->sh_flags & SHF_WRITE	? 'd'
					: 'r';
	return ELF_ST_BIND(sym->st_info) == STB_GLOBAL ? c - 'a' + 'A' : c;
}

static int by_address(const void *a, const void *b)
{
	const struct module_ksym *x = a, *y = b;

	/* of several names the file's first: a function's own, before init_module */
	if (x->addr == y->addr)
		return x->name < y->name ? -1 : 1;
	return x->addr < y->addr ? -1 : 1;
}

static void measure(const struct module_elf *elf, unsigned int *count, size_t *bytes)
{
	u32 i;

	*count = 0;
	*bytes = 0;
	for (i = 1; i < elf->num_syms; i++) {
		if (!symbol_type(elf, &elf->syms[i]))
			continue;
		++*count;
		*bytes += strlen(elf->strtab + elf->syms[i].st_name) + 1;
	}
}

int module_keep_symbols(struct module_load *load)
{
	const struct module_elf *elf = &load->elf;
	struct module *mod = load->mod;
	struct module_ksym *out;
	unsigned int count;
	size_t bytes;
	char *name;
	u32 i;

	measure(elf, &count, &bytes);
	mod->ksyms = kvmalloc(count * sizeof(*out) + bytes + 1, GFP_KERNEL);
	if (!mod->ksyms)
		return -ENOMEM;
	out = mod->ksyms;
	name = mod->ksym_names = (char *)(mod->ksyms + count);
	for (i = 1; i < elf->num_syms; i++) {
		const Elf32_Sym *sym = &elf->syms[i];
		char type = symbol_type(elf, sym);

		if (!type)
			continue;
		*out++ = (struct module_ksym){elf->sym_value[i], sym->st_size,
					      name - mod->ksym_names, type};
		strcpy(name, elf->strtab + sym->st_name);
		name += strlen(name) + 1;
	}
	mod->num_ksyms = count;
	sort(mod->ksyms, count, sizeof(*out), by_address, NULL);
	return 0;
}

void module_drop_init_symbols(struct module *mod)
{
	unsigned int from, to = 0;

	for (from = 0; from < mod->num_ksyms; from++)
		if (!within_module_init(mod->ksyms[from].addr, mod))
			mod->ksyms[to++] = mod->ksyms[from];
	WRITE_ONCE(mod->num_ksyms, to);
}

/* Code runs on to the next symbol: what assembly has no size. */
static const struct module_ksym *symbol_at(const struct module *mod, unsigned long addr,
					   unsigned long *end)
{
	const struct module_layout *in =
	    within_module_core(addr, mod) ? &mod->core_layout : &mod->init_layout;
	const struct module_ksym *best = NULL;
	unsigned int i;

	*end = (unsigned long)in->base + (in_text(addr, in) ? in->text_size : in->size);
	for (i = 0; i < READ_ONCE(mod->num_ksyms); i++) {
		if (mod->ksyms[i].addr > addr) {
			*end = min(*end, mod->ksyms[i].addr);
			break;
		}
		if (mod->ksyms[i].addr >= (unsigned long)in->base &&
		    (!best || best->addr != mod->ksyms[i].addr))
			best = &mod->ksyms[i];
	}
	return best;
}

const char *module_address_lookup(unsigned long addr, unsigned long *size, unsigned long *offset,
				  const char **modname)
{
	const char *name = NULL;
	const struct module_ksym *sym;
	const struct module *mod;
	unsigned long end;

	preempt_disable();
	mod = __module_address(addr);
	sym = mod ? symbol_at(mod, addr, &end) : NULL;
	if (sym) {
		name = mod->ksym_names + sym->name;
		*size = end - sym->addr;
		*offset = addr - sym->addr;
		*modname = mod->name;
	}
	preempt_enable();
	return name;
}

unsigned long module_kallsyms_lookup_name(const char *name)
{
	const char *colon = strchr(name, ':'), *symbol = colon ? colon + 1 : name;
	const struct module *mod;
	unsigned long addr = 0;
	unsigned int i;

	preempt_disable();
	list_for_each_entry_rcu(mod, &modules, list)
	{
		if (colon &&
		    (strlen(mod->name) != colon - name || strncmp(mod->name, name, colon - name)))
			continue;
		for (i = 0; !addr && i < READ_ONCE(mod->num_ksyms); i++)
			if (!strcmp(mod->ksym_names + mod->ksyms[i].name, symbol))
				addr = mod->ksyms[i].addr;
	}
	preempt_enable();
	return addr;
}

/* ---- places in the code ---- */

const struct exception_table_entry *search_module_extables(unsigned long addr)
{
	const struct exception_table_entry *found = NULL;
	const struct module *mod;
	unsigned int i;

	preempt_disable();
	mod = __module_address(addr);
	for (i = 0; mod && !found && i < mod->num_exentries; i++)
		if (mod->extable[i].insn == addr)
			found = &mod->extable[i];
	preempt_enable();
	return found;
}

const struct bug_entry *module_find_bug(unsigned long addr)
{
	const struct bug_entry *found = NULL;
	const struct module *mod;
	unsigned int i;

	preempt_disable();
	mod = __module_address(addr);
	for (i = 0; mod && !found && i < mod->num_bugs; i++)
		if (mod->bug_table[i].addr == addr)
			found = &mod->bug_table[i];
	preempt_enable();
	return found;
}

size_t module_flags_taint(const struct module *mod, char *buf)
{
	size_t len = 0;

	if (test_bit(TAINT_PROPRIETARY_MODULE, &mod->taints))
		buf[len++] = 'P';
	if (test_bit(TAINT_OOT_MODULE, &mod->taints))
		buf[len++] = 'O';
	buf[len] = '\0';
	return len;
}

void print_modules(void)
{
	const struct module *mod;
	char flags[8];

	preempt_disable();
	if (!list_empty(&modules)) {
		printk(KERN_DEFAULT "Modules linked in:");
		list_for_each_entry_rcu(mod, &modules, list)
		    pr_cont(" %s%s%s%s", mod->name, module_flags_taint(mod, flags) ? "(" : "",
			    flags, flags[0] ? ")" : "");
		pr_cont("\n");
	}
	preempt_enable();
}
