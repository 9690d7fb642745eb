/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/trace.h"

#include <Zydis/Zydis.h>
#include <assert.h>
#include <errno.h>
#include <fnmatch.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/culprit.h"
#include "emu/debug/probes.h"
#include "emu/debug/symbols.h"
#include "emu/debug/trace_wires.h"
#include "emu/debug/vcd.h"
#include "emu/machine.h"
#include "guest/abi/probe_args.h"

#define MAX_PATTERNS   16
#define INSN_MAX_BYTES 15
#define PLACE_BYTES    200

enum own_event {
	CPU_INSN,
	CPU_EVENT,
	MEM_READ,
	MEM_WRITE,
	MEM_WALK,
	IO_READ,
	IO_WRITE,
	OWN_EVENTS
};

static const struct {
	const char *name, *help;
} own_events[OWN_EVENTS] = {
    [CPU_INSN] = {"cpu:insn", "each instruction, before it runs"},
    [CPU_EVENT] = {"cpu:event", "exceptions and interrupts, as they are delivered"},
    [MEM_READ] = {"mem:read", "data reads: linear and physical address, value"},
    [MEM_WRITE] = {"mem:write", "data writes"},
    [MEM_WALK] = {"mem:walk", "page walks after a TLB miss"},
    [IO_READ] = {"io:read", "port reads"},
    [IO_WRITE] = {"io:write", "port writes"},
};

/* QEMU's -d items, and the events that stand for them here. */
static const struct {
	const char *item, *event, *help;
} log_items[] = {
    {"in_asm", "cpu:insn", "guest instructions, disassembled, as they run"},
    {"exec", "cpu:insn", "the same"},
    {"int", "cpu:event", "interrupts and exceptions"},
    {"mmu", "mem:walk", "page walks"},
    {"io", "io", "port accesses"},
    {"mem", "mem", "data accesses and page walks"},
};

struct trace {
	char pattern[MAX_PATTERNS][64];
	unsigned patterns;
	bool own[OWN_EVENTS];
	bool wire[TRACE_WIRES];
	struct trace_messages messages;
	struct vcd *vcd;	  /* or NULL */
	char from[64], until[64]; /* probes, or "" */
	bool on;		  /* between from and until */
	FILE *out;
	struct symbols *syms;
	struct probes *probes;
	struct culprit *culprit; /* or NULL: modules have no names */
	struct machine *machine;
	int hooks; /* the number of what is hooked now */
	ZydisDecoder decoder;
	ZydisFormatter formatter;
};

/* ---- what matches ---- */

/* "group:name" against a glob, or against the group alone. */
static bool matches(const char *name, const char *glob)
{
	size_t group = strcspn(name, ":");

	if (!strchr(glob, ':') && strlen(glob) == group && !strncmp(name, glob, group))
		return true;
	return fnmatch(glob, name, 0) == 0;
}

static bool wanted(const struct trace *trace, const struct probe *probe)
{
	for (unsigned i = 0; i < trace->patterns; i++)
		if (probe_matches(probe, trace->pattern[i]))
			return true;
	return false;
}

static bool is_probe(const struct probe *probe, const char *name)
{
	return name[0] && probe_matches(probe, name);
}

/* ---- lines ---- */

static void stamp(const struct trace *trace, const struct cpu *cpu, const char *event)
{
	fprintf(trace->out, "%12" PRIu64 " %-20s", cpu_insns(cpu), event);
}

static const char *place(const struct trace *trace, uint32_t la, char *buf, size_t bytes)
{
	if (trace->culprit)
		return culprit_place(trace->culprit, trace->machine, la, buf, bytes);
	if (trace->syms)
		return symbols_format(trace->syms, la, buf, bytes);
	snprintf(buf, bytes, "0x%08x", la);
	return buf;
}

static void on_insn(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct trace *trace = ctx;
	uint8_t bytes[INSN_MAX_BYTES];
	ZydisDecodedInstruction insn;
	ZydisDecodedOperand operands[ZYDIS_MAX_OPERAND_COUNT];
	char text[128] = "(bad)", where[PLACE_BYTES];
	size_t count = cpu_peek(cpu, la, bytes, sizeof(bytes));

	if (ZYAN_SUCCESS(ZydisDecoderDecodeFull(&trace->decoder, bytes, count, &insn, operands)))
		ZydisFormatterFormatInstruction(&trace->formatter, &insn, operands,
						insn.operand_count_visible, text, sizeof(text), la,
						ZYAN_NULL);
	stamp(trace, cpu, own_events[CPU_INSN].name);
	fprintf(trace->out, " %08x %-30s %s\n", la, place(trace, la, where, sizeof(where)), text);
}

