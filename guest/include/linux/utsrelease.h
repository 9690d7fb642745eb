/* SPDX-License-Identifier: GPL-2.0-only */
/* utsrelease: what `uname -r` says, and where the modules lie: /lib/modules/UTS_RELEASE. */
#ifndef _LINUX_UTSRELEASE_H
#define _LINUX_UTSRELEASE_H

#define UTS_RELEASE "6.1.0-zonemu"

#endif
