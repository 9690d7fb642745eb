/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * audio: where sound goes: a WAV file, the host's loudspeakers by SDL, or
 * nowhere. What comes in at another rate is resampled. A WAV file holds what was
 * played, one after the other, without the pauses between; the same run gives
 * the same bytes.
 */
#ifndef ZONEMU_EMU_AUDIO_H
#define ZONEMU_EMU_AUDIO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/sb16.h"
#include "emu/machine.h"
#include "emu/options/options.h"

enum audio_kind { AUDIO_NONE, AUDIO_WAV, AUDIO_SDL };

struct audio_config {
	enum audio_kind kind;
	const char *path; /* WAV */
	uint32_t rate;	  /* of what goes out; 0: 44100 */
};

struct audio;

/* NULL: err holds one line. */
struct audio *audio_open(const struct audio_config *config, char *err, size_t err_bytes);
/* The card of -device sb16, if there is one, and its way out, which is the caller's to close.
 * False: err holds one line. It may hold one all the same: there is no sound on this host. */
bool audio_for_card(const struct options *options, bool window, struct machine_sb16 *card,
		    char *err, size_t err_bytes);
/* ctx: the struct audio; for sb16_wires.play. */
void audio_play(void *ctx, const struct sb16_frame *frames, unsigned count, uint32_t rate);
/* Completes the file. False: it could not be written; one line is on stderr. NULL is fine. */
bool audio_close(struct audio *audio);

#endif
