/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/audio.h"

#include <SDL.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_RATE 44100
#define FRAME_BYTES  4
#define QUEUE_FRAMES 1024
#define LATEST_MS    500 /* more than that waits in SDL's queue: drop, rather than lag behind */

struct audio {
	struct audio_config config;
	FILE *file;
	uint32_t written_bytes;
	bool failed;
	SDL_AudioDeviceID device;
	struct sb16_frame last; /* the input's */
	uint64_t phase;		/* of the output in the input, in parts of the output's rate */
	struct sb16_frame queue[QUEUE_FRAMES];
	unsigned queued;
};

/* ---- WAV: a RIFF file of one format and one data chunk (Microsoft, RIFF, 1991) ---- */

static void put32(uint8_t *at, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (uint8_t)(value >> 8 * i);
}

static void put16(uint8_t *at, uint16_t value)
{
	at[0] = (uint8_t)value;
	at[1] = (uint8_t)(value >> 8);
}

static bool write_header(struct audio *audio)
{
	uint8_t head[44] = "RIFF....WAVEfmt ....................data";

	put32(head + 4, 36 + audio->written_bytes);
	put32(head + 16, 16);
	put16(head + 20, 1); /* PCM */
	put16(head + 22, 2);
	put32(head + 24, audio->config.rate);
	put32(head + 28, audio->config.rate * FRAME_BYTES);
	put16(head + 32, FRAME_BYTES);
	put16(head + 34, 16);
	put32(head + 40, audio->written_bytes);
	rewind(audio->file);
	return fwrite(head, sizeof(head), 1, audio->file) == 1;
}

static void write_frames(struct audio *audio)
{
	uint8_t bytes[QUEUE_FRAMES * FRAME_BYTES];

	if (audio->written_bytes > UINT32_MAX - 36 - sizeof(bytes))
		return; /* as much as a WAV file can hold */
	for (unsigned i = 0; i < audio->queued; i++) {
		put16(bytes + i * FRAME_BYTES, (uint16_t)audio->queue[i].left);
		put16(bytes + i * FRAME_BYTES + 2, (uint16_t)audio->queue[i].right);
	}
	if (fwrite(bytes, FRAME_BYTES, audio->queued, audio->file) != audio->queued)
		audio->failed = true;
	audio->written_bytes += audio->queued * FRAME_BYTES;
}

static void flush(struct audio *audio)
{
	uint32_t most = audio->config.rate * LATEST_MS / 1000 * FRAME_BYTES;

	if (audio->queued && audio->file)
		write_frames(audio);
	else if (audio->device && SDL_GetQueuedAudioSize(audio->device) < most)
		SDL_QueueAudio(audio->device, audio->queue,
			       audio->queued * (uint32_t)sizeof(audio->queue[0]));
	audio->queued = 0;
}

static void put(struct audio *audio, struct sb16_frame frame)
{
	audio->queue[audio->queued++] = frame;
	if (audio->queued == QUEUE_FRAMES)
		flush(audio);
}

/* ---- resampling, by lines between the samples ---- */

static int16_t between(int16_t a, int16_t b, uint64_t part, uint32_t whole)
{
	return (int16_t)(a + (int64_t)(b - a) * (int64_t)part / (int64_t)whole);
}

static void resample(struct audio *audio, struct sb16_frame frame, uint32_t rate)
{
	const uint32_t out = audio->config.rate;

	while (audio->phase < out) {
		put(audio, (struct sb16_frame){
			       between(audio->last.left, frame.left, audio->phase, out),
			       between(audio->last.right, frame.right, audio->phase, out)});
		audio->phase += rate;
	}
	audio->phase -= out;
	audio->last = frame;
}

void audio_play(void *ctx, const struct sb16_frame *frames, unsigned count, uint32_t rate)
{
	struct audio *audio = ctx;

	if (audio->config.kind == AUDIO_NONE)
		return;
	for (unsigned i = 0; i < count; i++)
		if (rate == audio->config.rate)
			put(audio, frames[i]);
		else
			resample(audio, frames[i], rate);
}

/* ---- open and close ---- */

static bool open_wav(struct audio *audio, char *err, size_t err_bytes)
{
	audio->file = fopen(audio->config.path, "wb");
	if (audio->file && write_header(audio))
		return true;
	snprintf(err, err_bytes, "%s: %s", audio->config.path, strerror(errno));
	return false;
}

static bool open_sdl(struct audio *audio, char *err, size_t err_bytes)
{
	const SDL_AudioSpec wanted = {.freq = (int)audio->config.rate,
				      .format = AUDIO_S16SYS,
				      .channels = 2,
				      .samples = QUEUE_FRAMES};

	if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0)
		audio->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
	if (!audio->device) {
		snprintf(err, err_bytes, "no sound: %s", SDL_GetError());
		return false;
	}
	SDL_PauseAudioDevice(audio->device, 0);
	return true;
}

struct audio *audio_open(const struct audio_config *config, char *err, size_t err_bytes)
{
	struct audio *audio = calloc(1, sizeof(*audio));
	bool ok = audio != NULL;

	snprintf(err, err_bytes, "out of host memory for sound");
	if (ok) {
		audio->config = *config;
		audio->config.rate = config->rate ? config->rate : DEFAULT_RATE;
		if (config->kind == AUDIO_WAV)
			ok = open_wav(audio, err, err_bytes);
		else if (config->kind == AUDIO_SDL)
			ok = open_sdl(audio, err, err_bytes);
	}
	if (ok)
		return audio;
	if (audio && audio->file)
		fclose(audio->file);
	free(audio);
	return NULL;
}

bool audio_close(struct audio *audio)
{
	bool ok = true;

	if (!audio)
		return true;
	flush(audio);
	if (audio->file) {
		ok = !audio->failed && write_header(audio);
		ok = !fclose(audio->file) && ok;
		if (!ok)
			fprintf(stderr, "zonemu: %s: %s\n", audio->config.path, strerror(errno));
	}
	if (audio->device) {
		SDL_CloseAudioDevice(audio->device);
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
	}
	free(audio);
	return ok;
}
