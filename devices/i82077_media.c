/* SPDX-License-Identifier: GPL-2.0-only */
/* Which disk an image is, by its size: the usual formats of each kind of drive. */
#include <stddef.h>

#include "devices/i82077_inner.h"

enum { KBIT_500 = 0, KBIT_250 = 2, KBIT_1000 = 3 };

/* In the order of their sizes. A disk of 40 cylinders is in a drive of its own time: one of 1.2M
 * would have to step twice for each. */
static const struct i82077_format formats[] = {
    {320, 1, 40, 8, KBIT_250, I82077_DRIVE_360K},
    {360, 1, 40, 9, KBIT_250, I82077_DRIVE_360K},
    {640, 2, 40, 8, KBIT_250, I82077_DRIVE_360K},
    {720, 2, 40, 9, KBIT_250, I82077_DRIVE_360K},
    {800, 2, 40, 10, KBIT_250, I82077_DRIVE_360K},
    {1440, 2, 80, 9, KBIT_250, I82077_DRIVE_1440K},
    {1600, 2, 80, 10, KBIT_250, I82077_DRIVE_1440K},
    {1640, 2, 82, 10, KBIT_250, I82077_DRIVE_1440K},
    {1660, 2, 83, 10, KBIT_250, I82077_DRIVE_1440K},
    {2080, 2, 80, 13, KBIT_250, I82077_DRIVE_1440K},
    {2240, 2, 80, 14, KBIT_250, I82077_DRIVE_1440K},
    {2400, 2, 80, 15, KBIT_500, I82077_DRIVE_1200K},
    {2880, 2, 80, 18, KBIT_500, I82077_DRIVE_1440K},
    {2952, 2, 82, 18, KBIT_500, I82077_DRIVE_1440K},
    {2988, 2, 83, 18, KBIT_500, I82077_DRIVE_1440K},
    {3200, 2, 80, 20, KBIT_500, I82077_DRIVE_1440K},
    {3360, 2, 80, 21, KBIT_500, I82077_DRIVE_1440K},
    {3444, 2, 82, 21, KBIT_500, I82077_DRIVE_1440K},
    {3486, 2, 83, 21, KBIT_500, I82077_DRIVE_1440K},
    {3520, 2, 80, 22, KBIT_500, I82077_DRIVE_1440K},
    {3680, 2, 80, 23, KBIT_500, I82077_DRIVE_1440K},
    {3840, 2, 80, 24, KBIT_500, I82077_DRIVE_1440K},
    {5760, 2, 80, 36, KBIT_1000, I82077_DRIVE_2880K},
    {6240, 2, 80, 39, KBIT_1000, I82077_DRIVE_2880K},
    {6400, 2, 80, 40, KBIT_1000, I82077_DRIVE_2880K},
    {7040, 2, 80, 44, KBIT_1000, I82077_DRIVE_2880K},
    {7680, 2, 80, 48, KBIT_1000, I82077_DRIVE_2880K},
};

/* An unusual size is a 1.44M disk or, if it has more, a 2.88M one that is not full. */
const struct i82077_format *i82077_format(uint64_t sectors)
{
	const struct i82077_format *holds = NULL;

	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		const struct i82077_format *format = &formats[i];

		if (format->total == sectors)
			return format;
		if (!holds && sectors && sectors < format->total &&
		    (format->total == 2880 || format->total == 5760))
			holds = format;
	}
	return holds;
}
