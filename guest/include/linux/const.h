/* SPDX-License-Identifier: GPL-2.0-only */
/* const: constants that C and the assembler both read. */
#ifndef _LINUX_CONST_H
#define _LINUX_CONST_H

#ifdef __ASSEMBLY__
#define _AC(x, suffix) x
#else
#define __AC(x, suffix) (x##suffix)
#define _AC(x, suffix)	__AC(x, suffix)
#endif
#define _UL(x)	  (_AC(x, UL))
#define UL(x)	  (_UL(x))
#define _BITUL(x) (_UL(1) << (x))

#endif
