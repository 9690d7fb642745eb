/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_ptrace: a process that traces another. */
#include <elf.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <sys/wait.h>

#include "say.h"

static volatile long word = 0x12345678, watched;

#define P(request, pid, addr, data)                                                                \
	ptrace((enum __ptrace_request)(request), pid, (void *)(long)(addr), (void *)(long)(data))

static void show(const char *what, int status)
{
	if (WIFSTOPPED(status))
		printf("%s: stopped %d event %d\n", what, WSTOPSIG(status), status >> 16);
	else if (WIFSIGNALED(status))
		printf("%s: killed %d\n", what, WTERMSIG(status));
	else if (WIFEXITED(status))
		printf("%s: exited %d\n", what, WEXITSTATUS(status));
	else
		printf("%s: %x\n", what, status);
}

static int next(pid_t pid, const char *what)
{
	int status = 0;
	pid_t got = waitpid(pid, &status, __WALL);

	if (got != pid && pid > 0)
		printf("%s: waitpid %s\n", what, got < 0 ? strerrorname_np(errno) : "other");
	else
		show(what, status);
	return status;
}

static pid_t start(void (*child)(void))
{
	pid_t pid = fork();

	if (pid)
		return pid;
	ptrace(PTRACE_TRACEME, 0, NULL, NULL);
	raise(SIGSTOP);
	child();
	_exit(3);
}

static void calls(void)
{
	syscall(SYS_getppid);
	syscall(SYS_close, 99);
	syscall(SYS_getpid);
}

static void system_calls(void)
{
	struct user_regs_struct regs;
	struct __ptrace_syscall_info info;
	pid_t pid = start(calls);
	int i;

	PART("PTRACE_SYSCALL");
	next(pid, "start");
	SAY(P(PTRACE_SETOPTIONS, pid, 0, 1 << 30));
	SAY(P(PTRACE_SETOPTIONS, pid, 0, PTRACE_O_TRACESYSGOOD));
	for (i = 0; i < 6; i++) {
		P(PTRACE_SYSCALL, pid, 0, 0);
		next(pid, "syscall");
		P(PTRACE_GETREGS, pid, 0, &regs);
		memset(&info, 0, sizeof(info));
		long n = P(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info);

		printf("nr %ld ax %ld info %ld op %d arch %x %d\n", regs.orig_eax,
		       i == 1 || i == 5 ? 0 : regs.eax, n, info.op, info.arch,
		       info.op == 1 ? (int)info.entry.nr : info.exit.is_error);
		if (i == 4) { /* another call in place of this one */
			regs.orig_eax = SYS_getuid;
			SAY(P(PTRACE_SETREGS, pid, 0, &regs));
		}
		if (i == 5) {
			printf("ax %ld\n", regs.eax);
			regs.eax = 77;
			P(PTRACE_SETREGS, pid, 0, &regs);
		}
	}
	/* none at all */
	P(PTRACE_SYSCALL, pid, 0, 0);
	next(pid, "exit_group");
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, regs.orig_eax), -1));
	P(PTRACE_SYSCALL, pid, 0, 0);
	next(pid, "skipped");
	SAY(P(PTRACE_PEEKUSER, pid, offsetof(struct user, regs.eax), 0));
	SAY(P(PTRACE_CONT, pid, 0, SIGTERM));
	next(pid, "end");
	SAY(P(PTRACE_CONT, pid, 0, 0));
}

static void memory_child(void)
{
	_exit(word == 0x55 ? 0 : 1);
}

