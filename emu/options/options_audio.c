/* SPDX-License-Identifier: GPL-2.0-only */
/* -audiodev, -audio and -device sb16: a sound card, and where its sound goes. */
#include <string.h>

#include "emu/options/options_inner.h"

#define RATE_MIN 8000
#define RATE_MAX 192000

static struct options_audiodev *new_audiodev(struct taking *taking)
{
	struct options *options = taking->options;

	if (options->audiodevs == OPTIONS_MAX_AUDIODEVS) {
		take_refuse(taking, "%d of them at most", OPTIONS_MAX_AUDIODEVS);
		return NULL;
	}
	options->audiodev[options->audiodevs] = (struct options_audiodev){.path = "zonemu.wav"};
	return &options->audiodev[options->audiodevs++];
}

/* QEMU's other names stand for the host's sound as well. */
static bool take_driver(struct taking *taking, struct options_audiodev *dev, const char *name)
{
	static const char *const hosts[] = {"alsa", "pa",     "oss",	  "pipewire",
					    "jack", "dsound", "coreaudio"};

	if (!strcmp(name, "none") || !strcmp(name, "wav") || !strcmp(name, "sdl")) {
		dev->kind = name[0] == 'n'   ? OPTIONS_AUDIO_NONE
			    : name[0] == 'w' ? OPTIONS_AUDIO_WAV
					     : OPTIONS_AUDIO_SDL;
		return true;
	}
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++)
		if (!strcmp(hosts[i], name)) {
			dev->kind = OPTIONS_AUDIO_SDL;
			snprintf(taking->warning, sizeof(taking->warning),
				 "%s: SDL chooses the host's sound system", name);
			return true;
		}
	return take_refuse(taking, "%s is not known (wav, sdl, none)", name);
}

static bool take_rate(struct taking *taking, struct options_audiodev *dev, const char *value)
{
	uint64_t rate;

	if (!value_number(value, &rate) || rate < RATE_MIN || rate > RATE_MAX)
		return take_refuse(taking, "out.frequency=%s: a number from %d to %d is wanted",
				   value, RATE_MIN, RATE_MAX);
	dev->rate = (uint32_t)rate;
	return true;
}

static bool is_tuning(const char *key)
{
	return !strncmp(key, "in.", 3) || !strncmp(key, "out.", 4) || !strcmp(key, "timer-period");
}

static bool take_property(struct taking *taking, struct options_audiodev *dev,
			  const struct value_pair *pair)
{
	if (!strcmp(pair->key, "id"))
		snprintf(dev->id, sizeof(dev->id), "%.31s", pair->value);
	else if (!strcmp(pair->key, "path"))
		dev->path = options_own(taking->options, "%s", pair->value);
	else if (!strcmp(pair->key, "out.frequency"))
		return take_rate(taking, dev, pair->value);
	else if (!is_tuning(pair->key))
		return take_refuse(taking, "%s= is not known (id, path, out.frequency)", pair->key);
	return dev->path || take_refuse(taking, "out of host memory");
}

bool take_audiodev(struct taking *taking, const char *value)
{
	struct options_audiodev *dev = new_audiodev(taking);
	struct value_pair pair;
	bool first = true, ok = dev != NULL;

	for (; ok && value_next(&value, &pair); first = false)
		if (first && (!*pair.value || !strcmp(pair.key, "driver")))
			ok = take_driver(taking, dev, *pair.value ? pair.value : pair.key);
		else
			ok = take_property(taking, dev, &pair);
	return ok && (dev->id[0] || take_refuse(taking, "id= is missing"));
}

/* Both at once: the way out, and with model= the card. */
bool take_audio(struct taking *taking, const char *value)
{
	struct options_audiodev *dev = new_audiodev(taking);
	struct value_pair pair;
	bool first = true, ok = dev != NULL;

	if (ok)
		strcpy(dev->id, "audiodev0");
	for (; ok && value_next(&value, &pair); first = false)
		if (!strcmp(pair.key, "model"))
			ok = !strcmp(pair.value, "sb16")
				 ? take_sb16(taking, "audiodev=audiodev0")
				 : take_refuse(taking, "model=%s: there is sb16", pair.value);
		else if (first && (!*pair.value || !strcmp(pair.key, "driver")))
			ok = take_driver(taking, dev, *pair.value ? pair.value : pair.key);
		else
			ok = take_property(taking, dev, &pair);
	return ok;
}

/* One of the jumpers' positions. */
static bool take_jumper(struct taking *taking, const struct value_pair *pair, uint32_t choices,
			const char *names, uint16_t *number)
{
	uint64_t value;

	if (!value_number(pair->value, &value) || value > 31 || !(choices & 1u << value))
		return take_refuse(taking, "%s=%s: one of %s is wanted", pair->key, pair->value,
				   names);
	*number = (uint16_t)value;
	return true;
}

static bool take_base(struct taking *taking, const struct value_pair *pair, uint16_t *base)
{
	uint64_t value;

	if (!value_number(pair->value, &value) || value < 0x220 || value > 0x280 || value % 0x20)
		return take_refuse(taking, "iobase=%s: one of 0x220, 0x240, 0x260, 0x280 is wanted",
				   pair->value);
	*base = (uint16_t)value;
	return true;
}

bool take_sb16(struct taking *taking, const char *properties)
{
	struct options_sb16 *card = &taking->options->sb16;
	struct value_pair pair;
	bool ok = true;

	if (card->present)
		return take_refuse(taking, "there can be one sb16");
	*card =
	    (struct options_sb16){.present = true, .base = 0x220, .irq = 5, .dma = 1, .dma16 = 5};
	while (ok && value_next(&properties, &pair)) {
		if (!strcmp(pair.key, "audiodev"))
			snprintf(card->audiodev, sizeof(card->audiodev), "%.31s", pair.value);
		else if (!strcmp(pair.key, "iobase"))
			ok = take_base(taking, &pair, &card->base);
		else if (!strcmp(pair.key, "irq"))
			ok = take_jumper(taking, &pair, 1 << 9 | 1 << 5 | 1 << 7 | 1 << 10,
					 "5, 7, 9, 10", &card->irq);
		else if (!strcmp(pair.key, "dma"))
			ok = take_jumper(taking, &pair, 1 | 1 << 1 | 1 << 3, "0, 1, 3", &card->dma);
		else if (!strcmp(pair.key, "dma16"))
			ok = take_jumper(taking, &pair, 1 << 5 | 1 << 6 | 1 << 7, "5, 6, 7",
					 &card->dma16);
		else if (!strcmp(pair.key, "version"))
			ok = !strcmp(pair.value, "0x405") || !strcmp(pair.value, "1029") ||
			     take_refuse(taking, "version=%s: the DSP's is 0x405", pair.value);
		else if (strcmp(pair.key, "id"))
			ok = take_refuse(taking,
					 "%s= is not known (iobase, irq, dma, dma16, audiodev)",
					 pair.key);
	}
	return ok;
}

bool options_find_audiodev(const struct options *options, struct options_audiodev *dev,
			   char *reason, size_t reason_bytes)
{
	const char *id = options->sb16.audiodev;

	*dev = (struct options_audiodev){.kind = OPTIONS_AUDIO_DEFAULT};
	for (unsigned i = 0; i < options->audiodevs; i++)
		if (!*id || !strcmp(options->audiodev[i].id, id)) {
			*dev = options->audiodev[i];
			return true;
		}
	*reason = '\0';
	if (!*id)
		return true;
	snprintf(reason, reason_bytes, "-device sb16: there is no -audiodev with id=%s", id);
	return false;
}
