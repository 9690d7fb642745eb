/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/cpumask.h>
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "context.h"

static const struct {
	const char *prefix, *name;
	enum run_context context;
} contexts[] = {
    {"irq:", "in a hard interrupt", CONTEXT_HARDIRQ},
    {"softirq:", "in a softirq", CONTEXT_SOFTIRQ},
    {"atomic:", "with preemption off", CONTEXT_ATOMIC},
};

/* "cpu 2:"; NULL: it is not that. */
static char *parse_cpu(struct prompt *pr, char *text)
{
	char *end;
	unsigned long cpu;

	if (!strstarts(text, "cpu") || !isspace((unsigned char)text[3]))
		return NULL;
	cpu = simple_strtoul(skip_spaces(text + 3), &end, 0);
	end = skip_spaces(end);
	if (*end != ':')
		return NULL;
	pr->cpu = (int)min(cpu, (unsigned long)NR_CPUS);
	return end + 1;
}

char *context_parse(struct prompt *pr, char *text)
{
	unsigned int i;
	char *rest;

	pr->context = CONTEXT_PROCESS;
	pr->cpu = -1;
again:
	text = skip_spaces(text);
	rest = parse_cpu(pr, text);
	for (i = 0; !rest && i < ARRAY_SIZE(contexts); i++) {
		if (!strstarts(text, contexts[i].prefix))
			continue;
		rest = text + strlen(contexts[i].prefix);
		pr->context = contexts[i].context;
	}
	if (rest) {
		text = rest;
		goto again;
	}
	if (pr->cpu >= 0 && (pr->cpu == NR_CPUS || !cpu_online(pr->cpu))) {
		prompt_printf(pr, "error: there is no such CPU; %lu are online\n",
			      (unsigned long)num_online_cpus());
		return NULL;
	}
	return text;
}

void context_run(struct prompt *pr, void (*fn)(void *arg), void *arg)
{
	unsigned int cpu = pr->cpu < 0 ? raw_smp_processor_id() : (unsigned int)pr->cpu;

	pr->sleeps_caught = might_sleep_count();
	run_in_context(pr->context, cpu, fn, arg);
	pr->sleeps_caught = might_sleep_count() - pr->sleeps_caught;
}

void context_note(struct prompt *pr)
{
	unsigned int i;

	if (pr->cpu >= 0)
		seq_printf(&pr->note, ", on CPU %d", pr->cpu);
	for (i = 0; i < ARRAY_SIZE(contexts); i++)
		if (pr->context == contexts[i].context)
			seq_printf(&pr->note, ", %s", contexts[i].name);
	if (pr->sleeps_caught)
		seq_puts(&pr->note,
			 ", BUG: sleeping function called from invalid context (see dmesg)");
}
