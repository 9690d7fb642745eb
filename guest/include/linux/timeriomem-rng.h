/* SPDX-License-Identifier: GPL-2.0-only */
/* timeriomem-rng: a register that has a new random number every period us. */
#ifndef _LINUX_TIMERIOMEM_RNG_H
#define _LINUX_TIMERIOMEM_RNG_H

#include <linux/compiler.h>

struct timeriomem_rng_data {
	void __iomem *address;
	unsigned int period;  /* us */
	unsigned int quality; /* as of struct hwrng */
};

#endif