static void memory(void)
{
	struct user_regs_struct regs;
	struct iovec iov = {&regs, 1000}, local, remote;
	struct user_fpregs_struct fp;
	unsigned char fx[512];
	pid_t pid = start(memory_child);
	siginfo_t si;
	sigset_t mask;
	char buf[8];

	PART("memory and registers");
	next(pid, "start");
	SAY(P(PTRACE_PEEKDATA, pid, &word, 0) == 0x12345678);
	errno = 0;
	SAY(P(PTRACE_PEEKDATA, pid, 16, 0));
	SAY(P(PTRACE_POKEDATA, pid, 16, 0));
	SAY(P(PTRACE_POKETEXT, pid, memory_child, 0x90909090));
	SAY(P(PTRACE_PEEKTEXT, pid, memory_child, 0) == (long)0x90909090);
	SAY(*(long *)memory_child == (long)0x90909090);
	SAY(P(PTRACE_POKETEXT, pid, memory_child, *(long *)memory_child));
	SAY(P(PTRACE_POKEDATA, pid, &word, 0x55));
	SAY(P(PTRACE_PEEKUSER, pid, 3, 0));
	SAY(P(PTRACE_PEEKUSER, pid, 284, 0));
	SAY(P(PTRACE_PEEKUSER, pid, 4 * 20, 0));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, regs.xcs), 0));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, regs.xds), 0x10000));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, regs.xds), 0));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, regs.xds), 0x7b));
	SAY(P(PTRACE_GETREGSET, pid, NT_PRSTATUS, &iov));
	SAY(iov.iov_len);
	printf("cs %lx ds %lx ss %lx fs %lx\n", regs.xcs, regs.xds, regs.xss, regs.xfs);
	iov.iov_len = 7;
	SAY(P(PTRACE_GETREGSET, pid, NT_PRSTATUS, &iov));
	SAY(P(PTRACE_GETREGSET, pid, 0x7777, &iov));
	SAY(P(PTRACE_GETFPREGS, pid, 0, &fp));
	printf("cwd %lx twd %lx\n", fp.cwd & 0xffff, fp.twd & 0xffff);
	SAY(P(PTRACE_GETFPXREGS, pid, 0, fx));
	printf("cwd %x mxcsr %x\n", *(short *)fx, *(int *)(fx + 24));
	fx[160] = 0x77;
	SAY(P(PTRACE_SETFPXREGS, pid, 0, fx));
	memset(fx, 0, sizeof(fx));
	SAY(P(PTRACE_GETFPXREGS, pid, 0, fx));
	SAY(fx[160]);
	SAY(P(PTRACE_GETSIGINFO, pid, 0, &si));
	printf("signo %d code %d\n", si.si_signo, si.si_code);
	SAY(P(PTRACE_GETSIGMASK, pid, 8, &mask));
	SAY(P(PTRACE_GETSIGMASK, pid, 4, &mask));
	local = (struct iovec){buf, 4};
	remote = (struct iovec){(void *)&word, 4};
	SAY(process_vm_readv(pid, &local, 1, &remote, 1, 0));
	SAY(*(int *)buf);
	*(int *)buf = 0x55;
	SAY(process_vm_writev(pid, &local, 1, &remote, 1, 0));
	remote.iov_base = NULL;
	SAY(process_vm_readv(pid, &local, 1, &remote, 1, 0));
	SAY(process_vm_readv(pid, &local, 1, &remote, 1, 1));
	SAY(process_vm_readv(99999, &local, 1, &remote, 1, 0));
	SAY(P(PTRACE_CONT, pid, 0, 99));
	SAY(P(99, pid, 0, 0));
	SAY(P(PTRACE_CONT, pid, 0, 0));
	next(pid, "end");
}

static void stepping_child(void)
{
	__asm__ volatile("nop; nop; movl $20, %%eax; int $0x80; nop" ::: "eax");
	watched = 1;
	watched = 2;
}

static void stepping(void)
{
	struct user_regs_struct regs, before;
	pid_t pid = start(stepping_child);
	int i, lens[8];
	siginfo_t si;

	PART("PTRACE_SINGLESTEP");
	next(pid, "start");
	/* to the first nop */
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[0]), stepping_child));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[7]), 1));
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "breakpoint");
	P(PTRACE_GETSIGINFO, pid, 0, &si);
	P(PTRACE_GETREGS, pid, 0, &before);
	printf("code %d there %d dr6 %lx\n", si.si_code, before.eip == (long)stepping_child,
	       P(PTRACE_PEEKUSER, pid, offsetof(struct user, u_debugreg[6]), 0) & 0xf);
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[7]), 0));
	while (P(PTRACE_PEEKTEXT, pid, before.eip, 0) % 0x10000 != (short)0x9090) {
		P(PTRACE_SINGLESTEP, pid, 0, 0);
		waitpid(pid, &i, 0);
		P(PTRACE_GETREGS, pid, 0, &before);
		if (before.eip - (long)stepping_child > 100)
			break;
	}
	for (i = 0; i < 5; i++) {
		P(PTRACE_SINGLESTEP, pid, 0, 0);
		next(pid, "step");
		P(PTRACE_GETREGS, pid, 0, &regs);
		P(PTRACE_GETSIGINFO, pid, 0, &si);
		lens[i] = regs.eip - before.eip;
		printf("length %d code %d TF %ld\n", lens[i], si.si_code, regs.eflags >> 8 & 1);
		before = regs;
	}
	PART("a watchpoint");
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[1]), &watched));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[1]), 0xc0000000));
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[7]), 0x00d00004));
	SAY(P(PTRACE_PEEKUSER, pid, offsetof(struct user, u_debugreg[7]), 0) == 0x00d00004);
	for (i = 0; i < 2; i++) {
		P(PTRACE_CONT, pid, 0, 0);
		next(pid, "written");
		P(PTRACE_GETSIGINFO, pid, 0, &si);
		printf("code %d value %ld dr6 %lx\n", si.si_code,
		       P(PTRACE_PEEKDATA, pid, &watched, 0),
		       P(PTRACE_PEEKUSER, pid, offsetof(struct user, u_debugreg[6]), 0) & 0xf);
	}
	SAY(P(PTRACE_POKEUSER, pid, offsetof(struct user, u_debugreg[4]), 1));
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "end");
}

