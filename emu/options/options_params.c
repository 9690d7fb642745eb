/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The mini-kernel's parameters, as far as the host must know them: to tell a
 * parameter from a slip, and to refuse a size that cannot be meant.
 */
#include <string.h>

#include "emu/options/options_inner.h"

#define LEAST_BYTES (1ull << 20)

enum param_kind { PARAM_FLAG, PARAM_TEXT, PARAM_SIZE, PARAM_MEMMAP, PARAM_NUMBER };

static const struct param {
	const char *name;
	enum param_kind kind;
	const char *value, *help; /* value NULL: takes none */
} params[] = {
    {"mem", PARAM_SIZE, "SIZE", "use only so much RAM (mem=126M)"},
    {"memmap", PARAM_MEMMAP, "SIZE$ADDR", "reserve (@ use, # ACPI) a range; SIZE alone: as mem="},
    {"highmem", PARAM_SIZE, "SIZE", "make so much of RAM high memory"},
    {"vmalloc", PARAM_SIZE, "SIZE", "address space for vmalloc (128M)"},
    {"console", PARAM_TEXT, "DEVICE", "ttyS0, tty0"},
    {"kcall", PARAM_FLAG, NULL, "the kernel's own prompt, in place of a shell"},
    {"selftest", PARAM_FLAG, "[=NAME]", "run the kernel's self-tests (those named NAME...)"},
    {"poweroff", PARAM_FLAG, NULL, "power off when booting and self-tests are done"},
    {"panic", PARAM_NUMBER, "SECONDS", "reboot so long after a panic (0: stay)"},
    {"loglevel", PARAM_NUMBER, "N", "print messages below this level"},
    {"quiet", PARAM_FLAG, NULL, "print only warnings and worse"},
    {"debug", PARAM_FLAG, NULL, "print all messages"},
    {"ignore_loglevel", PARAM_FLAG, NULL, "the same, whatever the level"},
    {"memblock", PARAM_TEXT, "debug", "trace the boot-time allocator"},
    {"bigphysarea", PARAM_NUMBER, "PAGES", "put contiguous memory aside for drivers"},
    {"kmalloc_max", PARAM_TEXT, "SIZE", "the limit of kmalloc (128K as in the books)"},
    {"slab_debug", PARAM_TEXT, "FZPU[,CACHE...]", "let caches watch over their objects"},
    {"init_on_alloc", PARAM_TEXT, "1", "clear all memory that is given out"},
    {"init_on_free", PARAM_TEXT, "1", "clear all memory that comes back"},
    {"failslab", PARAM_TEXT, "N,%,SPACE,TIMES", "let every Nth object allocation fail"},
    {"fail_page_alloc", PARAM_TEXT, "...", "the same for pages"},
    {"init", PARAM_TEXT, "FILE", "the first program (/init)"},
    {"rdinit", PARAM_TEXT, "FILE", "the same"},
    {"maxcpus", PARAM_NUMBER, "N", "start so many processors at most"},
    {"soak", PARAM_NUMBER, "N", "let the soak self-test run N times as long"},
    {"allocbench", PARAM_FLAG, NULL, "print what allocations cost, in instructions"},
    {"fragbench", PARAM_FLAG, NULL, "print how much memory is lost, and what stays in one piece"},
};

#define PARAMS (sizeof(params) / sizeof(params[0]))

/* Written for other kernels and by habit; the mini-kernel passes over them. */
static const char *const foreign[] = {"BOOT_IMAGE", "root",    "ro",   "rw",	"nokaslr",
				      "noapic",	    "nolapic", "acpi", "nosmp", "no_hash_pointers"};

/* Dashes and underscores are the same in names. */
static bool same_name(const char *a, const char *b, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (a[i] != b[i] && !((a[i] == '-' || a[i] == '_') && (b[i] == '-' || b[i] == '_')))
			return false;
	return !b[length];
}

static const struct param *find(const char *word)
{
	size_t length = strcspn(word, "=");

	for (size_t i = 0; i < PARAMS; i++)
		if (same_name(word, params[i].name, length))
			return &params[i];
	return NULL;
}

static bool is_foreign(const char *word)
{
	size_t length = strcspn(word, "=");

	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (same_name(word, foreign[i], length))
			return true;
	/* MODULE.PARAMETER=VALUE; a dot alone may as well be a file's */
	return word[length] && memchr(word, '.', length);
}

bool param_is_known(const char *word)
{
	return find(word) || is_foreign(word);
}

void param_offer_names(struct nearest *nearest)
{
	for (size_t i = 0; i < PARAMS; i++)
		nearest_offer(nearest, params[i].name);
}

