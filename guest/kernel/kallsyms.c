/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kallsyms: the kernel's own symbols. tools/kallsyms.sh makes the tables out of the
 * linked kernel, sorted by address; a symbol's size is the way to the next.
 */
#include <linux/export.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>
#include <asm/sections.h>

extern const u32 kallsyms_count;
extern const u32 kallsyms_addresses[];
extern const u32 kallsyms_offsets[];
extern const char kallsyms_names[];

bool core_kernel_text(unsigned long addr)
{
	return (addr >= (unsigned long)_text && addr < (unsigned long)_etext) ||
	       (addr >= (unsigned long)_sinittext && addr < (unsigned long)_einittext);
}

/* The last symbol at or before addr. */
static u32 symbol_before(unsigned long addr)
{
	u32 low = 0, high = kallsyms_count;

	while (high - low > 1) {
		u32 middle = (low + high) / 2;

		if (kallsyms_addresses[middle] <= addr)
			low = middle;
		else
			high = middle;
	}
	return low;
}

const char *kallsyms_lookup(unsigned long addr, unsigned long *size, unsigned long *offset)
{
	u32 i, next;
	unsigned long end;

	if (!core_kernel_text(addr) || !kallsyms_count || addr < kallsyms_addresses[0])
		return NULL;
	i = symbol_before(addr);
	while (i && kallsyms_addresses[i - 1] == kallsyms_addresses[i])
		i--; /* of several names the first */
	for (next = i + 1; next < kallsyms_count; next++)
		if (kallsyms_addresses[next] != kallsyms_addresses[i])
			break;
	end = addr < (unsigned long)_etext ? (unsigned long)_etext : (unsigned long)_einittext;
	if (next < kallsyms_count)
		end = min_t(unsigned long, end, kallsyms_addresses[next]);
	if (size)
		*size = end - kallsyms_addresses[i];
	if (offset)
		*offset = addr - kallsyms_addresses[i];
	return kallsyms_names + kallsyms_offsets[i];
}
EXPORT_SYMBOL(kallsyms_lookup);

unsigned long kallsyms_lookup_name(const char *name)
{
	u32 i;

	for (i = 0; i < kallsyms_count; i++)
		if (!strcmp(kallsyms_names + kallsyms_offsets[i], name))
			return kallsyms_addresses[i];
	return module_kallsyms_lookup_name(name);
}
EXPORT_SYMBOL(kallsyms_lookup_name);

int kallsyms_on_each_symbol(int (*fn)(void *data, const char *name, struct module *mod,
				      unsigned long addr),
			    void *data)
{
	int ret = 0;
	u32 i;

	for (i = 0; i < kallsyms_count && !ret; i++)
		ret = fn(data, kallsyms_names + kallsyms_offsets[i], NULL, kallsyms_addresses[i]);
	return ret;
}
EXPORT_SYMBOL_GPL(kallsyms_on_each_symbol);

/* bias: looked up is the symbol of addr - bias, shown is the way from it to addr. */
static int sprint(char *buf, unsigned long addr, unsigned int bias, bool with_offset)
{
	unsigned long size, offset;
	const char *name = kallsyms_lookup(addr - bias, &size, &offset), *modname = NULL;
	int len;

	if (!name)
		name = module_address_lookup(addr - bias, &size, &offset, &modname);
	if (!name)
		return snprintf(buf, KSYM_SYMBOL_LEN, "0x%lx", addr);
	len = scnprintf(buf, KSYM_SYMBOL_LEN, "%s", name);
	if (with_offset)
		len += scnprintf(buf + len, KSYM_SYMBOL_LEN - len, "+%#lx/%#lx", offset + bias, size);
	if (modname)
		len += scnprintf(buf + len, KSYM_SYMBOL_LEN - len, " [%s]", modname);
	return len;
}

int sprint_symbol(char *buf, unsigned long addr)
{
	return sprint(buf, addr, 0, true);
}
EXPORT_SYMBOL(sprint_symbol);

int sprint_symbol_no_offset(char *buf, unsigned long addr)
{
	return sprint(buf, addr, 0, false);
}
EXPORT_SYMBOL(sprint_symbol_no_offset);

int sprint_backtrace(char *buf, unsigned long addr)
{
	return sprint(buf, addr, 1, true);
}
EXPORT_SYMBOL(sprint_backtrace);
