/* SPDX-License-Identifier: GPL-2.0-only */
/* nospec: an index that not even a guess of the processor takes beyond the array: this one makes none. */
#ifndef _LINUX_NOSPEC_H
#define _LINUX_NOSPEC_H

#define array_index_nospec(index, size) ((index) < (size) ? (index) : 0)
#define barrier_nospec()		((void)0)

#endif