/* word is all of "mem=126"; size the text of the size in it, rest what stands behind that. */
static bool check_size(const char *word, const char *size, const char *rest, char *reason,
		       size_t reason_bytes)
{
	uint64_t bytes;
	const char *why;

	if (strchr(size, '.') || !value_size(size, 1, &bytes, &why)) {
		snprintf(reason, reason_bytes, "%s: %s is not a size (a number, then K, M or G)",
			 word, *size ? size : "nothing");
		return false;
	}
	if (bytes >= LEAST_BYTES || (!bytes && !strncmp(word, "highmem", 7)))
		return true;
	if (strspn(size, "0123456789") == strlen(size) && bytes)
		snprintf(reason, reason_bytes, "%s: %llu bytes; did you mean %sM%s?", word,
			 (unsigned long long)bytes, size, rest);
	else
		snprintf(reason, reason_bytes, "%s: %llu bytes are too few", word,
			 (unsigned long long)bytes);
	return false;
}

static bool check_memmap_piece(const char *word, const char *piece, char *reason,
			       size_t reason_bytes)
{
	size_t length = strcspn(piece, "@#$!");
	const char *mark = piece + length;
	char size[64];
	uint64_t start;
	const char *why;

	if (!strcmp(piece, "exactmap"))
		return true;
	snprintf(size, sizeof(size), "%.*s", (int)length, piece);
	if (*mark && !value_size(mark + 1, 1, &start, &why)) {
		snprintf(reason, reason_bytes, "%s: %s is not an address", word, mark + 1);
		return false;
	}
	/* A small range may be meant when it has a place; a small memory cannot. */
	if (*mark && value_size(size, 1, &start, &why) && start >= 4096)
		return true;
	return check_size(word, size, mark, reason, reason_bytes);
}

static bool check_memmap(const char *word, const char *value, char *reason, size_t reason_bytes)
{
	char list[256], *rest = list, *piece;

	if (snprintf(list, sizeof(list), "%s", value) >= (int)sizeof(list)) {
		snprintf(reason, reason_bytes, "%.40s...: is too long", word);
		return false;
	}
	while ((piece = strsep(&rest, ",")) != NULL)
		if (!check_memmap_piece(word, piece, reason, reason_bytes))
			return false;
	return true;
}

static bool check_number(const char *word, const char *value, char *reason, size_t reason_bytes)
{
	uint64_t number;

	if (value_number(value + (*value == '-'), &number))
		return true;
	snprintf(reason, reason_bytes, "%s: %s is not a number", word, *value ? value : "nothing");
	return false;
}

static bool check_value(const struct param *param, const char *word, const char *value,
			char *reason, size_t reason_bytes)
{
	switch (param->kind) {
	case PARAM_SIZE:
		return !strcmp(word, "mem=nopentium") ||
		       check_size(word, value, "", reason, reason_bytes);
	case PARAM_MEMMAP:
		return check_memmap(word, value, reason, reason_bytes);
	case PARAM_NUMBER:
		return check_number(word, value, reason, reason_bytes);
	default:
		return true;
	}
}

static bool refuse_unknown(const char *word, char *reason, size_t reason_bytes)
{
	struct nearest nearest;
	char name[64];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, "="), word);
	nearest_start(&nearest, name);
	param_offer_names(&nearest);
	if (nearest.best)
		snprintf(reason, reason_bytes,
			 "%s: the kernel has no parameter %s; did you mean %s%s?", word, name,
			 nearest.best, strchr(word, '=') ? strchr(word, '=') : "");
	else
		snprintf(reason, reason_bytes,
			 "%s: the kernel has no parameter %s (after -- anything passes)", word,
			 name);
	return false;
}

bool param_check(const char *word, char *reason, size_t reason_bytes)
{
	const struct param *param = find(word);
	const char *equals = strchr(word, '=');

	if (!param)
		return is_foreign(word) || refuse_unknown(word, reason, reason_bytes);
	if (equals && !param->value) {
		snprintf(reason, reason_bytes, "%s: %s takes no value", word, param->name);
		return false;
	}
	if (!equals && param->kind != PARAM_FLAG) {
		snprintf(reason, reason_bytes, "%s: a value is missing (%s=%s)", word, param->name,
			 param->value);
		return false;
	}
	return !equals || check_value(param, word, equals + 1, reason, reason_bytes);
}

void param_help(FILE *out)
{
	for (size_t i = 0; i < PARAMS; i++) {
		char left[64];

		snprintf(left, sizeof(left), "%s%s%s", params[i].name,
			 params[i].value && *params[i].value != '[' ? "=" : "",
			 params[i].value ? params[i].value : "");
		fprintf(out, "  %-27s %s\n", left, params[i].help);
	}
}
