/* SPDX-License-Identifier: GPL-2.0-only */
/* regs: registers by name, and as QEMU's monitor prints them. */
#include <inttypes.h>
#include <string.h>

#include "emu/cpu/cc.h"
#include "emu/cpu/debug.h"
#include "emu/cpu/state.h"
#include "emu/cpu/trace.h"

static const char *const general[8] = {"eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"};
static const char *const segments[SEGS] = {"es", "cs", "ss", "ds", "fs", "gs", "ldt", "tr"};

/* A 32-bit register that is simply a word of the state, or NULL. */
static uint32_t *plain(struct cpu_arch *a, const char *name)
{
	const struct {
		const char *name;
		uint32_t *at;
	} words[] = {
	    {"eip", &a->eip},		{"cr0", &a->cr0},   {"cr2", &a->cr2},
	    {"cr3", &a->cr3},		{"cr4", &a->cr4},   {"dr0", &a->dr[0]},
	    {"dr1", &a->dr[1]},		{"dr2", &a->dr[2]}, {"dr3", &a->dr[3]},
	    {"dr6", &a->dr[6]},		{"dr7", &a->dr[7]}, {"gdt.base", &a->gdt.base},
	    {"idt.base", &a->idt.base},
	};

	for (int i = 0; i < 8; i++)
		if (!strcmp(general[i], name))
			return &a->r[i];
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(words[i].name, name))
			return words[i].at;
	return NULL;
}

static bool part_of_general(const struct cpu_arch *a, const char *name, uint64_t *value)
{
	static const char *const words[8] = {"ax", "cx", "dx", "bx", "sp", "bp", "si", "di"};
	static const char *const bytes[8] = {"al", "cl", "dl", "bl", "ah", "ch", "dh", "bh"};

	for (int i = 0; i < 8; i++) {
		if (!strcmp(words[i], name)) {
			*value = a->r[i] & 0xffff;
			return true;
		}
		if (!strcmp(bytes[i], name)) {
			*value = a->r[i & 3] >> (i < 4 ? 0 : 8) & 0xff;
			return true;
		}
	}
	return false;
}

static bool part_of_segment(const struct cpu_arch *a, const char *name, uint64_t *value)
{
	for (int i = 0; i < SEGS; i++) {
		size_t length = strlen(segments[i]);

		if (strncmp(segments[i], name, length))
			continue;
		if (!name[length])
			*value = a->seg[i].selector;
		else if (!strcmp(name + length, ".base"))
			*value = a->seg[i].base;
		else if (!strcmp(name + length, ".limit"))
			*value = a->seg[i].limit;
		else if (!strcmp(name + length, ".attr"))
			*value = a->seg[i].attr;
		else
			continue;
		return true;
	}
	return false;
}

bool cpu_get_reg(const struct cpu *cpu, const char *name, uint64_t *value)
{
	const uint32_t *word = plain((struct cpu_arch *)&cpu->a, name);

	if (!strcmp(name, "eflags"))
		*value = cpu_eflags(cpu);
	else if (!strcmp(name, "cpl"))
		*value = cpu->a.cpl;
	else if (!strcmp(name, "gdt.limit"))
		*value = cpu->a.gdt.limit;
	else if (!strcmp(name, "idt.limit"))
		*value = cpu->a.idt.limit;
	else if (!strcmp(name, "eip") && cpu->trace && cpu->at)
		*value = cpu->page_eip + cpu->at->off;
	else if (word)
		*value = *word;
	else
		return part_of_general(&cpu->a, name, value) ||
		       part_of_segment(&cpu->a, name, value);
	return true;
}

bool cpu_set_reg(struct cpu *cpu, const char *name, uint64_t value)
{
	uint32_t *word = plain(&cpu->a, name);

	if (!strcmp(name, "eflags"))
		cpu_set_eflags(cpu, (uint32_t)value, 0xffffffff);
	else if (!strcmp(name, "cr0"))
		cpu_set_cr0(cpu, (uint32_t)value);
	else if (!strcmp(name, "cr3"))
		cpu_set_cr3(cpu, (uint32_t)value);
	else if (!strcmp(name, "cr4"))
		cpu_set_cr4(cpu, (uint32_t)value);
	else if (word)
		*word = (uint32_t)value;
	else
		return false;
	if (name[0] == 'c' && name[1] == 'r')
		cpu_load_pdptes(cpu, cpu->a.cr0, cpu->a.cr3, cpu->a.cr4);
	if (name[0] == 'd' && name[1] == 'r')
		debug_update(cpu);
	return true;
}

