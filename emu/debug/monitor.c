/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/monitor.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"

#define LINE_MAX_BYTES 512
#define PROMPT	       "(zonemu) "

enum { CTRL_C = 0x03, BACKSPACE = 0x08, CTRL_U = 0x15, CTRL_W = 0x17, DELETE = 0x7f };

struct monitor {
	void (*output)(void *ctx, const char *text, size_t bytes);
	void *ctx;
	struct machine *machine;
	char *kernel_path;    /* until its symbols are first wanted; then NULL */
	struct symbols *syms; /* NULL: none */
	char line[LINE_MAX_BYTES];
	size_t length;
	bool greeted;
	unsigned cpu; /* the one that commands look at */
	struct drives *drives;
};

/* ---- commands ---- */

static bool info_status(const struct monitor_call *call)
{
	fprintf(call->out, "VM status: %s\n", machine_paused(call->machine) ? "paused" : "running");
	return true;
}

static bool info_version(const struct monitor_call *call)
{
	fprintf(call->out, "%s\n", ZONEMU_VERSION);
	return true;
}

static bool info_registers(const struct monitor_call *call)
{
	bool all = !strcmp(call->args, "-a");

	if (*call->args && !all) {
		fprintf(call->out, "info registers [-a]\n");
		return false;
	}
	for (unsigned n = 0; n < machine_cpus(call->machine); n++)
		if (all || n == *call->cpu) {
			if (all || machine_cpus(call->machine) > 1)
				fprintf(call->out, "CPU#%u\n", n);
			cpu_print_regs(machine_cpu(call->machine, n), call->out);
		}
	return true;
}

static bool info_cpus(const struct monitor_call *call)
{
	for (unsigned n = 0; n < machine_cpus(call->machine); n++) {
		struct cpu *cpu = machine_cpu(call->machine, n);
		uint64_t eip = 0;

		cpu_get_reg(cpu, "eip", &eip);
		fprintf(call->out, "%c CPU #%u: pc=0x%08" PRIx64 "%s\n",
			n == *call->cpu ? '*' : ' ', n, eip, cpu_halted(cpu) ? " (halted)" : "");
	}
	return true;
}

static bool info_icount(const struct monitor_call *call)
{
	fprintf(call->out, "instructions: %" PRIu64 "\nvirtual time: %" PRIu64 " ns\n",
		machine_insns(call->machine), machine_now_ns(call->machine));
	return true;
}

static bool info_pic(const struct monitor_call *call)
{
	return machine_info(call->machine, "pic", 0, call->out);
}

static bool info_pci(const struct monitor_call *call)
{
	return machine_info(call->machine, "pci", 0, call->out);
}

static bool info_mtree(const struct monitor_call *call)
{
	return machine_info(call->machine, "mtree", 0, call->out);
}

static bool info_ioapic(const struct monitor_call *call)
{
	return machine_info(call->machine, "ioapic", 0, call->out);
}

/* A processor's number as the only argument. */
static bool take_cpu(const struct monitor_call *call, unsigned *cpu)
{
	uint64_t n;

	if (!monitor_one_expr(call, &n))
		return false;
	if (n < machine_cpus(call->machine)) {
		*cpu = (unsigned)n;
		return true;
	}
	fprintf(call->out, "there are %u processors, the first is 0\n",
		machine_cpus(call->machine));
	return false;
}

static bool info_lapic(const struct monitor_call *call)
{
	unsigned cpu = *call->cpu;

	return (!*call->args || take_cpu(call, &cpu)) &&
	       machine_info(call->machine, "lapic", cpu, call->out);
}

static bool do_cpu(const struct monitor_call *call)
{
	return take_cpu(call, call->cpu);
}

static bool info_name(const struct monitor_call *call)
{
	fprintf(call->out, "zonemu\n");
	return true;
}

static bool do_info(const struct monitor_call *call);

static bool do_stop(const struct monitor_call *call)
{
	machine_pause(call->machine, true);
	return true;
}

