/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rename: the kernel's library beside the host's in one program. Included before
 * everything else, it gives those functions that both have another name.
 */
#ifndef TESTS_LIB_RENAME_H
#define TESTS_LIB_RENAME_H

#include <time.h> /* struct tm */

#define strlen	    k_strlen
#define strnlen	    k_strnlen
#define strcpy	    k_strcpy
#define strncpy	    k_strncpy
#define strlcpy	    k_strlcpy
#define strlcat	    k_strlcat
#define strcat	    k_strcat
#define strncat	    k_strncat
#define strcmp	    k_strcmp
#define strncmp	    k_strncmp
#define strcasecmp  k_strcasecmp
#define strncasecmp k_strncasecmp
#define strchr	    k_strchr
#define strchrnul   k_strchrnul
#define strrchr	    k_strrchr
#define strstr	    k_strstr
#define strspn	    k_strspn
#define strcspn	    k_strcspn
#define strpbrk	    k_strpbrk
#define strsep	    k_strsep
#define snprintf    k_snprintf
#define vsnprintf   k_vsnprintf
#define sprintf	    k_sprintf
#define vsprintf    k_vsprintf
#define sscanf	    k_sscanf
#define vsscanf	    k_vsscanf
#define bsearch	    k_bsearch

#endif