static void on_mem(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes, bool write,
		   uint64_t value)
{
	struct trace *trace = ctx;
	enum own_event event = write ? MEM_WRITE : MEM_READ;

	if (!trace->own[event])
		return;
	stamp(trace, cpu, own_events[event].name);
	fprintf(trace->out, " la=%08x pa=%08" PRIx64 " bytes=%u value=0x%0*" PRIx64 "\n", la, pa,
		bytes, (int)bytes * 2, value);
}

static void on_walk(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, bool write, bool ok)
{
	struct trace *trace = ctx;

	stamp(trace, cpu, own_events[MEM_WALK].name);
	if (ok)
		fprintf(trace->out, " la=%08x pa=%08" PRIx64 " %s\n", la, pa,
			write ? "write" : "read");
	else
		fprintf(trace->out, " la=%08x fault %s\n", la, write ? "write" : "read");
}

static void on_event(void *ctx, struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error,
		     bool hw)
{
	struct trace *trace = ctx;
	uint64_t eip = 0;
	char where[PLACE_BYTES];

	cpu_get_reg(cpu, "eip", &eip);
	stamp(trace, cpu, own_events[CPU_EVENT].name);
	fprintf(trace->out, " vector=0x%02x %s", vector, hw ? "interrupt" : "exception");
	if (has_error)
		fprintf(trace->out, " error=0x%x", error);
	fprintf(trace->out, " at %s\n", place(trace, (uint32_t)eip, where, sizeof(where)));
}

static void on_port(void *ctx, struct cpu *cpu, uint16_t port, unsigned bytes, bool write,
		    uint32_t value)
{
	struct trace *trace = ctx;
	enum own_event event = write ? IO_WRITE : IO_READ;
	const struct io_claim *claim = iobus_find(machine_iobus(trace->machine), port);

	if (!trace->own[event])
		return;
	stamp(trace, cpu, own_events[event].name);
	fprintf(trace->out, " port=0x%04x bytes=%u value=0x%0*x %s %s\n", port, bytes,
		(int)bytes * 2, value, claim ? claim->name : "nobody",
		claim ? machine_register_name(claim, port, write) : "");
}

static void write_wire(struct trace *trace, enum trace_wire wire, const char *line)
{
	if (!trace->wire[wire])
		return;
	stamp(trace, machine_cpu(trace->machine, 0), trace_wire_names[wire].name);
	fprintf(trace->out, " %s\n", line);
}

static void on_wire(void *ctx, const struct wire_event *event)
{
	struct trace *trace = ctx;
	char line[480];

	if (!trace->on || event->kind == WIRE_SERIAL || event->kind == WIRE_DMA_SET)
		return;
	if (trace->vcd)
		vcd_event(trace->vcd, event);
	trace_wire_format(event, line, sizeof(line));
	write_wire(trace, trace_wire_of(event), line);
	if (event->kind == WIRE_DMA && event->dma->wraps)
		write_wire(trace, TRACE_DMA_WRAP, line);
	if (event->kind == WIRE_I2C &&
	    trace_messages_add(&trace->messages, event, line, sizeof(line)))
		write_wire(trace, TRACE_I2C_MESSAGE, line);
}

static const char *arg_names(const char *event)
{
	for (size_t i = 0; i < sizeof(probe_args) / sizeof(probe_args[0]); i++)
		if (!strcmp(probe_args[i].probe, event))
			return probe_args[i].args;
	return "";
}

static bool ends_with(const char *word, size_t length, const char *end)
{
	size_t n = strlen(end);

	return length >= n && !strncmp(word + length - n, end, n);
}

static void print_arg(struct trace *trace, const char *name, size_t length, int64_t value)
{
	static const char *const hex[] = {"addr", "ptr", "phys", "cache", "task", "flags"};
	uint32_t word = (uint32_t)value;
	char where[PLACE_BYTES];

	if (length)
		fprintf(trace->out, " %.*s=", (int)length, name);
	else
		fputc(' ', trace->out);
	if (ends_with(name, length, "site") || ends_with(name, length, "caller")) {
		if (trace->culprit)
			culprit_site(trace->culprit, trace->machine, word, where, sizeof(where));
		else
			place(trace, word, where, sizeof(where));
		fputs(where, trace->out);
		return;
	}
	for (size_t i = 0; i < sizeof(hex) / sizeof(hex[0]); i++)
		if (ends_with(name, length, hex[i])) {
			fprintf(trace->out, "0x%08x", word);
			return;
		}
	fprintf(trace->out, "%d", (int32_t)word);
}

static void print_probe(struct trace *trace, struct cpu *cpu, const struct probe *probe)
{
	char event[96];
	const char *name;

	snprintf(event, sizeof(event), "%s:%s", probe->provider, probe->name);
	name = arg_names(event);
	stamp(trace, cpu, event);
	for (unsigned i = 0; i < probe->arg_count; i++) {
		size_t length = strcspn(name, " ");
		int64_t value;

		if (probe_value(probe, i, cpu, &value))
			print_arg(trace, name, length, value);
		else
			fprintf(trace->out, " %.*s=?", (int)length, name);
		name += length + (name[length] == ' ');
	}
	fputc('\n', trace->out);
}

