/* SPDX-License-Identifier: GPL-2.0-only */
/* audio_card: from the command line's words to a card and its way out. */
#include "emu/audio.h"

bool audio_for_card(const struct options *options, bool window, struct machine_sb16 *card,
		    char *err, size_t err_bytes)
{
	static const enum audio_kind kinds[] = {[OPTIONS_AUDIO_NONE] = AUDIO_NONE,
						[OPTIONS_AUDIO_WAV] = AUDIO_WAV,
						[OPTIONS_AUDIO_SDL] = AUDIO_SDL};
	const struct options_sb16 *wanted = &options->sb16;
	struct options_audiodev dev;
	struct audio_config config;
	bool by_default;

	*card = (struct machine_sb16){.present = wanted->present,
				      .base = wanted->base,
				      .irq = wanted->irq,
				      .dma = wanted->dma,
				      .dma16 = wanted->dma16};
	if (!wanted->present)
		return true;
	if (!options_find_audiodev(options, &dev, err, err_bytes))
		return false;
	by_default = dev.kind == OPTIONS_AUDIO_DEFAULT;
	config = (struct audio_config){.kind = kinds[dev.kind], .path = dev.path, .rate = dev.rate};
	if (by_default)
		config.kind = window ? AUDIO_SDL : AUDIO_NONE;
	card->audio = audio_open(&config, err, err_bytes);
	if (card->audio)
		*err = '\0';
	return card->audio || by_default;
}
