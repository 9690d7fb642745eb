/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signal_frame: what a handler finds on its stack, and the way back. The layouts are the
 * ABI of i386 programs:
 *
 *	without SA_SIGINFO           with
 *	  return address               return address
 *	  signal                       signal
 *	  sigcontext                   &info, &ucontext
 *	  (space of an old FPU state)  info (128 bytes)
 *	  upper half of the mask       ucontext: flags, link, stack, sigcontext, mask
 *	  code of sigreturn()          code of rt_sigreturn()
 *
 *	above: the FPU's state, if the program has one: 112 bytes as FSAVE would have it, and
 *	FXSAVE's 512, aligned to 64
 *
 * The handler returns into the vDSO (or sa_restorer), which calls sigreturn(). The code in
 * the frame is never run; debuggers know a frame by it.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/signal_types.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/ptrace.h>
#include <asm/vdso.h>

#include "traps.h"

struct sigcontext {
	u16 gs, __gsh, fs, __fsh, es, __esh, ds, __dsh;
	u32 di, si, bp, sp, bx, dx, cx, ax, trapno, err, ip;
	u16 cs, __csh;
	u32 flags, sp_at_signal;
	u16 ss, __ssh;
	u32 fpstate, oldmask, cr2;
};

struct ucontext {
	u32 uc_flags, uc_link;
	stack_t uc_stack;
	struct sigcontext uc_mcontext;
	sigset_t uc_sigmask;
};

#define OLD_FPSTATE_BYTES 624
#define FSAVE_BYTES	  112

struct sigframe {
	u32 pretcode;
	int sig;
	struct sigcontext sc;
	u8 fpstate_unused[OLD_FPSTATE_BYTES];
	u32 extramask[1];
	u8 retcode[8];
};

struct rt_sigframe {
	u32 pretcode;
	int sig;
	u32 pinfo, puc;
	struct siginfo info;
	struct ucontext uc;
	u8 retcode[8];
};

struct fpframe {
	u8 legacy[FSAVE_BYTES];
	u8 fx[FXSAVE_BYTES];
};

/* popl %eax; movl $119,%eax; int $0x80 / movl $173,%eax; int $0x80 */
static const u8 retcode[8] = {0x58, 0xb8, 119, 0, 0, 0, 0xcd, 0x80};
static const u8 rt_retcode[8] = {0xb8, 173, 0, 0, 0, 0xcd, 0x80, 0};

/* What a program may change of its flags: CF PF AF ZF SF TF DF OF RF AC. */
#define USER_FLAGS 0x50dd5ul

/* ---- the FPU's part ---- */

/* FXSAVE's words in FSAVE's places, for programs that look into their frames. */
static void fill_legacy(u32 *legacy, const u8 *fx)
{
	const u16 *w = (const u16 *)fx;
	const u32 *d = (const u32 *)fx;
	int i;

	memset(legacy, 0, FSAVE_BYTES);
	legacy[0] = 0xffff0000 | w[0];
	legacy[1] = 0xffff0000 | w[1];
	legacy[2] = 0xffff0000;
	for (i = 0; i < 8; i++)
		if (!(w[2] >> i & 1))
			legacy[2] |= 3u << 2 * i;
	legacy[3] = d[2];
	legacy[4] = d[3];
	legacy[5] = d[4];
	legacy[6] = d[5];
	for (i = 0; i < 8; i++)
		memcpy((u8 *)(legacy + 7) + 10 * i, fx + 32 + 16 * i, 10);
	legacy[27] = w[1]; /* status; the upper half, magic 0: FXSAVE's image follows */
}