/* ---- on and off ---- */

static void rehook(void *ctx, struct machine *machine);

static void turn(struct trace *trace, bool on)
{
	if (trace->on == on)
		return;
	trace->on = on;
	machine_defer(trace->machine, rehook, trace);
}

static void on_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct trace *trace = ctx;
	const struct probe *probe = probes_at(trace->probes, la);

	if (!probe)
		return;
	if (is_probe(probe, trace->from))
		turn(trace, true);
	if (trace->on && wanted(trace, probe))
		print_probe(trace, cpu, probe);
	if (is_probe(probe, trace->until))
		turn(trace, false);
}

static struct cpu_hooks hooks_for(struct trace *trace)
{
	const bool *own = trace->own;
	struct cpu_hooks hooks = {.ctx = trace, .probe = trace->probes ? on_probe : NULL};

	if (!trace->on)
		return hooks;
	hooks.insn = own[CPU_INSN] ? on_insn : NULL;
	hooks.event = own[CPU_EVENT] ? on_event : NULL;
	hooks.mem = own[MEM_READ] || own[MEM_WRITE] ? on_mem : NULL;
	hooks.walk = own[MEM_WALK] ? on_walk : NULL;
	hooks.port = own[IO_READ] || own[IO_WRITE] ? on_port : NULL;
	return hooks;
}

static void rehook(void *ctx, struct machine *machine)
{
	struct trace *trace = ctx;
	struct cpu_hooks hooks = hooks_for(trace);

	machine_remove_hooks(machine, trace->hooks);
	trace->hooks = machine_add_hooks(machine, &hooks);
}

static bool wants_wires(const struct trace *trace)
{
	for (int i = 0; i < TRACE_WIRES; i++)
		if (trace->wire[i])
			return true;
	return trace->vcd;
}

void trace_set_culprit(struct trace *trace, struct culprit *culprit)
{
	trace->culprit = culprit;
}

void trace_attach(struct trace *trace, struct machine *machine)
{
	struct cpu_hooks hooks;

	trace->machine = machine;
	trace->on = !trace->from[0];
	hooks = hooks_for(trace);
	trace->hooks = machine_add_hooks(machine, &hooks);
	if (wants_wires(trace))
		machine_watch_wires(machine, on_wire, trace);
	for (size_t i = 0; trace->probes && i < probes_count(trace->probes); i++) {
		const struct probe *probe = probes_get(trace->probes, i);

		if (wanted(trace, probe) || is_probe(probe, trace->from) ||
		    is_probe(probe, trace->until))
			machine_set_probe(machine, probe->la, true);
	}
}

/* ---- the command line's words ---- */

static bool any_probe(const struct trace *trace, const char *glob)
{
	for (size_t i = 0; trace->probes && i < probes_count(trace->probes); i++)
		if (probe_matches(probes_get(trace->probes, i), glob))
			return true;
	return false;
}

static bool add_pattern(struct trace *trace, const char *glob, char *err, size_t err_bytes)
{
	bool any = any_probe(trace, glob);

	for (int i = 0; i < OWN_EVENTS; i++)
		if (matches(own_events[i].name, glob))
			any = trace->own[i] = true;
	for (int i = 0; i < TRACE_WIRES; i++)
		if (matches(trace_wire_names[i].name, glob))
			any = trace->wire[i] = true;
	if (!any) {
		snprintf(err, err_bytes,
			 "-trace: no event is called \"%s\" (-trace help lists them)", glob);
		return false;
	}
	if (trace->patterns == MAX_PATTERNS || strlen(glob) >= sizeof(trace->pattern[0])) {
		snprintf(err, err_bytes, "-trace: too many or too long event names at \"%s\"",
			 glob);
		return false;
	}
	strcpy(trace->pattern[trace->patterns++], glob);
	return true;
}

static bool set_edge(struct trace *trace, char *edge, size_t edge_bytes, const char *name,
		     char *err, size_t err_bytes)
{
	if (!any_probe(trace, name) || strlen(name) >= edge_bytes) {
		snprintf(err, err_bytes, "-trace: the kernel has no probe \"%s\"", name);
		return false;
	}
	strcpy(edge, name);
	return true;
}

static bool open_out(struct trace *trace, const char *path, char *err, size_t err_bytes)
{
	trace->out = fopen(path, "w");
	if (!trace->out)
		snprintf(err, err_bytes, "%s: %s", path, strerror(errno));
	return trace->out != NULL;
}