static void forking_child(void)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(9);
	waitpid(pid, &status, 0);
	pid = vfork();
	if (!pid)
		_exit(8);
	waitpid(pid, &status, 0);
	execl("/bin/busybox", "true", NULL);
}

static void events(void)
{
	pid_t pid = start(forking_child), child;
	unsigned long message;
	siginfo_t si;

	PART("events");
	next(pid, "start");
	SAY(P(PTRACE_SETOPTIONS, pid, 0,
	      PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC |
		  PTRACE_O_TRACEEXIT | PTRACE_O_TRACEVFORKDONE));
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "fork");
	P(PTRACE_GETSIGINFO, pid, 0, &si);
	printf("signo %d code %x\n", si.si_signo, si.si_code);
	SAY(P(PTRACE_GETEVENTMSG, pid, 0, &message));
	child = message;
	next(child, "child");
	P(PTRACE_CONT, pid, 0, 0);
	P(PTRACE_CONT, child, 0, 0);
	next(child, "child");
	P(PTRACE_GETEVENTMSG, child, 0, &message);
	printf("message %lx\n", message);
	P(PTRACE_CONT, child, 0, 0);
	next(child, "child");
	next(pid, "parent");
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "vfork");
	P(PTRACE_GETEVENTMSG, pid, 0, &message);
	child = message;
	next(child, "child");
	P(PTRACE_CONT, pid, 0, 0);
	SAY(P(PTRACE_DETACH, child, 0, 0));
	next(pid, "vfork done");
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "parent");
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "exec");
	P(PTRACE_GETEVENTMSG, pid, 0, &message);
	printf("own %d\n", (pid_t)message == pid);
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "exit");
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "end");
}

static void seizing(void)
{
	pid_t pid = fork(), tracer;
	siginfo_t si;
	int status;

	PART("PTRACE_SEIZE");
	if (!pid)
		for (;;)
			pause();
	usleep(20000);
	SAY(P(PTRACE_SEIZE, pid, 1, 0));
	SAY(P(PTRACE_SEIZE, pid, 0, 0x10000000));
	SAY(P(PTRACE_SEIZE, pid, 0, PTRACE_O_TRACESYSGOOD));
	SAY(P(PTRACE_SEIZE, pid, 0, 0));
	SAY(P(PTRACE_CONT, pid, 0, 0));
	SAY(waitpid(pid, &status, WNOHANG));
	SAY(P(PTRACE_INTERRUPT, pid, 0, 0));
	next(pid, "interrupt");
	P(PTRACE_GETSIGINFO, pid, 0, &si);
	printf("signo %d code %x\n", si.si_signo, si.si_code);
	P(PTRACE_CONT, pid, 0, 0);
	kill(pid, SIGSTOP);
	next(pid, "SIGSTOP");
	P(PTRACE_CONT, pid, 0, SIGSTOP);
	next(pid, "group stop");
	SAY(P(PTRACE_LISTEN, pid, 0, 0));
	SAY(P(PTRACE_CONT, pid, 0, 0));
	kill(pid, SIGCONT);
	next(pid, "SIGCONT");
	P(PTRACE_CONT, pid, 0, 0);
	next(pid, "SIGCONT");
	P(PTRACE_CONT, pid, 0, SIGCONT);
	kill(pid, SIGUSR1);
	next(pid, "SIGUSR1");
	P(PTRACE_CONT, pid, 0, SIGUSR2);
	next(pid, "end");
	PART("PTRACE_ATTACH");
	pid = fork();
	if (!pid)
		for (;;)
			pause();
	SAY(P(PTRACE_ATTACH, pid, 0, 0));
	next(pid, "attached");
	SAY(P(PTRACE_DETACH, pid, 0, 0));
	SAY(P(PTRACE_PEEKDATA, pid, &word, 0));
	kill(pid, SIGSTOP);
	waitpid(pid, &status, WUNTRACED);
	show("stopped", status);
	SAY(P(PTRACE_ATTACH, pid, 0, 0));
	next(pid, "attached");
	SAY(P(PTRACE_DETACH, pid, 0, 0));
	kill(pid, SIGKILL);
	next(pid, "end");
	SAY(P(PTRACE_ATTACH, getpid(), 0, 0));
	SAY(P(PTRACE_ATTACH, 99999, 0, 0));
	PART("a tracer that ends");
	pid = fork();
	if (!pid)
		for (;;)
			pause();
	tracer = fork();
	if (!tracer) {
		P(PTRACE_SEIZE, pid, 0, PTRACE_O_EXITKILL);
		_exit(0);
	}
	waitpid(tracer, NULL, 0);
	next(pid, "end");
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	system_calls();
	memory();
	stepping();
	events();
	seizing();
	return 0;
}