/* *sp is lowered; *addr is 0 when the program has no such state. */
static int save_fpu(unsigned long *sp, u32 *addr)
{
	const struct fpu *fpu = fpu_sync();
	struct fpframe __user *frame;
	u32 legacy[FSAVE_BYTES / 4];

	*addr = 0;
	if (!fpu)
		return 0;
	*sp = ((*sp - FXSAVE_BYTES) & ~63ul) - FSAVE_BYTES;
	frame = (struct fpframe __user *)*sp;
	*addr = *sp;
	fill_legacy(legacy, fpu->state);
	return copy_to_user(frame->legacy, legacy, FSAVE_BYTES) ||
		       copy_to_user(frame->fx, fpu->state, FXSAVE_BYTES)
		   ? -EFAULT
		   : 0;
}

static int restore_fpu(u32 addr)
{
	static_assert(sizeof(struct fpframe) == OLD_FPSTATE_BYTES);
	u8 fx[FXSAVE_BYTES];

	if (!addr) {
		fpu_flush();
		return 0;
	}
	if (copy_from_user(fx, ((struct fpframe __user *)addr)->fx, sizeof(fx)))
		return -EFAULT;
	return fpu_restore(fx);
}

/* ---- out ---- */

static void fill_context(struct sigcontext *sc, const struct pt_regs *regs, u32 fpstate,
			 const sigset_t *saved)
{
	*sc = (struct sigcontext){
	    .gs = regs->gs,
	    .fs = regs->fs,
	    .es = regs->es,
	    .ds = regs->ds,
	    .di = regs->di,
	    .si = regs->si,
	    .bp = regs->bp,
	    .sp = regs->sp,
	    .bx = regs->bx,
	    .dx = regs->dx,
	    .cx = regs->cx,
	    .ax = regs->ax,
	    .trapno = current->thread.trap_nr,
	    .err = current->thread.error_code,
	    .ip = regs->ip,
	    .cs = regs->cs,
	    .flags = regs->flags,
	    .sp_at_signal = regs->sp,
	    .ss = regs->ss,
	    .fpstate = fpstate,
	    .oldmask = saved->sig[0],
	    .cr2 = current->thread.cr2,
	};
}

/* Where the frame's highest byte may be. */
static unsigned long stack_for(const struct ksignal *ksig, const struct pt_regs *regs)
{
	bool on_it = regs->sp - current->sas_ss_sp < current->sas_ss_size;

	if (!(ksig->ka.sa.sa_flags & SA_ONSTACK) || !current->sas_ss_size || on_it)
		return regs->sp;
	return current->sas_ss_sp + current->sas_ss_size;
}

/* So that at the handler's entry sp + 4 is a multiple of 16. */
static unsigned long align_frame(unsigned long sp, size_t bytes)
{
	return ((sp - bytes + 4) & ~15ul) - 4;
}

static u32 return_to(const struct ksignal *ksig, unsigned long vdso_offset)
{
	if (ksig->ka.sa.sa_flags & SA_RESTORER)
		return (u32)ksig->ka.sa.sa_restorer;
	return (u32)current->mm->context.vdso + vdso_offset;
}

static void enter_handler(struct pt_regs *regs, const struct ksignal *ksig, unsigned long sp)
{
	regs->sp = sp;
	regs->ip = (unsigned long)ksig->ka.sa.sa_handler;
	regs->ax = ksig->sig;
	regs->dx = regs->cx = 0;
	regs->ds = regs->es = regs->ss = __USER_DS;
	regs->cs = __USER_CS;
	regs->flags &= ~(X86_EFLAGS_DF | X86_EFLAGS_RF | X86_EFLAGS_TF);
	regs->orig_ax = -1;
}

static int setup_old_frame(struct ksignal *ksig, const sigset_t *saved, struct pt_regs *regs)
{
	unsigned long sp = stack_for(ksig, regs);
	struct sigframe frame;
	u32 fpstate;

	if (save_fpu(&sp, &fpstate))
		return -EFAULT;
	sp = align_frame(sp, sizeof(frame));
	memset(frame.fpstate_unused, 0, sizeof(frame.fpstate_unused));
	frame.pretcode = return_to(ksig, vdso_sigreturn);
	frame.sig = ksig->sig;
	fill_context(&frame.sc, regs, fpstate, saved);
	frame.extramask[0] = saved->sig[1];
	memcpy(frame.retcode, retcode, sizeof(retcode));
	if (copy_to_user((void __user *)sp, &frame, sizeof(frame)))
		return -EFAULT;
	enter_handler(regs, ksig, sp);
	return 0;
}

