/* SPDX-License-Identifier: GPL-2.0-only */
/* What firmware is told: -boot, -fw_cfg and -uuid. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "emu/options/options_inner.h"

#define MAX_WAIT_MS 65535u

static bool take_order(struct taking *taking, const char *letters, char order[4])
{
	size_t length = strlen(letters);

	if (!length || length > 3)
		return take_refuse(taking, "%s: one to three of the letters a, c, d, n", letters);
	for (size_t i = 0; i < length; i++) {
		if (!strchr("acdn", letters[i]))
			return take_refuse(taking,
					   "%s: there is no drive %c (a floppy, c disk, d CD, n "
					   "network)",
					   letters, letters[i]);
		if (strchr(letters + i + 1, letters[i]))
			return take_refuse(taking, "%s: %c is there twice", letters, letters[i]);
	}
	strcpy(order, letters);
	return true;
}

static bool take_switch(struct taking *taking, const struct value_pair *pair, bool *on)
{
	*on = !*pair->value || !strcmp(pair->value, "on");
	return *on || !strcmp(pair->value, "off") ||
	       take_refuse(taking, "%s=%s: on or off is wanted", pair->key, pair->value);
}

static bool take_ms(struct taking *taking, const struct value_pair *pair, int *ms)
{
	uint64_t number;

	if (!strcmp(pair->key, "reboot-timeout") && !strcmp(pair->value, "-1")) {
		*ms = -1;
		return true;
	}
	if (!value_number(pair->value, &number) || number > MAX_WAIT_MS)
		return take_refuse(taking, "%s=%s: milliseconds from 0 to %u are wanted", pair->key,
				   pair->value, MAX_WAIT_MS);
	*ms = (int)number;
	return true;
}

static bool take_boot_pair(struct taking *taking, const struct value_pair *pair)
{
	struct options_boot *boot = &taking->options->boot;
	bool strict;

	if (!strcmp(pair->key, "order"))
		return take_order(taking, pair->value, boot->order);
	if (!strcmp(pair->key, "once"))
		return take_order(taking, pair->value, boot->once);
	if (!strcmp(pair->key, "menu"))
		return take_switch(taking, pair, &boot->menu);
	if (!strcmp(pair->key, "splash-time"))
		return take_ms(taking, pair, &boot->menu_wait_ms);
	if (!strcmp(pair->key, "reboot-timeout"))
		return take_ms(taking, pair, &boot->reboot_ms);
	if (!strcmp(pair->key, "strict"))
		return take_switch(taking, pair, &strict);
	return take_refuse(taking,
			   "%s= is not known (order, once, menu, splash-time, "
			   "reboot-timeout, strict)",
			   pair->key);
}

bool take_boot(struct taking *taking, const char *value)
{
	struct value_pair pair;
	bool first = true;

	if (!*value)
		return take_refuse(taking, "an order is missing (as in -boot d)");
	for (; value_next(&value, &pair); first = false) {
		bool bare = first && !*pair.value;
		bool ok = bare ? take_order(taking, pair.key, taking->options->boot.order)
			       : take_boot_pair(taking, &pair);

		if (!ok)
			return false;
	}
	return true;
}

bool take_fw_cfg(struct taking *taking, const char *value)
{
	struct options *options = taking->options;
	struct options_fw_cfg item = {.value = NULL};
	struct value_pair pair;
	bool first = true;

	if (options->fw_cfgs == OPTIONS_MAX_FW_CFG)
		return take_refuse(taking, "%d items at most", OPTIONS_MAX_FW_CFG);
	for (; value_next(&value, &pair); first = false) {
		bool bare = first && !*pair.value;

		if (bare || !strcmp(pair.key, "name")) {
			const char *name = bare ? pair.key : pair.value;

			if (strlen(name) >= sizeof(item.name))
				return take_refuse(taking, "the name is longer than %zu",
						   sizeof(item.name) - 1);
			strcpy(item.name, name);
		} else if (!strcmp(pair.key, "file") || !strcmp(pair.key, "string")) {
			item.is_file = pair.key[0] == 'f';
			item.value = options_own(options, "%s", pair.value);
		} else {
			return take_refuse(taking, "%s= is not known (name, file, string)",
					   pair.key);
		}
	}
	if (!*item.name || !item.value)
		return take_refuse(taking, "%s is missing",
				   *item.name ? "file= or string=" : "name=");
	options->fw_cfg[options->fw_cfgs++] = item;
	return true;
}

/* 8-4-4-4-12 hexadecimal digits */
bool take_uuid(struct taking *taking, const char *value)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	uint8_t *out = taking->options->uuid;
	bool ok = strlen(value) == strlen(form);

	for (size_t i = 0; ok && form[i]; i++)
		ok = form[i] == '-' ? value[i] == '-' : isxdigit((unsigned char)value[i]) != 0;
	if (!ok)
		return take_refuse(taking, "%s: %s is wanted", value, form);
	for (size_t i = 0; form[i]; i += 2) {
		char digits[3] = "";

		i += form[i] == '-';
		memcpy(digits, value + i, 2);
		*out++ = (uint8_t)strtoul(digits, NULL, 16);
	}
	return true;
}
