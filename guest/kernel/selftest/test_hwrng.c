/* SPDX-License-Identifier: GPL-2.0-only */
/* hw_random: which device is behind /dev/hwrng, and when it is started and stopped. */
#include <linux/fs.h>
#include <linux/hw_random.h>
#include <linux/selftest.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

static struct {
	int starts, stops;
} seen[2];

static int start(struct hwrng *rng)
{
	seen[rng->priv].starts++;
	return 0;
}

static void stop(struct hwrng *rng)
{
	seen[rng->priv].stops++;
}

static int give(struct hwrng *rng, void *data, size_t max, bool wait)
{
	memset(data, 'a' + rng->priv, max);
	return max;
}

static struct hwrng devices[2] = {
    {.name = "poor", .init = start, .cleanup = stop, .read = give, .quality = 10, .priv = 0},
    {.name = "good", .init = start, .cleanup = stop, .read = give, .quality = 900, .priv = 1},
};

static bool reads(const char *path, const char *want)
{
	static char text[PAGE_SIZE];

	return sysfs_read_text(path, text, sizeof(text)) >= 0 && !strcmp(text, want);
}

#define FOLDER "/devices/virtual/misc/hw_random/"

SELFTEST(hwrng, the_best_device_is_the_current_one)
{
	struct hwrng nameless = {.name = "nameless"};

	memset(seen, 0, sizeof(seen));
	EXPECT(t, hwrng_register(&nameless) == -EINVAL);
	if (!EXPECT(t, !hwrng_register(&devices[0])))
		return;
	EXPECT(t, seen[0].starts == 1 && reads(FOLDER "rng_current", "poor\n"));
	EXPECT(t, hwrng_register(&devices[0]) == -EEXIST);
	EXPECT(t, !hwrng_register(&devices[1]));
	EXPECT(t, seen[1].starts == 1 && reads(FOLDER "rng_current", "good\n"));
	EXPECT(t, reads(FOLDER "rng_available", "poor good \n"));
	EXPECT(t, reads(FOLDER "rng_quality", "900\n"));
	hwrng_unregister(&devices[1]);
	EXPECT(t, seen[1].stops == 1 && reads(FOLDER "rng_current", "poor\n"));
	hwrng_unregister(&devices[0]);
	EXPECT(t, seen[0].starts == 2 && seen[0].stops == 2);
	EXPECT(t, reads(FOLDER "rng_current", "none\n"));
}