static int setup_rt_frame(struct ksignal *ksig, const sigset_t *saved, struct pt_regs *regs)
{
	unsigned long sp = stack_for(ksig, regs);
	struct rt_sigframe __user *at;
	struct rt_sigframe frame;
	u32 fpstate;

	if (save_fpu(&sp, &fpstate))
		return -EFAULT;
	sp = align_frame(sp, sizeof(frame));
	at = (struct rt_sigframe __user *)sp;
	frame.pretcode = return_to(ksig, vdso_rt_sigreturn);
	frame.sig = ksig->sig;
	frame.pinfo = (u32)&at->info;
	frame.puc = (u32)&at->uc;
	frame.info = ksig->info;
	frame.uc.uc_flags = frame.uc.uc_link = 0;
	do_sigaltstack(NULL, &frame.uc.uc_stack, regs->sp);
	fill_context(&frame.uc.uc_mcontext, regs, fpstate, saved);
	frame.uc.uc_sigmask = *saved;
	memcpy(frame.retcode, rt_retcode, sizeof(rt_retcode));
	if (copy_to_user(at, &frame, sizeof(frame)))
		return -EFAULT;
	enter_handler(regs, ksig, sp);
	regs->dx = (unsigned long)&at->info;
	regs->cx = (unsigned long)&at->uc;
	return 0;
}

int setup_signal_frame(struct ksignal *ksig, const sigset_t *saved, struct pt_regs *regs)
{
	return ksig->ka.sa.sa_flags & SA_SIGINFO ? setup_rt_frame(ksig, saved, regs)
						 : setup_old_frame(ksig, saved, regs);
}

/* ---- back ---- */

/* Selectors lead to user mode whatever the frame says; of the flags only what is harmless. */
static int restore_context(struct pt_regs *regs, const struct sigcontext *sc)
{
	regs->gs = sc->gs;
	regs->fs = sc->fs;
	regs->es = sc->es;
	regs->ds = sc->ds;
	regs->di = sc->di;
	regs->si = sc->si;
	regs->bp = sc->bp;
	regs->sp = sc->sp;
	regs->bx = sc->bx;
	regs->dx = sc->dx;
	regs->cx = sc->cx;
	regs->ax = sc->ax;
	regs->ip = sc->ip;
	regs->cs = sc->cs | 3;
	regs->ss = sc->ss | 3;
	regs->flags = (regs->flags & ~USER_FLAGS) | (sc->flags & USER_FLAGS);
	regs->orig_ax = -1;
	return restore_fpu(sc->fpstate);
}

static long bad_frame(void)
{
	force_sig(SIGSEGV);
	return 0;
}

SYSCALL_DEFINE0(sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	/* the handler's return has taken the first word off, popl the second */
	const struct sigframe __user *frame = (const struct sigframe __user *)(regs->sp - 8);
	struct sigcontext sc;
	sigset_t set;

	if (copy_from_user(&sc, &frame->sc, sizeof(sc)) ||
	    get_user(set.sig[1], &frame->extramask[0]))
		return bad_frame();
	set.sig[0] = sc.oldmask;
	set_current_blocked(&set);
	if (restore_context(regs, &sc))
		return bad_frame();
	return regs->ax;
}

SYSCALL_DEFINE0(rt_sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	const struct rt_sigframe __user *frame = (const struct rt_sigframe __user *)(regs->sp - 4);
	struct ucontext uc;

	if (copy_from_user(&uc, &frame->uc, sizeof(uc)))
		return bad_frame();
	set_current_blocked(&uc.uc_sigmask);
	if (restore_context(regs, &uc.uc_mcontext))
		return bad_frame();
	do_sigaltstack(&uc.uc_stack, NULL, regs->sp);
	return regs->ax;
}
