/* SPDX-License-Identifier: GPL-2.0-only */
/* lib: of the kernel's own library, what mm/ calls and the host's has not. */
#include "guest/lib/bitmap.c"
#include "guest/lib/cmdline.c"
#include "guest/lib/find_bit.c"
#include "guest/lib/hexdump.c"
#include "guest/lib/kstrtox.c"
#include "guest/lib/kmemdup.c"
#include "guest/lib/math.c"
#include "guest/lib/radix_tree.c"
#include "guest/lib/scatterlist.c"
