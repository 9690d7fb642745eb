/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/debug/profile.h"

#include <errno.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/debug/probes.h"
#include "emu/debug/symbols.h"
#include "emu/machine.h"

struct row {
	const char *name;
	uint64_t insns, calls;
};

/* Where a processor is, since how many instructions. */
struct place {
	struct row *row; /* NULL: counting has just begun */
	uint64_t since;
};

enum { BELOW, ELSEWHERE, OWN_ROWS };

struct profile {
	FILE *out;
	char from[64], until[64]; /* probes, or "" */
	bool on;
	struct symbols *syms;
	struct probes *probes;
	struct machine *machine;
	int hooks;
	struct row *rows; /* the first two are what is in no function */
	size_t row_count;
	uint32_t first_la, la_bytes; /* what row_of covers */
	uint32_t *row_of;	     /* by address */
	struct place place[MACHINE_MAX_CPUS];
};

/* ---- counting ---- */

static struct row *row_at(struct profile *profile, uint32_t la)
{
	uint32_t off = la - profile->first_la;

	if (la < profile->first_la)
		return &profile->rows[BELOW];
	return &profile->rows[off < profile->la_bytes ? profile->row_of[off] : ELSEWHERE];
}

static bool is_entry(const struct profile *profile, uint32_t la)
{
	uint32_t off = la - profile->first_la;

	return off < profile->la_bytes &&
	       (!off || profile->row_of[off] != profile->row_of[off - 1]);
}

static struct place *place_of(struct profile *profile, const struct cpu *cpu)
{
	unsigned n = 0;

	while (machine_cpu(profile->machine, n) != cpu)
		n++;
	return &profile->place[n];
}

static void on_insn(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct profile *profile = ctx;
	struct place *place = place_of(profile, cpu);
	struct row *row = row_at(profile, la);
	uint64_t now = cpu_insns(cpu);

	if (place->row)
		place->row->insns += now - place->since;
	place->row = row;
	place->since = now;
	row->calls += is_entry(profile, la);
}

/* ---- on and off ---- */

static void rehook(void *ctx, struct machine *machine);

static void turn(struct profile *profile, bool on)
{
	if (profile->on == on)
		return;
	profile->on = on;
	memset(profile->place, 0, sizeof(profile->place));
	machine_defer(profile->machine, rehook, profile);
}

static bool is_probe(const struct probe *probe, const char *name)
{
	return name[0] && probe_matches(probe, name);
}

static void on_probe(void *ctx, struct cpu *cpu, uint32_t la)
{
	struct profile *profile = ctx;
	const struct probe *probe = probes_at(profile->probes, la);

	(void)cpu;
	if (probe && is_probe(probe, profile->from))
		turn(profile, true);
	if (probe && is_probe(probe, profile->until))
		turn(profile, false);
}

static struct cpu_hooks hooks_for(struct profile *profile)
{
	return (struct cpu_hooks){
	    .ctx = profile,
	    .insn = profile->on ? on_insn : NULL,
	    .probe = profile->from[0] || profile->until[0] ? on_probe : NULL,
	};
}

static void rehook(void *ctx, struct machine *machine)
{
	struct profile *profile = ctx;
	struct cpu_hooks hooks = hooks_for(profile);

	machine_remove_hooks(machine, profile->hooks);
	profile->hooks = machine_add_hooks(machine, &hooks);
}

void profile_attach(struct profile *profile, struct machine *machine)
{
	struct cpu_hooks hooks;

	profile->machine = machine;
	profile->on = !profile->from[0];
	hooks = hooks_for(profile);
	profile->hooks = machine_add_hooks(machine, &hooks);
	for (size_t i = 0; i < probes_count(profile->probes); i++) {
		const struct probe *probe = probes_get(profile->probes, i);

		if (is_probe(probe, profile->from) || is_probe(probe, profile->until))
			machine_set_probe(machine, probe->la, true);
	}
}

/* ---- the table ---- */

static int by_insns(const void *a, const void *b)
{
	const struct row *left = a, *right = b;

	return left->insns > right->insns ? -1 : left->insns < right->insns;
}

static void write_table(struct profile *profile)
{
	uint64_t all = 0;

	for (size_t i = 0; i < profile->row_count; i++)
		all += profile->rows[i].insns;
	qsort(profile->rows, profile->row_count, sizeof(*profile->rows), by_insns);
	fprintf(profile->out, "%14s %6s %10s  %s\n", "instructions", "share", "entered",
		"function");
	for (size_t i = 0; i < profile->row_count && profile->rows[i].insns; i++) {
		const struct row *row = &profile->rows[i];

		fprintf(profile->out, "%14" PRIu64 " %5.1f%% %10" PRIu64 "  %s\n", row->insns,
			100.0 * (double)row->insns / (double)all, row->calls, row->name);
	}
	fprintf(profile->out, "%14" PRIu64 " %5.1f%% %10s  all\n", all, 100.0, "");
}

/* ---- opening ---- */