static bool do_cont(const struct monitor_call *call)
{
	machine_pause(call->machine, false);
	return true;
}

static bool do_step(const struct monitor_call *call)
{
	uint64_t n = 1;

	if (*call->args && !monitor_one_expr(call, &n))
		return false;
	if (!machine_paused(call->machine)) {
		fprintf(call->out, "stop first\n");
		return false;
	}
	machine_step(call->machine, n);
	return true;
}

static bool do_reset(const struct monitor_call *call)
{
	machine_reset(call->machine);
	return true;
}

static bool do_powerdown(const struct monitor_call *call)
{
	machine_power_button(call->machine);
	return true;
}

static bool do_set(const struct monitor_call *call)
{
	char err[256];

	if (!*call->args) {
		machine_list_properties(call->out);
		return true;
	}
	if (machine_set(call->machine, call->args, err, sizeof(err)))
		return true;
	fprintf(call->out, "%s\n", err);
	return false;
}

static bool do_quit(const struct monitor_call *call)
{
	machine_quit(call->machine, EXIT_SUCCESS);
	return true;
}

static bool do_help(const struct monitor_call *call);

struct command {
	const char *name, *other, *args, *help;
	bool at_boundary; /* looks at the machine: only while it stands still */
	bool (*run)(const struct monitor_call *call);
};

static const struct command infos[] = {
    {"status", NULL, "", "running or paused", false, info_status},
    {"version", NULL, "", "the version", false, info_version},
    {"name", NULL, "", "the emulator", false, info_name},
    {"registers", NULL, "[-a]", "the selected processor's registers, or all", true, info_registers},
    {"cpus", NULL, "", "the processors", true, info_cpus},
    {"icount", NULL, "", "instructions executed, virtual time", true, info_icount},
    {"mem", NULL, "", "mapped memory, by rights", true, monitor_info_mem},
    {"tlb", NULL, "", "mapped memory, page by page", true, monitor_info_tlb},
    {"pic", "irq", "", "the interrupt controllers", true, info_pic},
    {"ioapic", NULL, "", "the I/O APIC", true, info_ioapic},
    {"lapic", NULL, "[N]", "a processor's local APIC", true, info_lapic},
    {"block", NULL, "", "the drives, and the images in them", true, monitor_info_block},
    {"pci", NULL, "", "the PCI functions", true, info_pci},
    {"mtree", "qtree", "", "what lies where in memory and I/O space", true, info_mtree},
};

