/* SPDX-License-Identifier: GPL-2.0-only */
/* internal/skcipher: what users of ciphers include, too. Algorithms of modules cannot be added
 * here. */
#ifndef _CRYPTO_INTERNAL_SKCIPHER_H
#define _CRYPTO_INTERNAL_SKCIPHER_H

#include <crypto/skcipher.h>

#endif
