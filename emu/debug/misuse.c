/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/misuse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/culprit.h"
#include "emu/machine.h"
#include "emu/wires.h"

#define DMA_REACH   0x1000000u
#define MAX_REPORTS 32
#define PAGE_SHIFT  12
#define NO_PAGE	    UINT32_MAX

enum kind { ABOVE, NO_RAM, WRAPS, EDU };

struct misuse {
	struct culprit *culprit;
	struct machine *machine;
	uint32_t set_dma_addr;	       /* the mini-kernel's function; 0: none */
	uint32_t misuse_at;	       /* the one it calls with what it has found itself */
	uint32_t code[I8237_CHANNELS]; /* who has set the channel's address; 0: nobody yet */
	uint32_t edu_code;	       /* who has started the teaching device's DMA */
	struct {
		enum kind kind;
		unsigned channel;
		uint32_t code;
	} told[MAX_REPORTS];
	unsigned reports;
	unsigned loads; /* of the machine's state, when the first of them was told */
};

static bool was_told(struct misuse *misuse, enum kind kind, unsigned channel, uint32_t code)
{
	if (misuse->loads != machine_loads(misuse->machine))
		misuse->reports = 0;
	misuse->loads = machine_loads(misuse->machine);
	for (unsigned i = 0; i < misuse->reports; i++)
		if (misuse->told[i].kind == kind && misuse->told[i].channel == channel &&
		    misuse->told[i].code == code)
			return true;
	if (misuse->reports == MAX_REPORTS)
		return true;
	misuse->told[misuse->reports].kind = kind;
	misuse->told[misuse->reports].channel = channel;
	misuse->told[misuse->reports++].code = code;
	return false;
}

static void report(struct misuse *misuse, unsigned channel, const char *what, uint32_t pa)
{
	char name[400] = "code unknown", text[700];
	uint32_t code = misuse->code[channel];

	if (code)
		culprit_name(misuse->culprit, misuse->machine, code - 1, name, sizeof(name));
	snprintf(text, sizeof(text), "DMA channel %u: %s; set up by %s", channel, what, name);
	fprintf(stderr, "zonemu: %s\n", text);
	machine_set_notice(misuse->machine, text, pa >> PAGE_SHIFT);
}

/* What the text names by its address, or else the code itself: where the panel's mark goes. */
static uint32_t marked_page(const struct misuse *misuse, const struct cpu *cpu, const char *text,
			    uint32_t code)
{
	const char *at = strstr(text, " at ");
	uint32_t la = at ? (uint32_t)strtoul(at + 4, NULL, 16) : 0;
	uint64_t pa;

	if ((la && cpu_translate(cpu, la, &pa)) || cpu_translate(cpu, code, &pa))
		return pa < physmap_ram_bytes(machine_physmap(misuse->machine))
			   ? (uint32_t)(pa >> PAGE_SHIFT)
			   : NO_PAGE;
	return NO_PAGE;
}

/* EAX the text, EDX the code it is about, a return address. */
static void on_told(struct misuse *misuse, struct cpu *cpu)
{
	uint64_t text_la = 0, code = 0;
	char text[160], name[400], line[700];
	size_t len;

	cpu_get_reg(cpu, "eax", &text_la);
	cpu_get_reg(cpu, "edx", &code);
	for (len = 0; len < sizeof(text) - 1; len++) {
		cpu_peek(cpu, (uint32_t)(text_la + len), &text[len], 1);
		if (!text[len])
			break;
		if (text[len] < ' ' || text[len] > '~')
			text[len] = '?';
	}
	text[len] = '\0';
	culprit_name(misuse->culprit, misuse->machine, (uint32_t)code - 1, name, sizeof(name));
	snprintf(line, sizeof(line), "%s: %s", text, name);
	fprintf(stderr, "zonemu: %s\n", line);
	machine_set_notice(misuse->machine, line, marked_page(misuse, cpu, text, (uint32_t)code));
}

/* Arguments come in registers: EAX the channel, EDX the address; the caller is on the stack. */
static void on_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct misuse *misuse = ctx;
	uint64_t channel = 0, pa = 0, esp = 0;
	uint32_t caller = 0;
	bool no_ram;
	char what[200];

	if (misuse->misuse_at && la == misuse->misuse_at)
		on_told(misuse, cpu);
	if (la != misuse->set_dma_addr)
		return;
	cpu_get_reg(cpu, "eax", &channel);
	cpu_get_reg(cpu, "edx", &pa);
	cpu_get_reg(cpu, "esp", &esp);
	cpu_peek(cpu, (uint32_t)esp, &caller, sizeof(caller));
	if (channel >= I8237_CHANNELS)
		return;
	misuse->code[channel] = caller;
	no_ram = pa >= physmap_ram_bytes(machine_physmap(misuse->machine));
	if (pa < DMA_REACH || was_told(misuse, no_ram ? NO_RAM : ABOVE, (unsigned)channel, caller))
		return;
	snprintf(what, sizeof(what),
		 "0x%08x is above 16 MiB: the controller has 24 address lines, and takes 0x%06x%s",
		 (uint32_t)pa, (uint32_t)pa % DMA_REACH,
		 no_ram ? " (nor is it RAM: an address of vmalloc()?)" : "");
	report(misuse, (unsigned)channel, what, (uint32_t)pa);
}