static bool add_word(struct trace *trace, const char *word, char *err, size_t err_bytes)
{
	if (!strncmp(word, "file=", 5))
		return open_out(trace, word + 5, err, err_bytes);
	if (!strncmp(word, "from=", 5))
		return set_edge(trace, trace->from, sizeof(trace->from), word + 5, err, err_bytes);
	if (!strncmp(word, "until=", 6))
		return set_edge(trace, trace->until, sizeof(trace->until), word + 6, err,
				err_bytes);
	if (!strncmp(word, "vcd=", 4)) {
		vcd_close(trace->vcd);
		trace->vcd = vcd_open(word + 4, err, err_bytes);
		return trace->vcd != NULL;
	}
	return add_pattern(trace, word, err, err_bytes);
}

static struct trace *new_trace(const char *kernel_path)
{
	struct trace *trace = calloc(1, sizeof(*trace));
	char ignored[256];

	if (!trace)
		return NULL;
	/* A kernel without symbols or probes can be traced all the same. */
	trace->syms = kernel_path ? symbols_open(kernel_path, ignored, sizeof(ignored)) : NULL;
	trace->probes =
	    kernel_path ? probes_open(kernel_path, trace->syms, ignored, sizeof(ignored)) : NULL;
	ZydisDecoderInit(&trace->decoder, ZYDIS_MACHINE_MODE_LEGACY_32, ZYDIS_STACK_WIDTH_32);
	ZydisFormatterInit(&trace->formatter, ZYDIS_FORMATTER_STYLE_ATT);
	return trace;
}

static struct trace *finish(struct trace *trace, bool ok)
{
	if (!ok) {
		trace_close(trace);
		return NULL;
	}
	if (!trace->out)
		trace->out = stderr;
	return trace;
}

struct trace *trace_open(const char *spec, const char *kernel_path, char *err, size_t err_bytes)
{
	struct trace *trace = new_trace(kernel_path);
	char *words = strdup(spec), *rest = words;
	bool ok = trace && words;

	if (!ok)
		snprintf(err, err_bytes, "out of host memory for a trace");
	for (char *word; ok && (word = strsep(&rest, ",")) != NULL;)
		ok = add_word(trace, word, err, err_bytes);
	if (ok && !trace->patterns && !trace->vcd) {
		snprintf(err, err_bytes, "-trace %s: names no event (-trace help lists them)",
			 spec);
		ok = false;
	}
	free(words);
	return finish(trace, ok);
}

struct trace *trace_open_on(const char *events, const char *kernel_path, FILE *out, char *err,
			    size_t err_bytes)
{
	struct trace *trace = trace_open(events, kernel_path, err, err_bytes);

	if (trace)
		trace->out = out;
	else
		fclose(out);
	return trace;
}

static const char *log_event(const char *item)
{
	for (size_t i = 0; i < sizeof(log_items) / sizeof(log_items[0]); i++)
		if (!strcmp(log_items[i].item, item))
			return log_items[i].event;
	return NULL;
}

struct trace *trace_open_log(const char *list, const char *log_path, const char *kernel_path,
			     char *err, size_t err_bytes)
{
	struct trace *trace = new_trace(kernel_path);
	char *words = strdup(list), *rest = words;
	bool ok = trace && words;

	if (!ok)
		snprintf(err, err_bytes, "out of host memory for a log");
	for (char *word; ok && (word = strsep(&rest, ",")) != NULL;) {
		const char *event = log_event(word);

		if (!event)
			snprintf(err, err_bytes, "-d %s: no such item (-d help lists them)", word);
		ok = event && add_pattern(trace, event, err, err_bytes);
	}
	ok = ok && (!log_path || open_out(trace, log_path, err, err_bytes));
	free(words);
	return finish(trace, ok);
}

void trace_close(struct trace *trace)
{
	if (!trace)
		return;
	if (trace->out && trace->out != stderr)
		fclose(trace->out);
	vcd_close(trace->vcd);
	probes_close(trace->probes);
	symbols_close(trace->syms);
	free(trace);
}

void trace_help(const char *kernel_path, FILE *out)
{
	struct trace *trace = new_trace(kernel_path);

	for (int i = 0; i < OWN_EVENTS; i++)
		fprintf(out, "%-28s %s\n", own_events[i].name, own_events[i].help);
	for (int i = 0; i < TRACE_WIRES; i++)
		fprintf(out, "%-28s %s\n", trace_wire_names[i].name, trace_wire_names[i].help);
	for (size_t i = 0; i < sizeof(probe_args) / sizeof(probe_args[0]); i++)
		if (trace && any_probe(trace, probe_args[i].probe))
			fprintf(out, "%-28s %s\n", probe_args[i].probe, probe_args[i].args);
	trace_close(trace);
}

void trace_log_help(FILE *out)
{
	for (size_t i = 0; i < sizeof(log_items) / sizeof(log_items[0]); i++)
		fprintf(out, "%-10s %s\n", log_items[i].item, log_items[i].help);
}