static const struct command commands[] = {
    {"help", "?", "[COMMAND]", "this list", false, do_help},
    {"info", NULL, "WHAT", "show a part of the machine", false, do_info},
    {"x", NULL, "/FMT ADDRESS", "virtual memory: /8xb, /4i, /2dw", true, monitor_x},
    {"xp", NULL, "/FMT ADDRESS", "physical memory", true, monitor_xp},
    {"print", "p", "/FMT EXPRESSION", "the value of an expression: $eip + 4", true, monitor_print},
    {"sum", NULL, "ADDRESS SIZE", "checksum of physical memory", true, monitor_sum},
    {"gva2gpa", NULL, "ADDRESS", "physical address of a virtual one", true, monitor_gva2gpa},
    {"cpu", NULL, "N", "look at this processor from now on", true, do_cpu},
    {"eject", NULL, "[-f] DRIVE", "take the medium out; -f: though the tray is locked", true,
     monitor_eject},
    {"change", NULL, "DRIVE FILE [raw [read-only]]", "put another medium in", true, monitor_change},
    {"screendump", NULL, "FILE [-f png|ppm]", "write the guest's screen as a picture", true,
     monitor_screendump},
    {"sendkey", NULL, "KEYS", "press and release: sendkey ctrl-alt-delete", false, monitor_sendkey},
    {"mouse_move", NULL, "DX DY [DZ]", "move the mouse", true, monitor_mouse_move},
    {"mouse_button", NULL, "STATE", "1 left, 2 right, 4 middle", true, monitor_mouse_button},
    {"stop", "s", "", "pause the machine", false, do_stop},
    {"cont", "c", "", "go on", false, do_cont},
    {"step", NULL, "[N]", "execute N instructions while paused", true, do_step},
    {"system_reset", NULL, "", "the reset button", false, do_reset},
    {"system_powerdown", NULL, "", "the power button", true, do_powerdown},
    {"set", NULL, "DEVICE.PROPERTY=VALUE", "set what surrounds a device; alone: list them", true,
     do_set},
    {"quit", "q", "", "end zonemu", false, do_quit},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct command *find(const struct command *table, size_t count, const char *name,
				  size_t length)
{
	for (size_t i = 0; i < count; i++) {
		const struct command *command = &table[i];

		if ((strlen(command->name) == length && !strncmp(command->name, name, length)) ||
		    (command->other && strlen(command->other) == length &&
		     !strncmp(command->other, name, length)))
			return command;
	}
	return NULL;
}

static void describe(FILE *out, const char *before, const struct command *command)
{
	char left[64];

	snprintf(left, sizeof(left), "%s%s%s%s%s%s", before, command->name,
		 command->other ? "|" : "", command->other ? command->other : "",
		 *command->args && *command->args != '/' ? " " : "", command->args);
	fprintf(out, "%-26s -- %s\n", left, command->help);
}

static bool do_help(const struct monitor_call *call)
{
	const struct command *one = find(commands, COUNT(commands), call->args, strlen(call->args));

	if (*call->args && !one) {
		fprintf(call->out, "unknown command: '%s'\n", call->args);
		return false;
	}
	for (size_t i = 0; i < COUNT(commands); i++)
		if (!one || one == &commands[i])
			describe(call->out, "", &commands[i]);
	for (size_t i = 0; i < COUNT(infos); i++)
		if (one && !strcmp(one->name, "info"))
			describe(call->out, "info ", &infos[i]);
	return true;
}

/* ---- running one ---- */

struct boundary {
	const struct command *command;
	const struct monitor_call *call;
	bool ok;
};

static void at_boundary(void *ctx, struct machine *machine)
{
	struct boundary *boundary = ctx;

	(void)machine;
	boundary->ok = boundary->command->run(boundary->call);
}

static bool run_command(const struct command *command, const struct monitor_call *call)
{
	struct boundary boundary = {command, call, false};

	if (!command->at_boundary)
		return command->run(call);
	if (!machine_at_boundary(call->machine, at_boundary, &boundary))
		fprintf(call->out, "the machine has ended\n");
	return boundary.ok;
}

static const char *skip_spaces(const char *text)
{
	while (isspace((unsigned char)*text))
		text++;
	return text;
}

static bool do_info(const struct monitor_call *call)
{
	const size_t length = strcspn(call->args, " \t");
	const struct command *info = find(infos, COUNT(infos), call->args, length);
	struct monitor_call rest = *call;

	rest.args = skip_spaces(call->args + length);
	if (info && (!*rest.args || *info->args))
		return run_command(info, &rest);
	if (*call->args)
		fprintf(call->out, "info %s: there is\n", call->args);
	for (size_t i = 0; i < COUNT(infos); i++)
		describe(call->out, "info ", &infos[i]);
	return !*call->args;
}

/* A kernel without symbols is fine: then names mean nothing. */
static const struct symbols *symbols(struct monitor *monitor)
{
	char err[256];

	if (monitor->kernel_path)
		monitor->syms = symbols_open(monitor->kernel_path, err, sizeof(err));
	free(monitor->kernel_path);
	monitor->kernel_path = NULL;
	return monitor->syms;
}

bool monitor_command(struct monitor *monitor, const char *line, FILE *out)
{
	const char *name = skip_spaces(line);
	size_t length = strcspn(name, " \t/");
	const struct command *command = find(commands, COUNT(commands), name, length);
	const char *rest = name + length;
	char format[32] = "", args[LINE_MAX_BYTES];
	struct monitor_call call = {.machine = monitor->machine,
				    .syms = symbols(monitor),
				    .out = out,
				    .format = format,
				    .args = args,
				    .cpu = &monitor->cpu,
				    .drives = monitor->drives};

	if (!*name)
		return true;
	if (!command) {
		fprintf(out, "unknown command: '%.*s'\n", (int)strcspn(name, " \t"), name);
		return false;
	}
	rest = skip_spaces(rest);
	if (*rest == '/' && *command->args == '/') {
		size_t count = strcspn(++rest, " \t");

		snprintf(format, sizeof(format), "%.*s", (int)count, rest);
		rest = skip_spaces(rest + count);
	}
	snprintf(args, sizeof(args), "%s", rest);
	for (size_t end = strlen(args); end && isspace((unsigned char)args[end - 1]); end--)
		args[end - 1] = '\0';
	return run_command(command, &call);
}

/* ---- the line ---- */

static void say(struct monitor *monitor, const char *text)
{
	monitor->output(monitor->ctx, text, strlen(text));
}

static void say_lines(struct monitor *monitor, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		monitor->output(monitor->ctx, text, length);
		text += length;
		if (*text) {
			say(monitor, "\r\n");
			text++;
		}
	}
}