/* Some driver writes the registers itself. */
static void note_setter(struct misuse *misuse, unsigned channel)
{
	const struct symbols *syms = culprit_symbols(misuse->culprit);
	uint64_t eip = 0;
	uint32_t off;
	const struct symbol *symbol;

	cpu_get_reg(machine_current_cpu(misuse->machine), "eip", &eip);
	symbol = syms ? symbols_at(syms, (uint32_t)eip, &off) : NULL;
	if (!symbol || symbol->la != misuse->set_dma_addr)
		misuse->code[channel] = (uint32_t)eip + 1;
}

static void on_wrap(struct misuse *misuse, const struct i8237_cycle *dma)
{
	unsigned kib = dma->channel > 3 ? 128 : 64;
	uint32_t page = ~(kib * 1024 - 1);
	char what[200];

	if (was_told(misuse, WRAPS, dma->channel, misuse->code[dma->channel]))
		return;
	snprintf(what, sizeof(what),
		 "the buffer crosses a line of %u KiB: after 0x%06x comes 0x%06x, not 0x%06x", kib,
		 dma->pa, dma->pa & page, dma->pa + (dma->channel > 3 ? 2 : 1));
	report(misuse, dma->channel, what, dma->pa);
}

static uint32_t running_at(const struct misuse *misuse)
{
	uint64_t eip = 0;

	cpu_get_reg(machine_current_cpu(misuse->machine), "eip", &eip);
	return (uint32_t)eip;
}

/* The device starts long after the driver has told it to, and tells it after that. */
static void on_edu_dma(struct misuse *misuse, const struct edu_transfer *transfer)
{
	static const char *const faults[] = {
	    [EDU_NOT_MASTER] = "nothing moves: the device may not master the bus "
			       "(pci_set_master)",
	    [EDU_OUTSIDE] = "nothing moves: it is not within the device's 4096 bytes at 0x40000",
	    [EDU_BEYOND_MASK] = "the address is beyond the device's dma_mask, and was cut to it "
				"(dma_set_mask)"};
	char name[400], line[700];

	if (transfer->fault == EDU_FINE || was_told(misuse, EDU, transfer->fault, misuse->edu_code))
		return;
	culprit_name(misuse->culprit, misuse->machine, misuse->edu_code, name, sizeof(name));
	snprintf(line, sizeof(line),
		 "edu: DMA of %llu bytes at 0x%08llx %s the device's 0x%05llx: %s; started by %s",
		 (unsigned long long)transfer->bytes, (unsigned long long)transfer->asked,
		 transfer->to_memory ? "from" : "to", (unsigned long long)transfer->off,
		 faults[transfer->fault], name);
	fprintf(stderr, "zonemu: %s\n", line);
	machine_set_notice(misuse->machine, line, (uint32_t)(transfer->pa >> PAGE_SHIFT));
}

static void on_wire(void *ctx, const struct wire_event *event)
{
	struct misuse *misuse = ctx;

	if (event->kind == WIRE_DMA_SET)
		note_setter(misuse, event->n);
	else if (event->kind == WIRE_DMA && event->dma->wraps)
		on_wrap(misuse, event->dma);
	else if (event->kind == WIRE_EDU_USED && event->level && event->n == EDU_COMMAND_OFF)
		misuse->edu_code = running_at(misuse);
	else if (event->kind == WIRE_EDU_DMA)
		on_edu_dma(misuse, event->edu);
}

void misuse_attach(struct misuse *misuse, struct machine *machine)
{
	const struct symbols *syms = culprit_symbols(misuse->culprit);
	const struct symbol *function = syms ? symbols_find(syms, "set_dma_addr") : NULL;
	const struct cpu_hooks hooks = {.ctx = misuse, .probe = on_probe};

	misuse->machine = machine;
	machine_watch_wires(machine, on_wire, misuse);
	if (!function || !function->code)
		return;
	misuse->set_dma_addr = function->la;
	machine_add_hooks(machine, &hooks);
	machine_set_probe(machine, function->la, true);
	function = symbols_find(syms, "misuse_at");
	if (!function || !function->code)
		return;
	misuse->misuse_at = function->la;
	machine_set_probe(machine, function->la, true);
}

struct misuse *misuse_create(struct culprit *culprit)
{
	struct misuse *misuse = calloc(1, sizeof(*misuse));

	if (misuse)
		misuse->culprit = culprit;
	return misuse;
}

void misuse_destroy(struct misuse *misuse)
{
	free(misuse);
}
