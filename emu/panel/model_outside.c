/* SPDX-License-Identifier: GPL-2.0-only */
/* model_outside: what is around the machine: what may be set, and what the I2C buses said last. */
#include <stdio.h>
#include <string.h>

#include "emu/panel/model.h"

void model_hear(void *ctx, const struct wire_event *event)
{
	struct model *model = ctx;
	char *line = model->heard[model->heard_count % MODEL_MESSAGES];
	char text[MODEL_MESSAGE_BYTES * 4];

	if (event->kind == WIRE_I2C &&
	    trace_messages_add(&model->gathering, event, text, sizeof(text))) {
		snprintf(line, MODEL_MESSAGE_BYTES, "%.*s", MODEL_MESSAGE_BYTES - 1, text);
		model->heard_count++;
	}
}

void model_look_outside(struct model *model, struct machine *machine)
{
	unsigned count = model->heard_count,
		 shown = count < MODEL_MESSAGES ? count : MODEL_MESSAGES;

	for (unsigned i = 0; i < shown; i++)
		memcpy(model->message[i], model->heard[(count - shown + i) % MODEL_MESSAGES],
		       MODEL_MESSAGE_BYTES);
	model->messages_shown = shown;
	model->properties = 0;
	while (model->properties < MODEL_PROPERTIES &&
	       machine_property(machine, model->properties, &model->property[model->properties]))
		model->properties++;
}

struct setting {
	const char *spec;
	char err[128];
};

static void set_one(void *ctx, struct machine *machine)
{
	struct setting *setting = ctx;

	if (machine_set(machine, setting->spec, setting->err, sizeof(setting->err)))
		setting->err[0] = '\0';
}

void model_set(struct model *model, const char *spec, char *message, size_t bytes)
{
	struct setting setting = {.spec = spec, .err = "the machine has ended"};

	machine_at_boundary(model->machine, set_one, &setting);
	snprintf(message, bytes, "%s", setting.err);
}
