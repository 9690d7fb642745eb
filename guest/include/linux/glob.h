/* SPDX-License-Identifier: GPL-2.0-only */
/* glob: texts that fit a pattern. */
#ifndef _LINUX_GLOB_H
#define _LINUX_GLOB_H

#include <linux/types.h>

/* '*' any run of characters, '?' any one, [a-z] and [!a-z] one of a class, '\' the next as it is.
 */
bool glob_match(char const *pattern, char const *text);

#endif
