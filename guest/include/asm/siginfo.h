/* SPDX-License-Identifier: GPL-2.0-only */
/* siginfo: why a signal came; 128 bytes, as a program's handler gets them. */
#ifndef _ASM_SIGINFO_H
#define _ASM_SIGINFO_H

#include <linux/types.h>

typedef union sigval {
	int sival_int;
	void __user *sival_ptr;
} sigval_t;

typedef struct siginfo {
	int si_signo, si_errno, si_code;
	union {
		int _pad[29];
		struct {
			pid_t _pid;
			uid_t _uid;
		} _kill;
		struct {
			int _tid, _overrun;
			sigval_t _sigval;
			int _sys_private;
		} _timer;
		struct {
			pid_t _pid;
			uid_t _uid;
			sigval_t _sigval;
		} _rt;
		struct {
			pid_t _pid;
			uid_t _uid;
			int _status;
			long _utime, _stime;
		} _sigchld;
		struct {
			void __user *_addr;
		} _sigfault;
		struct {
			long _band;
			int _fd;
		} _sigpoll;
	} _sifields;
} siginfo_t;
typedef struct siginfo kernel_siginfo_t;
typedef struct siginfo kernel_siginfo;
#define kernel_siginfo siginfo

#define si_pid	   _sifields._kill._pid
#define si_uid	   _sifields._kill._uid
#define si_tid	   _sifields._timer._tid
#define si_overrun _sifields._timer._overrun
#define si_status  _sifields._sigchld._status
#define si_utime   _sifields._sigchld._utime
#define si_stime   _sifields._sigchld._stime
#define si_value   _sifields._rt._sigval
#define si_int	   _sifields._rt._sigval.sival_int
#define si_ptr	   _sifields._rt._sigval.sival_ptr
#define si_addr	   _sifields._sigfault._addr
#define si_band	   _sifields._sigpoll._band
#define si_fd	   _sifields._sigpoll._fd

#define SI_USER	  0
#define SI_KERNEL 0x80
#define SI_QUEUE  -1
#define SI_TIMER  -2
#define SI_TKILL  -6

#define ILL_ILLOPN    2
#define FPE_INTDIV    1
#define FPE_INTOVF    2
#define FPE_FLTDIV    3
#define FPE_FLTOVF    4
#define FPE_FLTUND    5
#define FPE_FLTRES    6
#define FPE_FLTINV    7
#define SEGV_MAPERR   1
#define SEGV_ACCERR   2
#define SEGV_BNDERR   3
#define BUS_ADRALN    1
#define BUS_ADRERR    2
#define TRAP_BRKPT    1
#define TRAP_TRACE    2
#define TRAP_HWBKPT   4
#define CLD_EXITED    1
#define CLD_KILLED    2
#define CLD_DUMPED    3
#define CLD_TRAPPED   4
#define CLD_STOPPED   5
#define CLD_CONTINUED 6
#define POLL_IN	      1
#define POLL_OUT      2
#define POLL_MSG      3
#define POLL_ERR      4
#define POLL_PRI      5
#define POLL_HUP      6
#define POLL_OUT      2

#endif
