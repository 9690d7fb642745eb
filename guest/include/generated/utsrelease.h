/* SPDX-License-Identifier: GPL-2.0-only */
/* generated/utsrelease: UTS_RELEASE, where 6.1's sources look for it. */
#include <linux/utsrelease.h>
