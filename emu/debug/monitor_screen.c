/* SPDX-License-Identifier: GPL-2.0-only */
/* The monitor's picture of the screen: screendump. */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "emu/debug/monitor_inner.h"
#include "emu/panel/png.h"

/* Netpbm's portable pixmap, P6 */
static bool write_ppm(const char *path, const struct machine_picture *picture)
{
	FILE *file = fopen(path, "wb");
	bool ok = file != NULL;

	if (!file)
		return false;
	ok &= fprintf(file, "P6\n%u %u\n255\n", picture->w, picture->h) > 0;
	for (size_t i = 0; ok && i < (size_t)picture->w * picture->h; i++) {
		uint32_t dot = picture->px[i];
		const uint8_t rgb[3] = {(uint8_t)(dot >> 16), (uint8_t)(dot >> 8), (uint8_t)dot};

		ok = fwrite(rgb, 1, sizeof(rgb), file) == sizeof(rgb);
	}
	return fclose(file) == 0 && ok;
}

static bool write_picture(const struct monitor_call *call, const char *path, bool ppm,
			  const struct machine_picture *picture)
{
	char err[PATH_MAX + 200];

	if (ppm) {
		if (write_ppm(path, picture))
			return true;
		fprintf(call->out, "%s: %s\n", path, strerror(errno));
		return false;
	}
	if (png_write(path, picture->px, (int)picture->w, (int)picture->h, err, sizeof(err)))
		return true;
	fprintf(call->out, "%s\n", err);
	return false;
}

/* "FILE", "FILE -f png", "-f ppm FILE": a PNG, unless it is called .ppm. */
bool monitor_screendump(const struct monitor_call *call)
{
	struct machine_picture picture = {0};
	char copy[PATH_MAX], *rest = copy, *word;
	const char *path = NULL, *format = NULL, *dot;
	bool ok;

	snprintf(copy, sizeof(copy), "%s", call->args);
	while ((word = strsep(&rest, " ")) != NULL) {
		if (!strcmp(word, "-f"))
			format = strsep(&rest, " ");
		else if (*word)
			path = path ? "" : word;
	}
	if (!path || !*path || (format && strcmp(format, "png") && strcmp(format, "ppm"))) {
		fprintf(call->out, "screendump FILE [-f png|ppm]\n");
		return false;
	}
	dot = strrchr(path, '.');
	machine_look(call->machine, &picture);
	if (!picture.px) {
		fprintf(call->out, "out of host memory\n");
		return false;
	}
	ok = write_picture(call, path,
			   format ? !strcmp(format, "ppm") : dot && !strcmp(dot, ".ppm"), &picture);
	machine_picture_free(&picture);
	return ok;
}