static void run_line(struct monitor *monitor)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	monitor->line[monitor->length] = '\0';
	monitor->length = 0;
	if (!out)
		return;
	monitor_command(monitor, monitor->line, out);
	fclose(out);
	say_lines(monitor, text);
	free(text);
}

static void erase(struct monitor *monitor, size_t count)
{
	while (count-- && monitor->length) {
		monitor->length--;
		say(monitor, "\b \b");
	}
}

static size_t last_word(const struct monitor *monitor)
{
	size_t at = monitor->length;

	while (at && monitor->line[at - 1] == ' ')
		at--;
	while (at && monitor->line[at - 1] != ' ')
		at--;
	return monitor->length - at;
}

void monitor_show(struct monitor *monitor)
{
	say(monitor, "\r\n");
	if (!monitor->greeted)
		say(monitor,
		    "zonemu " ZONEMU_VERSION " monitor - type 'help' for more information\r\n");
	monitor->greeted = true;
	monitor->length = 0;
	say(monitor, PROMPT);
}

void monitor_greet(struct monitor *monitor)
{
	monitor->greeted = false;
	monitor_show(monitor);
}

void monitor_input(struct monitor *monitor, uint8_t byte)
{
	const char echo[2] = {(char)byte, '\0'};

	switch (byte) {
	case '\r':
	case '\n':
		say(monitor, "\r\n");
		run_line(monitor);
		say(monitor, PROMPT);
		break;
	case BACKSPACE:
	case DELETE:
		erase(monitor, 1);
		break;
	case CTRL_U:
		erase(monitor, monitor->length);
		break;
	case CTRL_W:
		erase(monitor, last_word(monitor));
		break;
	case CTRL_C:
		monitor->length = 0;
		say(monitor, "\r\n" PROMPT);
		break;
	default:
		if (byte < ' ' || monitor->length + 1 >= sizeof(monitor->line))
			break;
		monitor->line[monitor->length++] = (char)byte;
		say(monitor, echo);
	}
}

/* ---- making and unmaking ---- */

struct monitor *monitor_create(void (*output)(void *ctx, const char *text, size_t bytes), void *ctx,
			       const char *kernel_path)
{
	struct monitor *monitor = calloc(1, sizeof(*monitor));

	if (!monitor)
		return NULL;
	monitor->output = output;
	monitor->ctx = ctx;
	monitor->kernel_path = kernel_path ? strdup(kernel_path) : NULL;
	return monitor;
}

void monitor_attach(struct monitor *monitor, struct machine *machine, struct drives *drives)
{
	monitor->machine = machine;
	monitor->drives = drives;
}

void monitor_destroy(struct monitor *monitor)
{
	if (!monitor)
		return;
	if (monitor->syms)
		symbols_close(monitor->syms);
	free(monitor->kernel_path);
	free(monitor);
}
