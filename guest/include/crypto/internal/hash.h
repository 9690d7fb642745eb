/* SPDX-License-Identifier: GPL-2.0-only */
/* internal/hash: what users of hashes include, too. Algorithms of modules cannot be added here. */
#ifndef _CRYPTO_INTERNAL_HASH_H
#define _CRYPTO_INTERNAL_HASH_H

#include <crypto/hash.h>

#endif