static void print_segment(const struct cpu *cpu, enum seg_name n, const char *name, FILE *out)
{
	const struct segment *seg = &cpu->a.seg[n];
	uint32_t flags =
	    (uint32_t)seg->attr << 8 | (seg->limit >> (seg->attr & ATTR_G ? 12 : 0) & 0xf0000);

	fprintf(out, "%-3s=%04x %08x %08x %08x\n", name, seg->selector, seg->base, seg->limit,
		flags);
}

static void print_fpu(const struct fpu *fpu, FILE *out)
{
	fprintf(out, "FCW=%04x FSW=%04x [ST=%u] FTW=%02x MXCSR=%08x\n", fpu->cw, fpu_sw(fpu),
		fpu->top, (uint8_t)~fpu->empty, fpu->mxcsr);
	for (unsigned i = 0; i < 8; i++)
		fprintf(out, "FPR%u=%016" PRIx64 " %04x%c", i, fpu->sig[i], fpu->se[i],
			i & 1 ? '\n' : ' ');
	for (unsigned i = 0; i < 8; i++) {
		uint64_t half[2];

		memcpy(half, fpu->xmm[i], 16);
		fprintf(out, "XMM%02u=%016" PRIx64 " %016" PRIx64 "%c", i, half[1], half[0],
			i & 1 ? '\n' : ' ');
	}
}

void cpu_print_regs(const struct cpu *cpu, FILE *out)
{
	const struct cpu_arch *a = &cpu->a;
	uint32_t eflags = cpu_eflags(cpu);
	const uint32_t *r = a->r;

	fprintf(out, "EAX=%08x EBX=%08x ECX=%08x EDX=%08x\n", r[EAX], r[EBX], r[ECX], r[EDX]);
	fprintf(out, "ESI=%08x EDI=%08x EBP=%08x ESP=%08x\n", r[ESI], r[EDI], r[EBP], r[ESP]);
	fprintf(out, "EIP=%08x EFL=%08x [%c%c%c%c%c%c%c] CPL=%d II=%d A20=%d SMM=0 HLT=%d\n",
		a->eip, eflags, eflags & FL_DF ? 'D' : '-', eflags & FL_OF ? 'O' : '-',
		eflags & FL_SF ? 'S' : '-', eflags & FL_ZF ? 'Z' : '-', eflags & FL_AF ? 'A' : '-',
		eflags & FL_PF ? 'P' : '-', eflags & FL_CF ? 'C' : '-', a->cpl, a->shadow != 0,
		physmap_a20(cpu->map), a->halted);
	print_segment(cpu, SEG_ES, "ES ", out);
	print_segment(cpu, SEG_CS, "CS ", out);
	print_segment(cpu, SEG_SS, "SS ", out);
	print_segment(cpu, SEG_DS, "DS ", out);
	print_segment(cpu, SEG_FS, "FS ", out);
	print_segment(cpu, SEG_GS, "GS ", out);
	print_segment(cpu, SEG_LDT, "LDT", out);
	print_segment(cpu, SEG_TSS, "TR ", out);
	fprintf(out, "GDT=     %08x %08x\nIDT=     %08x %08x\n", a->gdt.base, a->gdt.limit,
		a->idt.base, a->idt.limit);
	fprintf(out, "CR0=%08x CR2=%08x CR3=%08x CR4=%08x\n", a->cr0, a->cr2, a->cr3, a->cr4);
	fprintf(out, "DR0=%08x DR1=%08x DR2=%08x DR3=%08x\nDR6=%08x DR7=%08x\n", a->dr[0], a->dr[1],
		a->dr[2], a->dr[3], a->dr[6], a->dr[7]);
	fprintf(out, "EFER=%016" PRIx64 "\n", (uint64_t)a->efer);
	print_fpu(&a->fpu, out);
}