static uint32_t end_of(const struct symbols *syms, size_t n)
{
	const struct symbol *symbol = symbols_get(syms, n);

	if (symbol->bytes || n + 1 == symbols_count(syms))
		return symbol->la + (symbol->bytes ? symbol->bytes : 1);
	return symbols_get(syms, n + 1)->la;
}

static void find_text(struct profile *profile)
{
	uint32_t first = UINT32_MAX, last = 0;

	for (size_t i = 0; i < symbols_count(profile->syms); i++) {
		const struct symbol *symbol = symbols_get(profile->syms, i);

		if (!symbol->code)
			continue;
		if (symbol->la < first)
			first = symbol->la;
		if (end_of(profile->syms, i) > last)
			last = end_of(profile->syms, i);
	}
	profile->first_la = first;
	profile->la_bytes = last > first ? last - first : 0;
}

/* Of several names for one place the first gets all of it. */
static bool make_rows(struct profile *profile)
{
	size_t count = symbols_count(profile->syms);

	find_text(profile);
	profile->rows = calloc(count + OWN_ROWS, sizeof(*profile->rows));
	profile->row_of = malloc(((size_t)profile->la_bytes + 1) * sizeof(*profile->row_of));
	if (!profile->rows || !profile->row_of)
		return false;
	profile->row_count = count + OWN_ROWS;
	profile->rows[BELOW].name = "(programs)";
	profile->rows[ELSEWHERE].name = "(modules, and what has no name)";
	for (uint32_t i = 0; i <= profile->la_bytes; i++)
		profile->row_of[i] = ELSEWHERE;
	for (size_t i = 0; i < count; i++) {
		const struct symbol *symbol = symbols_get(profile->syms, i);

		profile->rows[i + OWN_ROWS].name = symbol->name;
		for (uint32_t la = symbol->la; symbol->code && la < end_of(profile->syms, i); la++)
			if (profile->row_of[la - profile->first_la] == ELSEWHERE)
				profile->row_of[la - profile->first_la] = (uint32_t)i + OWN_ROWS;
	}
	return true;
}

static bool any_probe(const struct profile *profile, const char *name)
{
	for (size_t i = 0; i < probes_count(profile->probes); i++)
		if (probe_matches(probes_get(profile->probes, i), name))
			return true;
	return false;
}

static bool set_edge(const struct profile *profile, char *edge, size_t edge_bytes, const char *name,
		     char *err, size_t err_bytes)
{
	if (!any_probe(profile, name) || strlen(name) >= edge_bytes) {
		snprintf(err, err_bytes, "-profile: the kernel has no probe \"%s\"", name);
		return false;
	}
	strcpy(edge, name);
	return true;
}

static bool add_word(struct profile *profile, const char *word, char *err, size_t err_bytes)
{
	if (!strncmp(word, "from=", 5))
		return set_edge(profile, profile->from, sizeof(profile->from), word + 5, err,
				err_bytes);
	if (!strncmp(word, "until=", 6))
		return set_edge(profile, profile->until, sizeof(profile->until), word + 6, err,
				err_bytes);
	if (profile->out) {
		snprintf(err, err_bytes, "-profile: \"%s\" is neither from= nor until=", word);
		return false;
	}
	profile->out = fopen(word, "w");
	if (!profile->out)
		snprintf(err, err_bytes, "%s: %s", word, strerror(errno));
	return profile->out;
}

static bool open_kernel(struct profile *profile, const char *path, char *err, size_t err_bytes)
{
	if (!path) {
		snprintf(err, err_bytes, "-profile: needs a kernel (-kernel), for its symbols");
		return false;
	}
	profile->syms = symbols_open(path, err, err_bytes);
	profile->probes = profile->syms ? probes_open(path, profile->syms, err, err_bytes) : NULL;
	if (!profile->probes)
		return false;
	if (make_rows(profile))
		return true;
	snprintf(err, err_bytes, "out of host memory for a profile");
	return false;
}

static void free_profile(struct profile *profile)
{
	if (profile->out)
		fclose(profile->out);
	probes_close(profile->probes);
	symbols_close(profile->syms);
	free(profile->rows);
	free(profile->row_of);
	free(profile);
}

struct profile *profile_open(const char *spec, const char *kernel_path, char *err, size_t err_bytes)
{
	struct profile *profile = calloc(1, sizeof(*profile));
	char *words = strdup(spec), *rest = words;
	bool ok = profile && words;

	if (!ok)
		snprintf(err, err_bytes, "out of host memory for a profile");
	ok = ok && open_kernel(profile, kernel_path, err, err_bytes);
	for (char *word; ok && (word = strsep(&rest, ",")) != NULL;)
		ok = add_word(profile, word, err, err_bytes);
	free(words);
	if (!ok && profile) {
		free_profile(profile);
		return NULL;
	}
	return profile;
}

void profile_close(struct profile *profile)
{
	if (!profile)
		return;
	write_table(profile);
	free_profile(profile);
}
